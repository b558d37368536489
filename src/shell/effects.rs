//! What the screen asked for, carried out. Every effect answers with messages; none changes the screen by itself.

use std::collections::BTreeMap;

use super::browser;
use super::clipboard::{self, Place};
use super::data::OpenData;
use crate::domain::Timestamp;
use crate::domain::id::{DecisionKey, RolloutId, Seq};
use crate::domain::rollout::{Command, GateKind, Passage};
use crate::error::{Exit, Report};
use crate::tracker::{ImportOptions, Recorded, RepairChoice, RunReport, TrackerError};
use crate::tui::message::Failure;
use crate::tui::{Effect, Message};

/// The largest file that is read for an import, in bytes.
const LARGEST: u64 = 100_000_000;

/// What the loop has to do itself after an effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// Say these to the screen.
    Messages(Vec<Message>),
    /// Let a text be edited in the person's own editor.
    Edit(String),
    /// Stop as Ctrl-Z does.
    Suspend,
    /// Paint everything again.
    Redraw,
    /// End.
    Quit,
}

/// Carries out one effect.
#[expect(
    clippy::too_many_lines,
    reason = "one arm for each effect, so that none is forgotten"
)]
pub(super) fn perform(effect: Effect, data: &mut OpenData, place: Place) -> Answer {
    let messages = match effect {
        Effect::Dispatch {
            rollout,
            command,
            seen,
        } => dispatch(data, &rollout, &command, seen),
        Effect::RunStep {
            rollout,
            step,
            blanks,
            reply,
        } => {
            let report = RunReport {
                reply,
                ..RunReport::succeeded(blanks)
            };
            let recorded = data.tracker().run_step(&rollout, &step, &report);
            told(data, &rollout, recorded)
        }
        Effect::SetPercentage {
            rollout,
            percentage,
            reason,
            overrides,
            reply,
        } => {
            let report = passing((reason, overrides), reply);
            let recorded = data.tracker().set_percentage(&rollout, percentage, &report);
            told(data, &rollout, recorded)
        }
        Effect::Browse(address) => vec![Message::Browsed {
            words: browser::open(&address),
        }],
        Effect::Open(rollout) => open(data, rollout),
        Effect::LookAt(moment) => look_at(data, moment),
        Effect::Refresh => refresh(data),
        Effect::Import {
            text,
            source,
            done_to,
            refused,
            blanks,
            decisions,
        } => {
            let options = ImportOptions {
                source,
                done_to,
                blanks,
            };
            let repairs = RepairChoice::Except(refused);
            import(data, &text, (&options, &repairs), decisions)
        }
        Effect::ReadFile(name) => vec![read_file(name)],
        Effect::Copy { text, label } => {
            vec![Message::Copied {
                words: clipboard::copy(&text, &label, place),
            }]
        }
        Effect::SaveDraft { key, text } => save_draft(data, &key, &text),
        Effect::FindDraft(key) => find_draft(data, key),
        Effect::EnterDemo => enter_demo(data),
        Effect::LeaveDemo => leave_demo(data),
        Effect::AdvanceDemoClock(minutes) => advance_demo(data, minutes),
        Effect::Edit(text) => return Answer::Edit(text),
        Effect::Suspend => return Answer::Suspend,
        Effect::Redraw => return Answer::Redraw,
        Effect::Quit => return Answer::Quit,
    };
    Answer::Messages(messages)
}

fn open(data: &mut OpenData, rollout: Option<RolloutId>) -> Vec<Message> {
    data.open(rollout);
    refresh(data)
}

fn look_at(data: &mut OpenData, moment: Option<Timestamp>) -> Vec<Message> {
    data.look_at(moment);
    refresh(data)
}

fn leave_demo(data: &mut OpenData) -> Vec<Message> {
    data.leave_demo();
    [vec![Message::DemoEntered(false)], refresh(data)].concat()
}

fn advance_demo(data: &mut OpenData, minutes: u32) -> Vec<Message> {
    data.advance_demo(minutes);
    [vec![Message::Ticked(data.now())], refresh(data)].concat()
}

fn enter_demo(data: &mut OpenData) -> Vec<Message> {
    match data.enter_demo() {
        Ok(()) => [vec![Message::DemoEntered(true)], refresh(data)].concat(),
        Err(error) => vec![failed(error.into())],
    }
}

/// Reports that all went well, gates passed for this reason.
fn passing(
    (reason, overrides): (Option<String>, Vec<GateKind>),
    reply: Option<String>,
) -> RunReport {
    let passage = Passage {
        reason,
        overrides,
        ..Passage::default()
    };
    RunReport {
        reply,
        passage,
        ..RunReport::succeeded(BTreeMap::new())
    }
}

/// Reads what is on the screen.
pub(super) fn refresh(data: &mut OpenData) -> Vec<Message> {
    match data.snapshot() {
        Ok(snapshot) => vec![Message::Refreshed(Box::new(snapshot))],
        Err(report) => vec![failed(report)],
    }
}

fn dispatch(
    data: &mut OpenData,
    rollout: &RolloutId,
    command: &Command,
    seen: Option<Seq>,
) -> Vec<Message> {
    let recorded = data.tracker().dispatch(rollout, command, seen);
    told(data, rollout, recorded)
}

fn told(
    data: &mut OpenData,
    rollout: &RolloutId,
    recorded: Result<Vec<Recorded>, TrackerError>,
) -> Vec<Message> {
    match recorded {
        Ok(recorded) => {
            let texts = recorded.into_iter().map(|recorded| recorded.text).collect();
            let mut messages = refresh(data);
            messages.push(Message::Recorded {
                rollout: rollout.clone(),
                texts,
            });
            messages
        }
        Err(error) => [refresh(data), vec![failed(error.into())]].concat(),
    }
}

fn import(
    data: &mut OpenData,
    text: &str,
    (options, repairs): (&ImportOptions, &RepairChoice),
    decisions: Vec<(DecisionKey, String)>,
) -> Vec<Message> {
    match data.tracker().import_with(text, options, repairs) {
        Ok(rollout) => {
            let mut refused = Vec::new();
            for (decision, option) in decisions {
                let command = Command::Decide { decision, option };
                let recorded = data.tracker().dispatch(&rollout, &command, None);
                refused.extend(recorded.err().map(|error| failed(error.into())));
            }
            data.open(Some(rollout.clone()));
            let mut messages = refresh(data);
            messages.push(Message::Imported { rollout });
            messages.extend(refused);
            messages
        }
        Err(error) => vec![failed(error.into())],
    }
}

fn read_file(name: String) -> Message {
    let path = std::path::Path::new(&name);
    let read = std::fs::metadata(path).and_then(|metadata| {
        if metadata.len() > LARGEST {
            return Err(std::io::Error::other("it is larger than 100 MB"));
        }
        std::fs::read(path)
    });
    match read {
        Ok(bytes) => Message::FileRead {
            name,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        },
        Err(error) => Message::Failed(Failure {
            message: format!("{name} cannot be read: {error}"),
            reasons: vec![],
            hint: Some("check the path".to_owned()),
            refused: false,
            unsaved: false,
        }),
    }
}

fn save_draft(data: &mut OpenData, key: &str, text: &str) -> Vec<Message> {
    let now = data.now();
    let store = data.tracker().store_mut();
    let saved = if text.is_empty() {
        store.drop_draft(key)
    } else {
        store.save_draft(key, text, now)
    };
    match saved {
        Ok(()) => vec![],
        Err(error) => vec![failed(error.into())],
    }
}

fn find_draft(data: &mut OpenData, key: String) -> Vec<Message> {
    match data.tracker().store().draft(&key) {
        Ok(Some(text)) => vec![Message::DraftFound { key, text }],
        Ok(None) => vec![],
        Err(error) => vec![failed(error.into())],
    }
}

/// Says a failure to the screen.
pub(super) fn failed(report: Report) -> Message {
    let refused = report.is_refusal();
    let unsaved = report.exit == Exit::Data;
    Message::Failed(Failure {
        message: report.message,
        reasons: report.reasons,
        hint: report.hint,
        refused,
        unsaved,
    })
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::id::Actor;
    use crate::shell::data::DataSource;
    use crate::store::MemoryStore;
    use crate::tracker::{FixedClock, Tracker, Who};

    const DOCUMENT: &str = "\
# Rollout of `weather_widget`

## Global rollout on production

- [ ] If the feature flag has an actor, go by actors.
  - [ ] Run `/chatops run feature set weather_widget 25 --actors`
- [ ] If the feature flag does NOT have an actor, go by time.
  - [ ] Run `/chatops run feature set weather_widget 25 --random`
- [ ] Run `/chatops run feature set <feature-flag-name> true`
";

    fn data() -> OpenData {
        let clock = FixedClock::at(Timestamp::UNIX_EPOCH);
        let actor = Actor::from("ana");
        let who = Who {
            actor: actor.clone(),
            said_at: None,
        };
        let store = Box::new(MemoryStore::default());
        let source = DataSource {
            tracker: Tracker::new(store, Box::new(clock.clone()), who),
            clock: Rc::new(clock),
            actor,
        };
        OpenData::new(source, None)
    }

    #[test]
    fn an_import_refuses_fills_and_answers_what_was_said_in_the_preview() {
        let import = |refused: &[usize]| Effect::Import {
            text: DOCUMENT.to_owned(),
            source: "paste".to_owned(),
            done_to: None,
            refused: refused.iter().copied().collect(),
            blanks: [("<feature-flag-name>".to_owned(), "other_flag".to_owned())].into(),
            decisions: vec![(DecisionKey::from("actor"), "yes".to_owned())],
        };
        let mut data = data();
        let failed = perform(import(&[]), &mut data, Place::default());
        assert!(
            matches!(&failed, Answer::Messages(said) if matches!(said.as_slice(), [Message::Failed(_)])),
            "with every repair there is no such placeholder: {failed:?}"
        );
        let done = perform(import(&[0, 1]), &mut data, Place::default());
        let Answer::Messages(said) = done else {
            panic!("{done:?}");
        };
        assert!(
            matches!(
                said.as_slice(),
                [Message::Refreshed(_), Message::Imported { .. }]
            ),
            "{said:?}"
        );
        let open = data.snapshot().unwrap().open.unwrap();
        let answers = open.view.decisions.iter().map(|found| &found.answer);
        assert_eq!(answers.collect::<Vec<_>>(), [&Some("yes".to_owned())]);
    }
}
