//! How fast documents are read, beside the parser of Markdown alone on the same text. It measures and judges nothing.

use std::fmt::Write as _;

use comrak::{Arena, Options, parse_document};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use rollgate::checklist::{compare, lint, read};

/// An issue as people write them, a long one, and one that no forge takes: in bytes.
const SIZES: [usize; 3] = [12_000, 1_000_000, 10_000_000];

fn main() {
    divan::main();
}

/// Writes a rollout of about `size` bytes: stages, nested tasks, commands, prose.
fn document(size: usize) -> String {
    let mut text = String::from(
        "# [Feature flag] Enable `quick_export`\n\n## Summary\n\nExports are written while they are read.\n",
    );
    let mut part = 0;
    while text.len() < size {
        part += 1;
        let flag = "/chatops run feature set quick_export";
        // Writing to a String cannot fail.
        let _written = write!(
            text,
            "\n## Part {part}: rollout on production\n\nSee the [dashboard](https://example.com/{part}) first.\n\n\
             - [ ] Enable the feature for us, then look at the graphs.\n  - [ ] `{flag} true --project=x/y{part}`\n\
             - [x] Verify that the feature works as expected. Post the QA result in this issue.\n\
             - [ ] Roll out:\n  - [ ] Between every step wait for at least 15 minutes.\n  - [ ] `{flag} 25 --actors`\n\
             - [~] Announce it to team {part} and to support, with the time at which it begins.\n\n"
        );
    }
    text
}

/// Writes what a copy of a rendered page leaves of a rollout, of about `size` bytes.
fn copied(size: usize) -> String {
    let mut text = String::from("[Feature flag] Enable quick_export\n");
    while text.len() < size {
        text.push_str("Global rollout on production\n-\nRoll out the feature.-\n/chatops run feature set\nquick_exporttrue --dev\n-\n- Verify that it works.\n -\nWait for at least one day.\n-\n-\n");
    }
    text
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn comrak_alone(bencher: Bencher<'_, '_>, size: usize) {
    let text = document(size);
    let mut options = Options::default();
    options.extension.tasklist = true;
    options.extension.table = true;
    options.parse.relaxed_tasklist_matching = true;
    options.parse.tasklist_in_table = true;
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let arena = Arena::new();
        parse_document(&arena, black_box(&text), &options)
            .descendants()
            .count()
    });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn reading(bencher: Bencher<'_, '_>, size: usize) {
    let text = document(size);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| read(black_box(&text)));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn reading_a_copy(bencher: Bencher<'_, '_>, size: usize) {
    let text = copied(size);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| read(black_box(&text)));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn linting(bencher: Bencher<'_, '_>, size: usize) {
    let reading = read(&document(size));
    bencher
        .counter(BytesCount::new(size))
        .bench(|| lint(black_box(&reading)));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn comparing(bencher: Bencher<'_, '_>, size: usize) {
    let text = document(size);
    let (old, new) = (
        read(&text).plan,
        read(&text.replace("team", "the team")).plan,
    );
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| compare(black_box(&old), black_box(&new)));
}
