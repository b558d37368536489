//! All that the screen knows: what was read, where one is, what is typed. Only `update` changes it.

use super::arrival::Arrival;
use super::dialog::Dialog;
use super::field::Field;
use super::hint::Hint;
use super::key::Key;
use super::keymap::{Action, Context, KeyMap};
use super::look::Look;
use super::mouse::Mouse;
pub use super::notice::{Notice, Told, Tone};
use super::page::{BoardPage, FleetPage, PackagesPage, Page, RolloutPage, Tab};
use super::palette::Palette;
use super::pending::Pending;
use super::reading::Reading;
use super::symbols::Symbols;
use super::walk::Walk;
use crate::domain::Timestamp;
use crate::domain::id::{RolloutId, StepId};
use crate::projection::{
    OpenRollout, RampView, RolloutView, Snapshot, StageView, StepView, TimelineEntry,
};

/// The state of the screen.
#[derive(Debug, Clone)]
pub struct Model {
    /// Columns of the terminal.
    pub width: u16,
    /// Rows of the terminal.
    pub height: u16,
    /// The time, as it was last told.
    pub now: Timestamp,
    /// Whether the time is told before every key, so that keys typed ahead of a dialog can be known and dropped.
    pub fine_clock: bool,
    /// What was read last; `None` before the first reading.
    pub snapshot: Option<Snapshot>,
    /// The page at the bottom.
    pub fleet: FleetPage,
    /// The page of packages, wherever it is seen.
    pub packages: PackagesPage,
    /// The board of all rollouts.
    pub board: BoardPage,
    /// The pages above it, the one that is seen last.
    pub pages: Vec<Page>,
    /// Help over the page: from which row on.
    pub help: Option<usize>,
    /// Plain text of what is selected over the page: from which row on.
    pub plain: Option<usize>,
    /// The commands by name, over the page.
    pub palette: Option<Palette>,
    /// What was chosen there before, the newest first.
    pub recent: Vec<Action>,
    /// The dialog over the page.
    pub dialog: Option<Dialog>,
    /// The dialog whose command is on its way.
    pub sent: Option<Dialog>,
    /// The first key of two.
    pub prefix: Option<Key>,
    /// From which row on its menu is shown.
    pub menu_from: usize,
    /// The text that is looked for, while it is typed.
    pub search: Option<Field>,
    /// What to do when this rollout has been read.
    pub after_open: Option<(RolloutId, Action)>,
    /// The message line.
    pub notice: Option<Notice>,
    /// What went wrong before.
    pub told: Told,
    /// Which help is shown, while it is.
    pub reading: Reading,
    /// Whether the demo's data is shown.
    pub demo: bool,
    /// When the last key was Ctrl-C, so that another one quits.
    pub interrupted: Option<Timestamp>,
    /// What was asked and is not answered yet.
    pub pending: Pending,
    /// What is known of the mouse.
    pub mouse: Mouse,
    /// What the keys mean.
    pub keys: KeyMap,
    /// How it looks, and what can be set.
    pub look: Look,
    /// Which signs are drawn.
    pub symbols: Symbols,
    /// Where the data lies, as the first page says it.
    pub data_path: String,
    /// Where documents come from, and what is known of the next one.
    pub arrival: Arrival,
    /// The walk through the demo.
    pub walk: Walk,
    /// What is said once, where no message stands.
    pub hint: Option<Hint>,
}

impl Model {
    /// Makes the model of an empty screen.
    pub fn new(width: u16, height: u16, now: Timestamp) -> Self {
        Self {
            width,
            height,
            now,
            fine_clock: false,
            snapshot: None,
            fleet: FleetPage::default(),
            packages: PackagesPage::default(),
            board: BoardPage::default(),
            pages: Vec::new(),
            help: None,
            plain: None,
            palette: None,
            recent: Vec::new(),
            dialog: None,
            sent: None,
            prefix: None,
            menu_from: 0,
            search: None,
            after_open: None,
            notice: None,
            told: Told::default(),
            reading: Reading::default(),
            demo: false,
            interrupted: None,
            pending: Pending::default(),
            mouse: Mouse::default(),
            keys: KeyMap::default(),
            look: Look::default(),
            symbols: Symbols::default(),
            data_path: String::new(),
            arrival: Arrival::default(),
            walk: Walk::default(),
            hint: None,
        }
    }

    /// Goes to the page of a rollout, with the fleet behind it; stays where it is without one.
    pub fn begin_at(&mut self, rollout: Option<RolloutId>) {
        if let Some(rollout) = rollout {
            self.fleet.selected = Some(rollout.clone());
            self.pages.push(Page::Rollout(RolloutPage::new(rollout)));
        }
    }

    /// Tells whether clicks are to be told; the plain view leaves the mouse to the terminal, to select text with.
    pub const fn wants_mouse(&self) -> bool {
        self.mouse.on && self.plain.is_none()
    }

    /// Returns the keys of a command as they are told where one is.
    pub fn key_of(&self, action: Action) -> String {
        self.keys.spoken(self.page_context(), action)
    }

    /// Returns where the keys are read.
    pub fn context(&self) -> Context {
        if self.help.is_some() {
            return Context::Help;
        }
        if self.plain.is_some() {
            return Context::Plain;
        }
        if self.look.page.is_some() {
            return Context::Settings;
        }
        self.page_context()
    }

    /// Returns the context of the page, whatever is over it.
    pub fn page_context(&self) -> Context {
        match self.pages.last() {
            Some(Page::Rollout(page)) => match page.tab {
                Tab::Checklist => Context::Checklist,
                Tab::Ramp => Context::Ramp,
                Tab::Blockers => Context::Blockers,
                Tab::Packages => Context::OpenedPackages,
                Tab::Timeline => Context::Timeline,
                Tab::Info => Context::Info,
            },
            Some(Page::ImportPreview(_)) => Context::ImportPreview,
            Some(Page::Rollback(_)) => Context::Rollback,
            Some(Page::Packages) => Context::Packages,
            Some(Page::Board) => Context::Board,
            None if self.is_first_run() => Context::FirstRun,
            None => Context::Fleet,
        }
    }

    /// Tells whether the data was read and there is no rollout in it.
    pub fn is_first_run(&self) -> bool {
        self.snapshot
            .as_ref()
            .is_some_and(|snapshot| snapshot.fleet.is_empty() && snapshot.unread == 0)
    }

    /// Returns the page of the rollout that is open.
    pub fn rollout_page(&self) -> Option<&RolloutPage> {
        self.pages.last().and_then(Page::as_rollout)
    }

    /// Returns the page of the rollout that is open, to change it.
    pub fn rollout_page_mut(&mut self) -> Option<&mut RolloutPage> {
        self.pages.last_mut().and_then(Page::as_rollout_mut)
    }

    /// Returns the moment that is shown: the one that is looked back to, else now.
    pub fn moment(&self) -> Timestamp {
        self.as_of().unwrap_or(self.now)
    }

    /// Returns the moment that is looked back to.
    pub fn as_of(&self) -> Option<Timestamp> {
        let mut opened = self.pages.iter().filter_map(Page::as_rollout);
        opened.find_map(|page| page.as_of)
    }

    /// Returns the ramp of the rollout that is open; `None` for one without a flag.
    pub fn ramp(&self) -> Option<RampView> {
        self.opened()?.ramp(self.moment())
    }

    /// Returns the rollout that is open on the page or, on the fleet, the one that was read for the selected row.
    pub fn view(&self) -> Option<&RolloutView> {
        self.opened().map(|open| &open.view)
    }

    /// Returns all that was read of the rollout of [`Model::view`].
    pub fn opened(&self) -> Option<&OpenRollout> {
        let open = self.snapshot.as_ref()?.open.as_deref()?;
        let wanted = match self.pages.last() {
            Some(Page::Rollout(page)) => &page.id,
            Some(Page::Rollback(page)) => &page.id,
            Some(Page::ImportPreview(_) | Page::Packages | Page::Board) => return None,
            None => &self.selected_row()?.id,
        };
        (open.view.id == *wanted).then_some(open)
    }

    /// Returns the log of the rollout that is open, newest first, as it is filtered.
    pub fn entries(&self) -> Vec<&TimelineEntry> {
        let (Some(view), Some(page)) = (self.view(), self.rollout_page()) else {
            return Vec::new();
        };
        let open = self
            .snapshot
            .iter()
            .filter_map(|snapshot| snapshot.open.as_ref());
        let entries = open
            .filter(|open| open.view.id == view.id)
            .flat_map(|open| open.timeline.iter().rev());
        let says = |entry: &&TimelineEntry| {
            let reason = entry.reason.as_deref().unwrap_or_default();
            let text = format!("{} {} {reason}", entry.actor, entry.text);
            contains(&text, &page.filter)
        };
        entries.filter(says).collect()
    }

    /// Returns the stage that is shown: the one that was gone to, else the current one, else the first.
    pub fn stage(&self) -> Option<&StageView> {
        let (view, page) = (self.view()?, self.rollout_page()?);
        let chosen = page.stage.as_ref();
        let stages = &view.stages;
        stages
            .iter()
            .find(|stage| Some(&stage.id) == chosen)
            .or_else(|| view.current_stage())
            .or_else(|| stages.first())
    }

    /// Returns the steps of the stage that is shown with their depth, parents before parts.
    pub fn steps(&self) -> Vec<(usize, &StepView)> {
        let mut found = Vec::new();
        for step in self.stage().into_iter().flat_map(|stage| &stage.steps) {
            descend(step, 0, &mut found);
        }
        found
    }

    /// Returns the selected step: the one that was gone to, else the next thing to do, else the first.
    pub fn step(&self) -> Option<&StepView> {
        let (view, page) = (self.view()?, self.rollout_page()?);
        let steps = self.steps();
        // While one waits, the step whose time runs is what there is to look at.
        let waits = view.next.kind == "wait";
        let runs = self.first_window().map(|timer| &timer.step);
        let by = |wanted: &dyn Fn(&StepView) -> bool| {
            steps
                .iter()
                .map(|(_, step)| *step)
                .find(|step| wanted(step))
        };
        by(&|step| Some(&step.id) == page.step.as_ref())
            .or_else(|| by(&|step| Some(&step.number) == view.next.step.as_ref()))
            .or_else(|| by(&|step| waits && Some(&step.id) == runs))
            .or_else(|| steps.first().map(|(_, step)| *step))
    }

    /// Returns the step with this id, of whatever stage.
    pub fn step_with(&self, id: &StepId) -> Option<&StepView> {
        self.view()?.steps().find(|step| step.id == *id)
    }

    /// Returns the selected entry of the log.
    pub fn entry(&self) -> Option<&TimelineEntry> {
        let entries = self.entries();
        let selected = self.rollout_page()?.entry;
        let found = entries.iter().find(|entry| Some(entry.seq) == selected);
        found.or_else(|| entries.first()).copied()
    }
}

fn descend<'a>(step: &'a StepView, depth: usize, found: &mut Vec<(usize, &'a StepView)>) {
    found.push((depth, step));
    for part in &step.steps {
        descend(part, depth + 1, found);
    }
}

/// Tells whether `text` has `wanted` in it, whatever its case; everything has nothing in it.
pub fn contains(text: &str, wanted: &str) -> bool {
    wanted.is_empty() || text.to_lowercase().contains(&wanted.to_lowercase())
}
