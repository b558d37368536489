//! All that is known of one rollout at one moment, as pictures and pages need it. It is read elsewhere.

use crate::domain::Timestamp;
use crate::domain::rollout::Passage;
use crate::projection::{
    Course, History, IncidentView, PackageRow, RampView, RolloutView, StageView, TimelineEntry,
};

/// A rollout at one moment, with its past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// What it looks like.
    pub view: RolloutView,
    /// Its ramp; `None` without a flag.
    pub ramp: Option<RampView>,
    /// The way it went.
    pub course: Course,
    /// Its log with the hashes, oldest first.
    pub log: Vec<Sealed>,
    /// The incidents that are known, whatever they are about.
    pub incidents: Vec<IncidentView>,
    /// The packages that are known, newest first.
    pub packages: Vec<PackageRow>,
    /// The moment.
    pub now: Timestamp,
}

/// An entry of the log, and the hash that chains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What happened.
    pub entry: TimelineEntry,
    /// Its hash, in hexadecimal.
    pub hash: String,
}

impl Dossier {
    /// Makes one from what the events alone say; `None` before the document was imported.
    pub fn of(history: &History, now: Timestamp) -> Option<Self> {
        Some(Self {
            view: RolloutView::of(history, now)?,
            ramp: RampView::of(history, &Passage::default(), now),
            course: Course::of(history),
            log: Vec::new(),
            incidents: Vec::new(),
            packages: Vec::new(),
            now,
        })
    }

    /// Returns the stage that holds the step with this number.
    pub(super) fn stage_of(&self, number: &str) -> Option<&StageView> {
        let (stage, _) = number.split_once('.').unwrap_or((number, ""));
        let stage: u32 = stage.parse().ok()?;
        self.view.stages.iter().find(|found| found.number == stage)
    }

    /// Returns when the first record was made and the moment until which something is to be shown.
    pub(super) fn span(&self) -> (Timestamp, Timestamp) {
        let first = self.course.visits.first().map(|visit| visit.from);
        let first = first
            .or_else(|| self.log.first().map(|sealed| sealed.entry.at))
            .unwrap_or(self.now);
        let ends = self.course.windows.iter();
        let last = ends
            .filter(|window| window.to.is_none())
            .map(|window| window.due);
        let end = if self.is_over() {
            self.view.updated_at.unwrap_or(self.now)
        } else {
            self.now
        };
        let end = last.chain([end]).max().unwrap_or(self.now);
        (first.min(end), end)
    }

    /// Tells whether nothing more will happen to it.
    pub(super) fn is_over(&self) -> bool {
        use crate::domain::rollout::Phase;
        matches!(self.view.phase, Phase::Closed | Phase::Abandoned)
    }
}
