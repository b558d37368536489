//! Which form of a test runs: the short one or, with `ROLLGATE_TORTURE=1` in the environment, the one that takes its time.

/// Tells whether the long form is wanted.
#[expect(clippy::disallowed_methods, reason = "a test has no config to ask")]
pub(crate) fn is_long() -> bool {
    std::env::var_os("ROLLGATE_TORTURE").is_some_and(|value| value == "1")
}
