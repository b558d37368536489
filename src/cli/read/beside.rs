//! What is known about a rollout outside of its own log: the incidents that are about it, and which package brought its code.

use serde::Serialize;

use crate::cli::output::{Line, Page, Role};
use crate::cli::package::Code;
use crate::domain::Timestamp;
use crate::domain::flag::FlagName;
use crate::domain::id::IncidentId;
use crate::domain::incident::Status;
use crate::domain::rollout::Severity;
use crate::error::Report;
use crate::projection::RolloutView;
use crate::tracker::Tracker;

/// What stands beside a rollout.
#[derive(Debug, Serialize)]
pub(super) struct Beside {
    incidents: Vec<About>,
    code: Option<Code>,
}

/// An incident that is about a rollout, or holds it.
#[derive(Debug, Serialize)]
struct About {
    id: IncidentId,
    title: String,
    status: Option<Status>,
    severity: Option<Severity>,
    open: bool,
    /// Whether it closes gates of the rollout, and is not only about it.
    hard: bool,
}

impl Beside {
    /// Reads what stands beside a rollout now, or stood there at `at`.
    pub(super) fn of(
        tracker: &Tracker,
        view: &RolloutView,
        at: Option<Timestamp>,
    ) -> Result<Self, Report> {
        let mut incidents = Vec::new();
        for history in tracker.incidents()? {
            let history = at.map_or_else(|| history.clone(), |at| history.at(at));
            let incident = history.incident;
            let holding = incident.holds(&view.id);
            if holding.is_some() || incident.rollouts.contains(&view.id) {
                incidents.push(About {
                    status: incident.status(),
                    severity: incident.severity,
                    open: incident.is_open(),
                    hard: holding.is_some_and(|holding| holding.hard),
                    id: incident.id,
                    title: incident.title,
                });
            }
        }
        let flag = view.flag.as_deref().and_then(FlagName::parse);
        let code = match flag {
            Some(flag) => Some(Code::of(&tracker.ledger(at)?, flag)),
            None => None,
        };
        Ok(Self { incidents, code })
    }

    /// Puts it into the document of a rollout.
    pub(super) fn put_into(&self, data: &mut serde_json::Value) {
        if let (Some(object), Ok(serde_json::Value::Object(more))) =
            (data.as_object_mut(), serde_json::to_value(self))
        {
            object.extend(more);
        }
    }

    /// Says it on a page; nothing where nothing is known.
    pub(super) fn lines(&self, page: &mut Page) {
        for about in &self.incidents {
            let role = match (about.open, about.hard) {
                (true, true) => Role::Bad,
                (true, false) => Role::Waiting,
                (false, _) => Role::Quiet,
            };
            let severity = about
                .severity
                .map(|severity| severity.as_str().to_uppercase());
            let status = about.status.map_or("None", Status::as_str);
            let open = if about.open { "open" } else { "over" };
            let words = severity
                .into_iter()
                .chain([status.to_owned(), open.to_owned()]);
            let words: Vec<String> = words.collect();
            let line = Line::new().plain("Incident ").word(role, about.id.as_str());
            page.push(line.plain(&format!(" {} ({})", about.title, words.join(", "))));
        }
        if let Some(words) = self.code.as_ref().and_then(Code::in_words) {
            page.push(Line::new().plain("Code came with ").plain(&words));
        }
    }
}
