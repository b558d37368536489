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

# What the program is built of, as CycloneDX JSON (needs jq)
sbom:
    @.ci/sbom

# What is published, in target/dist; see docs/releasing.md
release:
    .ci/release

# Which changes to the rules does no test notice? `just mutants -f src/domain/ramp` for one part (needs cargo-mutants)
mutants *arguments:
    cargo mutants {{ arguments }}

# Which lines do the tests reach, layer by layer (needs cargo-llvm-cov)
coverage *arguments:
    cargo llvm-cov --locked {{ arguments }}

# Open the app, or run one command: `just run list --json`
run *arguments:
    cargo run --release --locked -- {{ arguments }}

# One table: how fast everything is, beside others in the same run; `just bench --most 10000` leaves the largest fleet out
bench *arguments:
    cargo bench --locked --bench speed -- {{ arguments }}

# How long a scan of 2,000 packages over 20,000 commits takes, and git's own share of it (needs git)
bench-scan:
    cargo bench --locked --bench scan

# How fast documents are read, linted and compared, beside the parser alone
bench-reader *arguments:
    cargo bench --locked --bench reader -- {{ arguments }}

# What the program has to survive, with the counts of docs/reliability.md: some minutes (strace and root make it complete)
torture *arguments:
    ROLLGATE_TORTURE=1 cargo test --locked --test torture --test terminal --test attacks -- --nocapture --test-threads=1 {{ arguments }}

# Feed whatever reads text anything for some seconds: `just fuzz reader 60`, or every target (needs a C++ compiler and Linux on x86-64)
fuzz target="all" seconds="600":
    .ci/fuzz {{ target }} {{ seconds }}

# Accept the pictures that the tests now draw; read the diff before you commit it
bless:
    INSTA_UPDATE=always INSTA_FORCE_PASS=1 cargo test --locked
    git diff --stat -- '*.snap'

# Draw the pictures of the README again; look at them before you commit them
pictures:
    cargo test --locked --test pictures || true
    cp target/tmp/pictures/*.svg assets/pictures/

# The laws over other histories than those of every run, and more of them: `just laws 3000`.
laws count="3000":
    ROLLGATE_LAWS={{count}} cargo test --locked --test laws
