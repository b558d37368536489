//! Handing an address of the web to the browser, as one argument and past every shell. Any other address is refused.

use std::io;
use std::process::{Command, Stdio};
use std::thread;

/// The program that knows the browser.
const PROGRAM: &str = if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// Opens `address`, and says in words what became of it.
pub(super) fn open(address: &str) -> String {
    if !is_of_the_web(address) {
        return format!("not opened, for it is no address of the web: {address}");
    }
    match hand_over(address) {
        Ok(()) => format!("handed to the browser  {address}"),
        Err(error) => format!("not opened, {PROGRAM}: {error}   {address}"),
    }
}

fn is_of_the_web(address: &str) -> bool {
    let begins = |scheme: &str| {
        let head = address.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    let is_plain = address.chars().all(|letter| letter.is_ascii_graphic());
    is_plain && (begins("https://") || begins("http://"))
}

fn hand_over(address: &str) -> io::Result<()> {
    let mut child = Command::new(PROGRAM)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // A browser may stay as long as it likes; somebody has to take note of its end.
    thread::spawn(move || child.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_of_the_web;

    #[test]
    fn only_the_web_is_opened() {
        assert!(is_of_the_web("https://gitlab.com/a"));
        assert!(is_of_the_web("HTTP://gitlab.com"));
        for address in ["file:///etc/passwd", "--help", "https", "https://a b", ""] {
            assert!(!is_of_the_web(address), "{address}");
        }
    }
}
