//! The gates of one flag in one environment: whom it is on for. It applies changes as the server would and guesses nothing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::ScopeKind;
use super::change::{Basis, FlagChange, FlagValue};
use super::percentage::Percentage;
use crate::domain::counted;

/// The stored gates of a flag in one environment. `None` is a gate that was never set, which is not the same as `false`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateValues {
    /// The boolean gate; `true` overrides every other gate.
    pub boolean: Option<bool>,
    /// The share of actors it is on for; sticky for each actor as it rises.
    pub percentage_of_actors: Option<Percentage>,
    /// The share of calls it is on for; deprecated at GitLab.
    pub percentage_of_time: Option<Percentage>,
    /// The single actors it is on for, as `project:gitlab-org/gitlab`.
    pub actors: BTreeSet<String>,
    /// The feature groups it is on for.
    pub groups: BTreeSet<String>,
}

impl GateValues {
    /// Returns the gates after `change`.
    ///
    /// `true` and `100` enable, `false` and `0` disable, whatever a percentage counts; `false` and `delete` clear the other
    /// gates; an actor's `false` removes that actor only. Source: GitLab `lib/api/features.rb`, Flipper's `disable`.
    #[must_use]
    pub fn after(&self, change: &FlagChange) -> Self {
        match change {
            FlagChange::Delete => Self::default(),
            FlagChange::Set {
                value,
                scopes,
                basis,
            } if scopes.is_empty() => self.after_global(value, *basis),
            FlagChange::Set { value, scopes, .. } => {
                let mut gates = self.clone();
                for scope in scopes {
                    let (set, prefix) = match scope.kind {
                        ScopeKind::FeatureGroup => (&mut gates.groups, None),
                        kind @ (ScopeKind::Project
                        | ScopeKind::Group
                        | ScopeKind::Namespace
                        | ScopeKind::User
                        | ScopeKind::Repository) => (&mut gates.actors, Some(kind)),
                    };
                    for name in &scope.values {
                        let key =
                            prefix.map_or_else(|| name.clone(), |kind| format!("{kind}:{name}"));
                        match value.as_boolean() {
                            Some(true) => set.insert(key),
                            Some(false) => set.remove(&key),
                            None => false,
                        };
                    }
                }
                gates
            }
        }
    }

    fn after_global(&self, value: &FlagValue, basis: Option<Basis>) -> Self {
        match (value, basis) {
            _ if value.as_boolean() == Some(true) => Self {
                boolean: Some(true),
                ..self.clone()
            },
            _ if value.as_boolean() == Some(false) => Self {
                boolean: Some(false),
                ..Self::default()
            },
            // The server refuses a percentage on a fully enabled flag, so nothing changes.
            (FlagValue::Percentage(_), _) if self.boolean == Some(true) => self.clone(),
            (FlagValue::Percentage(percentage), Some(Basis::Actors)) => Self {
                percentage_of_actors: Some(*percentage),
                ..self.clone()
            },
            (FlagValue::Percentage(percentage), Some(Basis::Time) | None) => Self {
                percentage_of_time: Some(*percentage),
                ..self.clone()
            },
            (FlagValue::On | FlagValue::Off | FlagValue::Blank(_), _) => self.clone(),
        }
    }

    /// Tells whether the flag is on for anybody at all.
    pub fn is_on_for_anyone(&self) -> bool {
        let above_zero = |share: Option<Percentage>| share.is_some_and(|p| p > Percentage::NONE);
        self.boolean == Some(true)
            || above_zero(self.percentage_of_actors)
            || above_zero(self.percentage_of_time)
            || !self.actors.is_empty()
            || !self.groups.is_empty()
    }

    /// Tells whether no gate has ever been set here, as far as is known.
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }

    /// Says the state in words that fit a bar: `on`, `25% of actors`, `3 actors`, `off`, `not set`.
    pub fn in_words(&self) -> String {
        if self.boolean == Some(true) {
            return "on".to_owned();
        }
        let mut parts = Vec::new();
        if let Some(share) = self.percentage_of_actors.filter(|p| *p > Percentage::NONE) {
            parts.push(format!("{share}% of actors"));
        }
        if let Some(share) = self.percentage_of_time.filter(|p| *p > Percentage::NONE) {
            parts.push(format!("{share}% of time"));
        }
        if !self.actors.is_empty() {
            parts.push(counted(self.actors.len(), "named actor"));
        }
        if !self.groups.is_empty() {
            parts.push(counted(self.groups.len(), "feature group"));
        }
        if parts.is_empty() {
            return if self.is_untouched() {
                "not set"
            } else {
                "off"
            }
            .to_owned();
        }
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::flag::Scope;

    fn global(value: FlagValue, basis: Option<Basis>) -> FlagChange {
        FlagChange::Set {
            value,
            scopes: vec![],
            basis,
        }
    }

    fn percent(text: &str) -> FlagValue {
        FlagValue::Percentage(Percentage::parse(text).unwrap())
    }

    #[test]
    fn a_hundred_is_true_and_nothing_is_false_whatever_they_count() {
        for basis in [Some(Basis::Actors), Some(Basis::Time), None] {
            let all = GateValues::default().after(&global(percent("100"), basis));
            assert_eq!(all.in_words(), "on", "{basis:?}");
            let part = GateValues::default().after(&global(percent("25"), basis));
            let none = part.after(&global(percent("0"), basis));
            assert_eq!(
                (none.boolean, none.in_words()),
                (Some(false), "off".to_owned())
            );
        }
    }

    #[test]
    fn true_overrides_and_an_actor_cannot_be_excluded_from_it() {
        let scope = Scope {
            kind: ScopeKind::Project,
            values: vec!["a/b".to_owned()],
        };
        let on = GateValues::default().after(&global(FlagValue::On, None));
        let after = on.after(&FlagChange::Set {
            value: FlagValue::Off,
            scopes: vec![scope],
            basis: None,
        });
        assert_eq!(after.in_words(), "on");
    }

    #[test]
    fn false_clears_percentages_and_actors() {
        let scope = Scope {
            kind: ScopeKind::User,
            values: vec!["me".to_owned()],
        };
        let gates = GateValues::default()
            .after(&FlagChange::Set {
                value: FlagValue::On,
                scopes: vec![scope],
                basis: None,
            })
            .after(&global(percent("25"), Some(Basis::Actors)));
        assert_eq!(gates.in_words(), "25% of actors, 1 named actor");
        let off = gates.after(&global(FlagValue::Off, None));
        assert_eq!(off.in_words(), "off");
        assert!(!off.is_on_for_anyone());
    }

    #[test]
    fn delete_leaves_nothing_behind() {
        let gates = GateValues::default().after(&global(FlagValue::On, None));
        assert!(gates.after(&FlagChange::Delete).is_untouched());
    }

    #[test]
    fn a_percentage_on_a_fully_enabled_flag_changes_nothing() {
        let on = GateValues::default().after(&global(FlagValue::On, None));
        assert_eq!(on.after(&global(percent("50"), Some(Basis::Actors))), on);
    }

    #[test]
    fn a_bare_percentage_is_of_time() {
        let gates = GateValues::default().after(&global(percent("10"), None));
        assert_eq!(gates.in_words(), "10% of time");
    }
}
