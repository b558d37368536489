//! All that a report says about a rollout, read at one moment from every stream that it concerns. It changes nothing.

use std::path::PathBuf;

use super::export::Exported;
use super::failure::TrackerError;
use super::keeper::Tracker;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::export::{
    Dossier, Form, Sealed, Template, csv, log_table, picture, report, steps_table,
};
use crate::projection::{DaysView, FleetRow, IncidentView, RampView, package_rows, timeline};

impl Tracker {
    /// Reads a rollout with its past, as it stands or as it stood at `at`.
    ///
    /// # Errors
    /// When there is no such rollout, none yet at that moment, or something of it cannot be read.
    pub fn dossier(&self, id: &RolloutId, at: Option<Timestamp>) -> Result<Dossier, TrackerError> {
        let whole = self.history(id)?;
        let (history, now) = match at {
            Some(at) => (whole.at(at), at),
            None => (whole, self.now()),
        };
        let dossier = Dossier::of(&history, now);
        let dossier = dossier.ok_or_else(|| TrackerError::NotFound {
            name: id.to_string(),
        })?;
        // A calendar that cannot be read hides nothing: whoever switches something is told its mistake.
        let passage = self.passage_at(now).unwrap_or_default();
        let entries = timeline(&history).into_iter();
        let sealed = entries.zip(self.envelopes(id)?).map(|(entry, envelope)| {
            let hash = envelope.hash.to_string();
            Sealed { entry, hash }
        });
        // An incident that names other rollouts is theirs; one that names none may be anybody's.
        let is_of_it = |incident: &IncidentView| {
            let mut rollouts = incident.rollouts.iter();
            incident.rollouts.is_empty() || rollouts.any(|rollout| rollout.id == *id)
        };
        let known = |incident: &IncidentView| {
            incident.created_at.is_none_or(|made| made <= now) && is_of_it(incident)
        };
        let mut incidents = self.incident_views()?;
        incidents.retain(known);
        Ok(Dossier {
            ramp: RampView::of(&history, &passage, now),
            view: dossier.view.under(&history, &passage, now),
            log: sealed.collect(),
            incidents,
            packages: package_rows(&self.ledger(at)?),
            ..dossier
        })
    }

    /// Reads the last `count` days of these rollouts.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn days(&self, rows: &[FleetRow], count: u32) -> Result<Vec<DaysView>, TrackerError> {
        let now = self.now();
        rows.iter()
            .map(|row| Ok(DaysView::of(&self.history(&row.id)?, count, now)))
            .collect()
    }

    /// Names the file of one's own template for reports. It is read when a report is made.
    #[must_use]
    pub fn with_template_file(mut self, file: Option<PathBuf>) -> Self {
        self.template_file = file;
        self
    }

    /// Reads the template for reports: one's own, else that of the program.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn template(&self) -> Result<Template, TrackerError> {
        let Some(path) = &self.template_file else {
            return Ok(Template::default());
        };
        let name = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Template { name, text }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Template::default()),
            Err(source) => Err(TrackerError::Template { file: name, source }),
        }
    }

    /// Writes a rollout out in any form, as it stands or as it stood at `at`; the document itself only as it stands.
    ///
    /// # Errors
    /// When there is no such rollout, or when the template is wrong.
    pub fn written(
        &self,
        id: &RolloutId,
        form: Form,
        at: Option<Timestamp>,
    ) -> Result<Exported, TrackerError> {
        let text = match form {
            Form::Markdown => return self.export_markdown(id),
            Form::Checklist => self.export_checklist(id)?,
            Form::Json => {
                let view = self.view(id, at)?;
                // Only a map with keys that are no text fails, and there is none.
                serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
            }
            Form::Csv => csv(&steps_table(&self.view(id, at)?)),
            Form::CsvLog => csv(&log_table(&self.dossier(id, at)?.log)),
            Form::Html => report(&self.dossier(id, at)?, &self.template()?)?,
            Form::Strip | Form::Stages | Form::Ramp | Form::Gantt | Form::Packages => {
                let drawn = picture(form, &self.dossier(id, at)?);
                drawn.map(|picture| picture.file()).unwrap_or_default()
            }
        };
        Ok(Exported {
            text,
            left_out: vec![],
        })
    }
}
