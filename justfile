# `just` lists the recipes. `just check` is exactly what CI runs.

set shell := ["bash", "-euo", "pipefail", "-c"]

# List the recipes
default:
    @just --list --unsorted

# Everything CI does, in the same order
check:
    .ci/run

# Is the source formatted?
fmt:
    .ci/run fmt

# Is no warning left?
lint:
    .ci/run lint

# Every test, documentation tests included
test *arguments:
    cargo test --locked {{ arguments }}

# Does every documentation link lead somewhere?
doc:
    .ci/run doc

# Licences, banned crates, sources and advisories (needs cargo-deny)
deny:
    cargo deny --locked --all-features check

# Open the app, or run one command: `just run list --json`
run *arguments:
    cargo run --release --locked -- {{ arguments }}

# How fast documents are read, beside the parser alone
bench *arguments:
    cargo bench --locked --bench reader -- {{ arguments }}

# Feed the reader anything for some seconds (needs a C++ compiler)
fuzz seconds="600":
    cd fuzz && cargo build --release
    mkdir -p fuzz/corpus
    cd fuzz && target/x86_64-unknown-linux-gnu/release/reader corpus ../tests/fixtures ../assets/demo -max_total_time={{ seconds }} -max_len=4096 -timeout=10

# Accept the pictures that the tests now draw; read the diff before you commit it
bless:
    INSTA_UPDATE=always INSTA_FORCE_PASS=1 cargo test --locked
    git diff --stat -- '*.snap'

# Draw the pictures of the README again; look at them before you commit them
pictures:
    cargo test --locked --test pictures || true
    cp target/tmp/pictures/*.svg assets/pictures/
