//! Who turns on at which percentage, the first of them first. It is computed from names alone and asks no server.

use serde::Serialize;

use crate::domain::flag::{Bucket, FlagName, FlipperId, GateValues, Percentage};

/// The ladder that percentages are compared with where no rollout has one of its own, in thousandths.
/// Source: GitLab `doc/development/feature_flags/controls.md`.
const LADDER: [u32; 6] = [1000, 10_000, 25_000, 50_000, 75_000, 100_000];

/// An actor, or several that are asked about in one call, with the percentage that turns them on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TurnView {
    /// The actor; several are put together by `+`.
    pub actor: String,
    /// Each of them by itself.
    pub actors: Vec<FlipperId>,
    /// Its place among the hundred thousand that percentages are counted in.
    pub bucket: Bucket,
    /// The least percentage of actors that turns it on.
    pub turns_on_at: Percentage,
    /// The first percentage of the ladder that turns it on; `null` where only `true` does.
    pub rung: Option<Percentage>,
    /// Whether it is on now; `null` where nobody has said or seen anything.
    pub on_at_current: Option<bool>,
}

impl TurnView {
    /// Computes when `actors`, asked about in one call, turn on.
    ///
    /// Their ids are sorted and put together, as Flipper does, so that they turn on as one and not one by one.
    /// Source: flippercloud/flipper `lib/flipper/gates/percentage_of_actors.rb`.
    pub fn of(
        flag: &FlagName,
        actors: &[FlipperId],
        ladder: &[Percentage],
        gates: Option<&GateValues>,
    ) -> Self {
        let mut actors = actors.to_vec();
        actors.sort_unstable();
        actors.dedup();
        let bucket = Bucket::of(flag, &actors);
        let names: Vec<&str> = actors.iter().map(FlipperId::as_str).collect();
        let mut rungs: Vec<Percentage> = ladder.to_vec();
        rungs.sort_unstable();
        Self {
            actor: names.join("+"),
            bucket,
            turns_on_at: bucket.turns_on_at(),
            rung: rungs.into_iter().find(|rung| bucket.is_on_at(*rung)),
            on_at_current: gates.and_then(|gates| is_on(gates, bucket, &actors)),
            actors,
        }
    }

    /// Computes it for each of `actors` by itself, the first to turn on first.
    pub fn each(
        flag: &FlagName,
        actors: &[FlipperId],
        ladder: &[Percentage],
        gates: Option<&GateValues>,
    ) -> Vec<Self> {
        let one = |actor| Self::of(flag, std::slice::from_ref(actor), ladder, gates);
        let mut turns: Vec<Self> = actors.iter().map(one).collect();
        turns.sort_by_key(|turn| turn.bucket);
        turns
    }

    /// Says it in words: `on from 7.14%, so at 10%`.
    pub fn in_words(&self) -> String {
        let rung = self.rung.map_or_else(
            || "so only at true".to_owned(),
            |rung| format!("so at {rung}%"),
        );
        format!("on from {}%, {rung}", self.turns_on_at)
    }
}

/// Returns the ladder for a flag that no rollout is about.
pub fn ladder_of_nobody() -> Vec<Percentage> {
    let rungs = LADDER.into_iter();
    rungs.filter_map(Percentage::from_thousandths).collect()
}

/// Tells whether a bucket is on; `None` where nothing was ever set. An actor that was named by its number is on too.
fn is_on(gates: &GateValues, bucket: Bucket, actors: &[FlipperId]) -> Option<bool> {
    if gates.is_untouched() {
        return None;
    }
    let share = gates.percentage_of_actors.unwrap_or(Percentage::NONE);
    let is_named = actors
        .iter()
        .any(|actor| gates.actors.contains(actor.as_str()));
    Some(gates.boolean == Some(true) || bucket.is_on_at(share) || is_named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(actors: &[&str]) -> Vec<FlipperId> {
        let ids = actors.iter().map(|actor| FlipperId::parse(actor).unwrap());
        ids.collect()
    }

    fn flag() -> FlagName {
        FlagName::parse("fuzzy_file_search").unwrap()
    }

    #[test]
    fn the_first_to_turn_on_is_first_and_names_its_step_of_the_ladder() {
        let actors = ids(&["User:42", "Project:1"]);
        let turns = TurnView::each(&flag(), &actors, &ladder_of_nobody(), None);
        let said: Vec<String> = turns
            .iter()
            .map(|turn| format!("{} {}", turn.actor, turn.in_words()))
            .collect();
        assert_eq!(
            said,
            [
                "Project:1 on from 37.911%, so at 50%",
                "User:42 on from 43.322%, so at 50%",
            ]
        );
    }

    #[test]
    fn several_in_one_call_turn_on_as_one_in_whatever_order_they_are_given() {
        let one = TurnView::of(&flag(), &ids(&["User:42", "Project:1"]), &[], None);
        let other = TurnView::of(&flag(), &ids(&["Project:1", "User:42"]), &[], None);
        assert_eq!(one, other);
        assert_eq!(
            (one.actor.as_str(), one.bucket.get()),
            ("Project:1+User:42", 74_926)
        );
        assert_eq!(one.in_words(), "on from 74.927%, so only at true");
    }

    #[test]
    fn what_is_named_by_its_number_is_on_below_its_percentage() {
        let gates = GateValues {
            actors: std::iter::once("Project:1".to_owned()).collect(),
            ..GateValues::default()
        };
        let turns = TurnView::each(&flag(), &ids(&["Project:1", "User:42"]), &[], Some(&gates));
        assert_eq!(turns[0].on_at_current, Some(true));
        assert_eq!(turns[1].on_at_current, Some(false));
    }
}
