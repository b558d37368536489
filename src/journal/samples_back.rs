//! What a way back is made of, for the samples of events: an action of every kind, and everything that can be said with it.

use crate::domain::flag::{Environment, FlagChange, FlagValue};
use crate::domain::id::StepId;
use crate::domain::rollout::{RollbackAction, RollbackDetails};

/// Says everything that can be said with a way back.
pub(super) fn details() -> RollbackDetails {
    RollbackDetails {
        scope: vec![Environment::Production],
        incident: Some("I1".to_owned()),
        confirmed_by: Some("lee".to_owned()),
    }
}

/// Makes an action of every kind.
pub(super) fn actions() -> Vec<RollbackAction> {
    let set = |value| FlagChange::Set {
        value,
        scopes: vec![],
        basis: None,
    };
    let environment = Environment::Production;
    let switch = |change| RollbackAction::Switch {
        environment,
        change,
    };
    vec![
        switch(set(FlagValue::Off)),
        switch(set(FlagValue::On)),
        switch(set(FlagValue::Blank("<value>".to_owned()))),
        switch(FlagChange::Delete),
        RollbackAction::Confirm {
            environments: vec![environment],
        },
        RollbackAction::Console {
            environment,
            line: "Feature.disable(:new_search)".to_owned(),
        },
        RollbackAction::Document {
            step: StepId::from("r"),
        },
        RollbackAction::Verify {
            environments: vec![environment],
        },
    ]
}
