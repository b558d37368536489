//! Reading documents of every size, beside the parser of Markdown alone on the same text.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use comrak::{Arena, Options, parse_document};
use rollgate::checklist::read;

use crate::table::{Line, Table, median};

/// In bytes. `--most` counts 100 of them as one.
const SIZES: [usize; 4] = [1_000, 100_000, 1_000_000, 10_000_000];

/// Measures the reader.
pub(crate) fn measure(table: &mut Table, most: u32) {
    let most = usize::try_from(most)
        .unwrap_or(usize::MAX)
        .saturating_mul(100);
    for size in SIZES.into_iter().filter(|size| *size <= most) {
        let text = document(size);
        let count = if size > 1_000_000 { 1 } else { 5 };
        let time = |work: &dyn Fn()| {
            let measured = median(count, || {
                work();
                Ok(())
            });
            measured.unwrap_or(Duration::ZERO)
        };
        let ours = time(&|| drop(black_box(read(&text))));
        let theirs = time(&|| {
            let arena = Arena::new();
            black_box(
                parse_document(&arena, &text, &options())
                    .descendants()
                    .count(),
            );
        });
        let what = format!("reading {} kB / comrak alone", size / 1_000);
        table.compare("P12", what, (ours, theirs), Line::AtLeast(0.7));
    }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.tasklist = true;
    options.extension.table = true;
    options.parse.relaxed_tasklist_matching = true;
    options
}

fn document(size: usize) -> String {
    let mut text = String::from(
        "# [Feature flag] Enable `quick_export`\n\nExports are written while they are read.\n",
    );
    let mut part = 0;
    while text.len() < size {
        part += 1;
        // Writing to a String cannot fail.
        let _written = write!(
            text,
            "\n## Part {part}: rollout on production\n\nSee the [dashboard](https://example.com/{part}) first.\n\n\
             - [ ] Enable the feature for us, then look at the graphs.\n  - [ ] `/chatops run feature set quick_export true --project=x/y{part}`\n\
             - [x] Verify that the feature works as expected.\n- [~] Announce it to team {part} and to support.\n\n"
        );
    }
    text
}
