//! The way that a rollout went, as pictures draw it: stays, times planned and real, the share, the days. What was taken back is no part of it.

#[cfg(test)]
#[path = "support/plan.rs"]
#[expect(dead_code, reason = "shared with other tests, which use the rest")]
mod plan;

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use rollgate::domain::Timestamp;
    use rollgate::domain::flag::{Environment, Percentage};
    use rollgate::domain::id::{Actor, RolloutId, Seq, StepId};
    use rollgate::domain::plan::{StageKind, StepState};
    use rollgate::domain::rollout::{Command, GateKind, RollbackDetails, decide};
    use rollgate::projection::{Course, DaysView, History, Leaving, Told};

    use crate::plan::{plan, set, stage_id};

    /// Rollouts begin at this moment: 9 March 2022, 09:00 UTC.
    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_timestamp(1_646_816_400, 0).unwrap() + TimeDelta::minutes(minutes)
    }

    /// Tells a rollout of two stages, a wait in the first and production in the second, by commands at minutes.
    fn told(commands: &[(i64, Command)]) -> History {
        let plan = plan()
            .stage("First", StageKind::Nonprod)
            .wait("1.1", 10)
            .stage("Second", StageKind::Ramp)
            .instruction("2.1", &[set("true", &[Environment::Staging])])
            .instruction("2.2", &[set("true", &[Environment::Production])])
            .build();
        let import = Command::Import {
            plan: Box::new(plan),
            source: "test".to_owned(),
        };
        let first = [(0, import), (0, Command::Start)];
        let mut told: Vec<Told> = Vec::new();
        for (minutes, command) in first.iter().chain(commands) {
            let history = History::of(RolloutId::from("r"), told.clone());
            for event in decide(&history.rollout, command, at(*minutes)).unwrap() {
                told.push(Told {
                    seq: Seq::new(told.len() as u64 + 1),
                    at: at(*minutes),
                    recorded_at: None,
                    by: Actor::from("ana"),
                    event,
                });
            }
        }
        History::of(RolloutId::from("r"), told)
    }

    fn mark(step: &str, state: StepState) -> Command {
        Command::MarkStep {
            step: StepId::from(step),
            state,
            reason: None,
        }
    }

    /// Waits in the first stage and goes on to the second.
    fn advanced() -> Vec<(i64, Command)> {
        vec![
            (5, mark("1.1", StepState::Doing)),
            (20, mark("1.1", StepState::Done)),
            (
                30,
                Command::OverrideGate {
                    gate: GateKind::Writes,
                    reason: "it writes nothing".to_owned(),
                },
            ),
            (30, Command::Advance),
        ]
    }

    #[test]
    fn a_stay_lasts_from_entering_to_leaving() {
        let course = Course::of(&told(&advanced()));
        let stays: Vec<_> = course
            .visits
            .iter()
            .map(|visit| (visit.from, visit.to, visit.left))
            .collect();
        assert_eq!(
            stays,
            [
                (at(0), Some(at(30)), Some(Leaving::Advanced)),
                (at(30), None, None)
            ]
        );
        assert_eq!(course.seconds_in(&stage_id(1), at(90)), Some(30 * 60));
        assert_eq!(course.seconds_in(&stage_id(2), at(90)), Some(60 * 60));
    }

    #[test]
    fn a_wait_is_told_as_planned_and_as_it_was() {
        let course = Course::of(&told(&advanced()));
        let window = &course.windows[0];
        assert_eq!((window.what.as_str(), window.planned_s), ("wait", 600));
        assert_eq!(
            (window.from, window.due, window.to),
            (at(5), at(15), Some(at(20)))
        );
        assert_eq!(window.took_s(at(99)), 900);
    }

    #[test]
    fn what_was_taken_back_never_was_and_what_was_brought_back_was() {
        let mut commands = advanced();
        commands.push((40, Command::Undo));
        let course = Course::of(&told(&commands));
        assert_eq!(course.visits.len(), 1, "{course:?}");
        assert_eq!(course.visits[0].to, None);
        commands.push((50, Command::Redo));
        let course = Course::of(&told(&commands));
        assert_eq!(course.visits[0].to, Some(at(30)));
    }

    #[test]
    fn a_way_back_ends_the_stay_and_the_share_falls() {
        let mut commands = advanced();
        commands.extend([
            (35, mark("2.1", StepState::Done)),
            (40, mark("2.2", StepState::Done)),
            (
                60,
                Command::TriggerRollback {
                    reason: "slow".to_owned(),
                    already_at: None,
                    seen_by_users: false,
                    details: RollbackDetails::default(),
                },
            ),
            (
                62,
                Command::MarkRollbackStep {
                    order: 1,
                    state: StepState::Done,
                    note: None,
                },
            ),
        ]);
        let history = told(&commands);
        let course = Course::of(&history);
        assert_eq!(
            course.visits[1].left,
            Some(Leaving::RolledBack),
            "{course:?}"
        );
        assert_eq!(course.ways_back[0].from, at(60));
        assert_eq!(course.ways_back[0].to, None);
        let share: Vec<_> = course.share.iter().map(|set| (set.at, set.share)).collect();
        assert_eq!(
            share,
            [(at(40), Percentage::ALL), (at(62), Percentage::NONE)]
        );
    }

    #[test]
    fn a_day_without_a_record_says_nothing() {
        let mut commands = advanced();
        let minutes_of_a_day = 24 * 60;
        commands.push((2 * minutes_of_a_day, mark("2.1", StepState::Done)));
        let history = told(&commands);
        let days = DaysView::of(&history, 4, at(2 * minutes_of_a_day + 60));
        let said: Vec<bool> = days.days.iter().map(Option::is_some).collect();
        assert_eq!(said, [false, true, false, true]);
        assert_eq!(days.began, days.date(1));
        assert_eq!(days.date(3), Some(days.today));
    }
}
