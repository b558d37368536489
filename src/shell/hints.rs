//! Hints that are said once in a life: which is due, and whether it was said. One that cannot be remembered is not said.

use super::data::OpenData;
use crate::tracker::Recorded;
use crate::tui::Message;
use crate::tui::hint::Hint;

/// Says `hint` unless it was said before.
pub(super) fn once(data: &mut OpenData, hint: Hint) -> Vec<Message> {
    let tracker = data.tracker();
    let is_new = matches!(tracker.store().draft(hint.key()), Ok(None));
    if is_new && tracker.save_draft(hint.key(), "said").is_ok() {
        vec![Message::Hinted(hint)]
    } else {
        vec![]
    }
}

/// Says what is worth a hint after something was recorded and `read` again.
pub(super) fn after(data: &mut OpenData, recorded: &[Recorded], read: &[Message]) -> Vec<Message> {
    let has_failed = |one: &Recorded| one.kind == "qa_recorded" && one.text.contains("QA FAIL");
    let runs = |message: &Message| {
        matches!(message, Message::Refreshed(snapshot)
            if snapshot.open.as_ref().is_some_and(|open| !open.view.timers.is_empty()))
    };
    if recorded.iter().any(has_failed) {
        once(data, Hint::Blocker)
    } else if !recorded.is_empty() && read.iter().any(runs) {
        once(data, Hint::Bell)
    } else {
        vec![]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::fixture::data;

    #[test]
    fn each_is_said_once() {
        let mut data = data();
        let first = once(&mut data, Hint::Bell);
        assert_eq!(first, [Message::Hinted(Hint::Bell)]);
        assert_eq!(once(&mut data, Hint::Bell), []);
        let other = once(&mut data, Hint::Clipboard);
        assert_eq!(other, [Message::Hinted(Hint::Clipboard)]);
    }
}
