//! What the operating system may do to the program at its limits: it says errors and leaves nothing behind. It raises no limit.

/// A write past the limit of a file's size is an error to report, not a signal to die of.
pub(super) fn ignore_file_size_signal() {
    #[cfg(unix)]
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()).ok();
}

/// A picture of the memory would hold the person's text and environment.
pub(super) fn leave_no_core() {
    #[cfg(unix)]
    rustix::process::setrlimit(
        rustix::process::Resource::Core,
        rustix::process::Rlimit {
            current: Some(0),
            maximum: rustix::process::getrlimit(rustix::process::Resource::Core).maximum,
        },
    )
    .ok();
}
