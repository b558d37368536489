//! Laws that hold for any chatops line: what is printed is read back, nothing panics.

use proptest::prelude::*;

use super::*;
use crate::domain::flag::{
    Basis, Environment, FlagChange, FlagName, FlagValue, Percentage, Scope, ScopeKind,
};
use crate::domain::plan::Dialect;

fn name() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_]{2,20}(::[A-Z][a-z]{1,6})?".prop_filter("a value is no name", |name| {
        !["true", "false"].contains(&name.as_str())
    })
}

fn change() -> impl Strategy<Value = FlagChange> {
    let value = prop_oneof![
        Just(FlagValue::On),
        Just(FlagValue::Off),
        (0_u32..=100_000)
            .prop_map(|share| FlagValue::Percentage(Percentage::from_thousandths(share).unwrap())),
        Just(FlagValue::Blank("<rollout-percentage>".to_owned())),
    ];
    let scope = (
        0_usize..6,
        proptest::collection::vec("[a-z][a-z/-]{0,8}[a-z]", 1..3),
    )
        .prop_map(|(kind, values)| Scope {
            kind: ScopeKind::ALL[kind],
            values,
        });
    let basis = prop_oneof![
        Just(None),
        Just(Some(Basis::Actors)),
        Just(Some(Basis::Time))
    ];
    prop_oneof![
        1 => Just(FlagChange::Delete),
        4 => (value, proptest::collection::vec(scope, 0..3), basis)
            .prop_map(|(value, scopes, basis)| FlagChange::Set { value, scopes, basis }),
    ]
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(
        name in name(),
        change in change(),
        places in proptest::sample::subsequence(Environment::ALL.to_vec(), 1..=6),
        profile in prop_oneof![Just(Profile::Old), Just(Profile::New)],
    ) {
        let flag = FlagName::parse(&name).unwrap();
        let instruction = compose_change(&flag, &change, &places, profile);
        prop_assert_eq!(parse_line(&print(&instruction, profile)), Some(instruction.clone()));
        let effect = instruction.effect_on(&flag).unwrap();
        prop_assert_eq!(effect.change, change);
        prop_assert_eq!(effect.environments, places);
    }

    #[test]
    fn no_line_panics_and_printing_is_stable(line in "(/chatops (gitlab )?(run )?(feature )?(set |get )?)?[!$-&(-~ é<>`]{0,60}") {
        let flag = FlagName::parse("x_y").unwrap();
        let _parted = split_glued(&line, &flag);
        for found in scan(&line) {
            prop_assert_eq!(line.get(found.start..found.end), Some(found.text.as_str()));
        }
        if let Some(instruction) = parse_line(&line) {
            let again = parse_line(&instruction.normalised).map(|read| read.normalised);
            if instruction.dialect == Dialect::Chatops {
                prop_assert_eq!(again, Some(instruction.normalised));
            }
        }
    }
}
