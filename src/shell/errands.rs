//! What takes long is done elsewhere: a thread runs the program, and its answer comes in like a key. Nothing else is run there.

use std::sync::mpsc::Sender;
use std::thread;

use super::effects::failure;
use super::forge::Forges;
use super::inbox::Incoming;
use super::scan::ScanDone;
use crate::domain::issue_link::{Forge, IssueLink};
use crate::tracker::ScanErrand;
use crate::tui::Message;

/// Who runs errands.
#[derive(Debug, Clone)]
pub(super) struct Errands {
    forges: Forges,
    inbox: Option<Sender<Incoming>>,
}

impl Errands {
    /// Sends answers to `inbox`; without one, whoever asks waits for the answer.
    pub(super) const fn new(forges: Forges, inbox: Option<Sender<Incoming>>) -> Self {
        Self { forges, inbox }
    }

    /// Returns the programs that can be asked.
    pub(super) fn programs(&self) -> Vec<&'static str> {
        let all = [Forge::GitLab, Forge::GitHub].map(Forge::program);
        let there = all.into_iter();
        there
            .filter(|name| self.forges.find(name).is_some())
            .collect()
    }

    /// Lets somebody read a repository. Returns what was read where nobody waits for it elsewhere.
    pub(super) fn read_repository(&self, errand: ScanErrand, is_demo: bool) -> Option<ScanDone> {
        let Some(inbox) = self.inbox.clone() else {
            return Some(ScanDone::of(&errand, is_demo, &|_| {}));
        };
        thread::spawn(move || {
            let told = inbox.clone();
            let tell = |words| {
                told.send(Incoming::Said(Message::ScanGoesOn(words))).ok();
            };
            let done = Box::new(ScanDone::of(&errand, is_demo, &tell));
            // The program may have ended meanwhile.
            inbox.send(Incoming::Scanned(done)).ok();
        });
        None
    }

    /// Asks for the text of an issue. Returns what is to be said at once.
    pub(super) fn ask_forge(&self, link: IssueLink) -> Vec<Message> {
        let forges = self.forges.clone();
        match self.inbox.clone() {
            None => vec![asked(&forges, link)],
            Some(inbox) => {
                thread::spawn(move || {
                    // The program may have ended meanwhile.
                    inbox.send(Incoming::Said(asked(&forges, link))).ok();
                });
                vec![]
            }
        }
    }
}

fn asked(forges: &Forges, link: IssueLink) -> Message {
    let answer = forges.ask(&link);
    let answer = answer.map_err(|error| failure(error.into()));
    Message::ForgeAnswered { link, answer }
}
