//! What is said of a way back beside its reason: how far it reaches, which incident it belongs to, who has confirmed it. All of it may be left out.

use serde::{Deserialize, Serialize};

use super::rejection::{Rejection, RejectionCode};
use super::rollback_plan::RollbackPlan;
use crate::domain::flag::Environment;

/// What is said of a way back beside its reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollbackDetails {
    /// The environments to switch off; empty for every one where the flag is on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scope: Vec<Environment>,
    /// The incident that it belongs to: its name, `I1`, or its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// Who with a console has confirmed that they switch it, where chatops cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
}

impl RollbackDetails {
    /// Tells whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.scope.is_empty() && self.incident.is_none() && self.confirmed_by.is_none()
    }

    /// Returns it with the blanks around names taken off, and what is blank left out.
    pub(super) fn tidied(&self) -> Self {
        let said = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let mut scope = self.scope.clone();
        scope.sort_unstable();
        scope.dedup();
        Self {
            scope,
            incident: said(&self.incident),
            confirmed_by: said(&self.confirmed_by),
        }
    }

    /// Says why `plan` cannot go back as far as this and no further.
    ///
    /// Source: gitlab-com/chatops `lib/chatops/commands/feature.rb`: staging is not switched off while production is on.
    pub(super) fn must_fit(&self, plan: &RollbackPlan) -> Result<(), Rejection> {
        if self.scope.is_empty() {
            return Ok(());
        }
        let refused = |text: String| Err(Rejection::new(RejectionCode::WrongState, "scope", &text));
        let is_off = |place: &&Environment| !plan.from.contains_key(place);
        if let Some(place) = self.scope.iter().find(is_off) {
            return refused(format!(
                "nothing is recorded or was seen as on in {place}: there is nothing to switch off there"
            ));
        }
        let production = Environment::Production;
        if plan.from.contains_key(&production) && !self.scope.contains(&production) {
            return refused(
                "production is on: a way back begins with production, and the rest may follow"
                    .to_owned(),
            );
        }
        Ok(())
    }
}
