//! A line heard, and what follows from it: pure, so that a conversation can be tested as one. It reads and prints nothing.

use super::choice::{Choice, Deed, Question, Scene};
use super::place::Place;
use super::words::words;

/// The most bytes of a text that is pasted.
const MOST: usize = 4 * 1024 * 1024;

/// A conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Talk {
    /// Where it stands.
    pub(super) place: Place,
    open: Option<Open>,
}

/// What the next line is for, where it chooses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    /// Questions before a command.
    Questions(Vec<String>, Vec<Question>),
    /// Lines of a text, to a line with one full stop.
    Paste(String),
    /// A yes to a text that was read.
    Keep(String),
}

/// What follows from a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reply {
    /// Read the place aloud.
    Scene,
    /// Say these lines.
    Say(Vec<String>),
    /// Wait for the next line, after this question; empty where none is asked.
    Listen(String),
    /// Run these words, with this as standard input.
    Run(Vec<String>, Option<String>),
    /// Find a rollout by this name and go there.
    Find(String),
    /// Go on in the demo.
    Demo,
    /// End.
    Leave,
}

impl Talk {
    /// Begins at a place.
    pub(super) const fn at(place: Place) -> Self {
        Self { place, open: None }
    }

    /// Tells whether the next line answers a question.
    pub(super) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Returns what is asked before the next line.
    pub(super) fn prompt(&self) -> String {
        match &self.open {
            None => "> ".to_owned(),
            Some(Open::Questions(_, questions)) => {
                let first = questions.first();
                first.map_or_else(String::new, |question| {
                    let empty = if question.needed { "" } else { ", or nothing" };
                    format!("{}{empty}: ", question.text)
                })
            }
            Some(Open::Paste(_)) => String::new(),
            Some(Open::Keep(_)) => "keep it as a rollout? yes or no: ".to_owned(),
        }
    }

    /// Hears a line at the place as it was read aloud.
    pub(super) fn hear(&mut self, line: &str, scene: &Scene) -> Reply {
        match self.open.take() {
            Some(Open::Questions(words, questions)) => self.answered(words, questions, line.trim()),
            Some(Open::Paste(text)) => self.pasted(text, line),
            Some(Open::Keep(text)) if matches!(line.trim(), "y" | "yes") => {
                Reply::Run(owned(&["import", "-", "--yes"]), Some(text))
            }
            Some(Open::Keep(_)) => said("warn: not kept: nothing was recorded"),
            None => self.chosen(line.trim(), scene),
        }
    }

    fn chosen(&mut self, line: &str, scene: &Scene) -> Reply {
        if let Some(choice) = scene.chosen(line) {
            return self.follow(choice);
        }
        match line.to_ascii_lowercase().as_str() {
            "" | "again" => Reply::Scene,
            "back" | "b" => {
                self.place = self.place.back();
                Reply::Scene
            }
            "fleet" | "home" => {
                self.place = Place::Fleet;
                Reply::Scene
            }
            "next" => Reply::Say(vec![
                "warn: there is nothing to be done next here".to_owned(),
            ]),
            word if self.leads(word) => Reply::Scene,
            "quit" | "exit" | "q" => Reply::Leave,
            "help" | "?" => Reply::Say(help(scene)),
            number if number.parse::<usize>().is_ok() => said(&format!(
                "error: there is no {line}; the numbers go from 1 to {}",
                scene.choices.len()
            )),
            _ => typed(line),
        }
    }

    /// Goes to the place of the same rollout that a word names; the way back is never further than that.
    fn leads(&mut self, word: &str) -> bool {
        let Some(id) = self.place.rollout().cloned() else {
            return false;
        };
        self.place = match word {
            "rollout" => Place::Rollout(id),
            "ramp" => Place::Ramp(id),
            "rollback" => Place::Rollback(id),
            "timers" => Place::Timers(id),
            "blockers" => Place::Blockers(id),
            _ => return false,
        };
        true
    }

    fn follow(&mut self, choice: &Choice) -> Reply {
        match &choice.deed {
            Deed::Go(place) => {
                self.place = place.clone();
                Reply::Scene
            }
            Deed::Demo => Reply::Demo,
            Deed::Run(words, questions) if questions.is_empty() => Reply::Run(words.clone(), None),
            Deed::Run(words, questions) => {
                self.open = Some(Open::Questions(words.clone(), questions.clone()));
                Reply::Listen(String::new())
            }
            Deed::Paste => {
                self.open = Some(Open::Paste(String::new()));
                Reply::Listen(
                    "paste the text; end it with a line that is only a full stop".to_owned(),
                )
            }
        }
    }

    fn answered(
        &mut self,
        mut words: Vec<String>,
        mut questions: Vec<Question>,
        answer: &str,
    ) -> Reply {
        if questions.is_empty() {
            return Reply::Run(words, None);
        }
        let question = questions.remove(0);
        if answer.is_empty() && question.needed {
            return said("warn: nothing was typed: nothing was recorded");
        }
        if !answer.is_empty() {
            question.fill(&mut words, answer);
        }
        if questions.is_empty() {
            return Reply::Run(words, None);
        }
        self.open = Some(Open::Questions(words, questions));
        Reply::Listen(String::new())
    }

    fn pasted(&mut self, mut text: String, line: &str) -> Reply {
        if line.trim_end() != "." {
            text.push_str(line);
            text.push('\n');
            if text.len() > MOST {
                return said("error: the text has more than 4 MiB: nothing was read");
            }
            self.open = Some(Open::Paste(text));
            return Reply::Listen(String::new());
        }
        self.open = Some(Open::Keep(text.clone()));
        Reply::Run(owned(&["import", "-", "--dry-run"]), Some(text))
    }

    /// Forgets what was asked, after a command that made it senseless.
    pub(super) fn forget(&mut self) {
        self.open = None;
    }
}

/// Takes a line that chooses nothing for a command of the shell, or for the name of a rollout.
fn typed(line: &str) -> Reply {
    let Some(mut words) = words(line) else {
        return said("error: a quote is not closed");
    };
    if words.first().is_some_and(|word| word == "rollgate") {
        words.remove(0);
    }
    match words.as_slice() {
        [] => Reply::Scene,
        [name] if !name.starts_with('-') => Reply::Find(name.clone()),
        _ => Reply::Run(words, None),
    }
}

fn help(scene: &Scene) -> Vec<String> {
    let words = scene.choices.iter().map(|choice| choice.word);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    vec![
        format!("Type a number from 1 to {}, or a word: {}.", scene.choices.len(), words.join(", ")),
        "Everywhere: back, fleet, again, help, quit. At a rollout also: rollout, ramp, rollback, timers, blockers.".to_owned(),
        "An empty line reads the place again. The name of a rollout opens it. Every command of the shell works as well: step done FLAG 1.2".to_owned(),
        "Whatever is changed is said in one line that begins with ok, warn or error.".to_owned(),
    ]
}

fn said(line: &str) -> Reply {
    Reply::Say(vec![line.to_owned()])
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene() -> Scene {
        let mut scene = Scene::default();
        scene.go("stage", "the stage", Place::Stage("r1".into(), 2));
        scene.run("", "done", &["step", "done", "r1", "1.1"]);
        let reason = Question::needed("why", "--reason");
        let note = Question::optional("a note", "--note");
        let words = ["hold", "r1"];
        scene.ask("hold", "stand still", &words, vec![reason, note]);
        scene
    }

    fn talk() -> Talk {
        Talk::at(Place::Rollout("r1".into()))
    }

    fn lines(reply: &Reply) -> String {
        let Reply::Say(lines) = reply else {
            panic!("{reply:?}");
        };
        lines.join("\n")
    }

    #[test]
    fn a_number_and_a_word_choose_the_same() {
        for line in ["1", "stage", " STAGE "] {
            let mut talk = talk();
            assert_eq!(talk.hear(line, &scene()), Reply::Scene, "{line}");
            assert_eq!(talk.place, Place::Stage("r1".into(), 2));
        }
        let run = Reply::Run(owned(&["step", "done", "r1", "1.1"]), None);
        assert_eq!(talk().hear("2", &scene()), run);
    }

    #[test]
    fn what_is_not_there_is_said_and_nothing_follows() {
        for (line, expected) in [
            ("0", "error: there is no 0; the numbers go from 1 to 3"),
            ("4", "error: there is no 4; the numbers go from 1 to 3"),
            ("it's", "error: a quote is not closed"),
            ("next", "warn: there is nothing to be done next here"),
        ] {
            let mut talk = talk();
            assert_eq!(lines(&talk.hear(line, &scene())), expected);
            assert!(!talk.is_open());
        }
    }

    #[test]
    fn questions_are_asked_one_by_one_and_answers_are_never_options() {
        let mut talk = talk();
        assert_eq!(talk.hear("hold", &scene()), Reply::Listen(String::new()));
        assert_eq!(talk.prompt(), "why: ");
        talk.hear("--yes", &scene());
        assert_eq!(talk.prompt(), "a note, or nothing: ");
        let run = Reply::Run(owned(&["hold", "r1", "--reason=--yes"]), None);
        assert_eq!(talk.hear("", &scene()), run);
        assert!(!talk.is_open());
        assert_eq!(talk.prompt(), "> ");
    }

    #[test]
    fn an_empty_answer_to_what_is_needed_records_nothing() {
        let mut talk = talk();
        talk.hear("3", &scene());
        let said = lines(&talk.hear("  ", &scene()));
        assert_eq!(said, "warn: nothing was typed: nothing was recorded");
        assert!(!talk.is_open());
    }

    #[test]
    fn the_way_back_ends_at_the_fleet_and_quit_leaves() {
        let mut talk = talk();
        talk.hear("ramp", &scene());
        assert_eq!(talk.place, Place::Ramp("r1".into()));
        talk.hear("back", &scene());
        talk.hear("b", &scene());
        talk.hear("back", &scene());
        assert_eq!(talk.place, Place::Fleet);
        for line in ["quit", "EXIT", "q"] {
            assert_eq!(talk.hear(line, &scene()), Reply::Leave);
        }
    }

    #[test]
    fn a_pasted_text_is_shown_before_it_is_kept_after_a_yes() {
        let mut scene = scene();
        scene.choices.push(Choice {
            word: "paste",
            text: "paste a text".to_owned(),
            deed: Deed::Paste,
        });
        let mut talk = talk();
        talk.hear("paste", &scene);
        talk.hear("# A", &scene);
        talk.hear("quit", &scene);
        let text = || Some("# A\nquit\n".to_owned());
        let dry = Reply::Run(owned(&["import", "-", "--dry-run"]), text());
        assert_eq!(talk.hear(".", &scene), dry);
        let kept = Reply::Run(owned(&["import", "-", "--yes"]), text());
        let mut no = talk.clone();
        assert_eq!(talk.hear("y", &scene), kept);
        assert!(lines(&no.hear("yes please", &scene)).starts_with("warn: not kept"));
    }

    #[test]
    fn any_other_word_is_a_rollout_and_more_words_are_a_command() {
        let mut talk = talk();
        let found = Reply::Find("fuzzy".to_owned());
        assert_eq!(talk.hear("fuzzy", &scene()), found);
        let words = owned(&["note", "a", "two words"]);
        let said = talk.hear("rollgate note a 'two words'", &scene());
        assert_eq!(said, Reply::Run(words, None));
        assert!(lines(&talk.hear("help", &scene())).contains("stage, hold"));
    }
}
