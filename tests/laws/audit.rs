//! Goes through the events of a rollout like an auditor: every stage that was left must have been free to leave, or overridden.

use std::collections::{BTreeMap, BTreeSet};

use rollgate::domain::Timestamp;
use rollgate::domain::id::{StageId, StepId};
use rollgate::domain::plan::{Instruction, Outline, Plan, StepKind, StepState};
use rollgate::domain::rollout::{Event, GateKind, QaEntry, QaScope, TimerChange};

use crate::falls::follow;
use crate::ledger::{Clock, Demand, Ledger, Pass, Said, span, takes_time};

/// Panics when a stage was left, or the rollout closed, over something that nobody had settled or overridden.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the auditor reads only what counts"
)]
pub(crate) fn audit(events: &[(Timestamp, Event)]) {
    let Some((_, Event::RolloutImported { plan, .. })) = events.first() else {
        return;
    };
    let mut ledger = Ledger::new((**plan).clone());
    let mut states: BTreeMap<usize, (Ledger, Ledger)> = BTreeMap::new();
    for (place, (now, event)) in events.iter().enumerate() {
        let seq = place + 1;
        let before = ledger.clone();
        match event {
            Event::Undone { event } => ledger = states[&number(event.get())].0.clone(),
            Event::Redone { event } => ledger = states[&number(event.get())].1.clone(),
            Event::StageAdvanced { .. }
            | Event::StageReopened { .. }
            | Event::AttemptStarted { .. }
            | Event::RolloutClosed => go(&mut ledger, event, (seq, *now)),
            other => {
                write(&mut ledger, other, (seq, *now));
                follow(&mut ledger, other, (seq, *now));
            }
        }
        states.insert(seq, (before, ledger.clone()));
    }
}

fn number(seq: u64) -> usize {
    usize::try_from(seq).unwrap()
}

/// Goes from stage to stage and checks that it may.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the auditor reads only what counts"
)]
fn go(ledger: &mut Ledger, event: &Event, at: (usize, Timestamp)) {
    let place = |ledger: &Ledger, id: &StageId| ledger.plan.stage_index(id).unwrap();
    match event {
        Event::StageAdvanced { from, to } => {
            assert_eq!(place(ledger, from), ledger.current);
            assert_eq!(place(ledger, to), ledger.current + 1);
            assert_eq!(ledger.unmet(at.1), Vec::<Demand>::new(), "leaving {from}");
            ledger.left.insert(ledger.current);
            ledger.current += 1;
        }
        Event::StageReopened { stage, .. } => {
            let stage = place(ledger, stage);
            assert!(stage < ledger.current);
            enter(ledger, stage);
        }
        Event::AttemptStarted {
            attempt,
            stage,
            reset,
        } => {
            assert_eq!(*attempt, ledger.attempt + 1);
            ledger.attempt = *attempt;
            for step in reset {
                ledger.say(step, StepState::Todo, at);
            }
            if let Some(stage) = stage {
                let stage = place(ledger, stage);
                enter(ledger, stage);
            }
        }
        Event::RolloutClosed => {
            assert_eq!(ledger.current + 1, ledger.plan.stages.len());
            assert_eq!(ledger.unmet(at.1), Vec::<Demand>::new(), "closing");
            enter(ledger, ledger.current);
        }
        _ => unreachable!("{event:?} goes nowhere"),
    }
}

/// Enters a stage; all before it must have been left in the proper way.
fn enter(ledger: &mut Ledger, stage: usize) {
    ledger.left.retain(|left| *left < stage);
    assert_eq!(ledger.left, (0..stage).collect::<BTreeSet<usize>>());
    ledger.current = stage;
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the auditor reads only what counts"
)]
fn write(ledger: &mut Ledger, event: &Event, at: (usize, Timestamp)) {
    match event {
        Event::StepMarked { .. } | Event::InstructionRun { .. } => write_step(ledger, event, at),
        Event::TimerChanged { step, change, .. } => write_time(ledger, (step, *change), at),
        Event::DecisionAnswered { decision, option } => {
            let mut questions = ledger.plan.decisions();
            let (question, _) = questions.find(|(_, found)| found.key == *decision).unwrap();
            let question = question.id.clone();
            ledger.said.remove(&question);
            ledger.answers.insert(decision.clone(), option.clone());
        }
        Event::QaRecorded { result, blocker } => {
            see(ledger, result, at);
            let raised = blocker.iter();
            let raised = raised.map(|cause| (cause.id.clone(), cause.details.soft));
            ledger.blockers.extend(raised);
        }
        Event::GateOverridden { .. } => write_override(ledger, event, at),
        Event::PlanRevised { plan, .. } => revise(ledger, plan, at),
        Event::WritesSaid(answer) => {
            let same = ledger.writes.take();
            let same = same.filter(|(said, _)| said.makes_the_data_of(answer));
            let since = same.map_or(at.0, |(_, since)| since);
            ledger.writes = Some((answer.clone(), since));
        }
        Event::Stated(statement) => {
            ledger.stated.push((ledger.attempt, statement.clone()));
        }
        Event::ChangeIssueLinked { .. } => ledger.has_change_issue = true,
        Event::RolloutHeld { .. } => ledger.held = true,
        Event::RolloutResumed { .. } | Event::RollbackTriggered { .. } => ledger.held = false,
        Event::BlockerRaised(cause) => {
            let is_soft = cause.details.soft;
            ledger.blockers.insert(cause.id.clone(), is_soft);
        }
        Event::BlockerEdited(cause) => {
            if let Some(is_soft) = ledger.blockers.get_mut(&cause.id) {
                *is_soft = cause.details.soft;
            }
        }
        Event::BlockerClosed { blocker, .. } => {
            ledger.blockers.remove(blocker);
        }
        Event::RollbackFinished => take_back(ledger, at),
        _ => {}
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the auditor reads only what counts"
)]
fn write_step(ledger: &mut Ledger, event: &Event, at: (usize, Timestamp)) {
    match event {
        Event::StepMarked { step, state, .. } => {
            let asked = ledger.plan.step(step).unwrap();
            if asked.kind == StepKind::Wait && *state == StepState::Done {
                let clock = ledger
                    .clock(asked)
                    .expect("a wait that never began is over");
                assert!(!clock.runs(at.1), "the wait {step} is done before its time");
            }
            assert!(asked.kind != StepKind::Qa || *state != StepState::Done);
            ledger.say(step, *state, at);
        }
        Event::InstructionRun {
            step,
            instructions,
            state,
            timer,
            ..
        } => {
            let kind = ledger.plan.step(step).unwrap().kind;
            if kind.follows_its_runs() {
                ledger.say(step, *state, at);
                let said = ledger.said.get_mut(step).unwrap();
                said.clock = timer.map(|timer| Clock::Until(timer.ends));
            }
            if instructions.iter().any(Instruction::changes_a_flag) {
                ledger.switched.push((ledger.attempt, step.clone()));
            }
        }
        _ => unreachable!("{event:?} is about no step"),
    }
}

/// Writes down what was done to the time of a step, by the clock of the auditor.
fn write_time(ledger: &mut Ledger, (step, change): (&StepId, TimerChange), at: (usize, Timestamp)) {
    let (seq, now) = at;
    if let TimerChange::Start(seconds) = change {
        let said = Said {
            state: StepState::Doing,
            seq,
            clock: Some(Clock::Until(now + span(seconds))),
        };
        ledger.said.insert(step.clone(), said);
        return;
    }
    let takes_time = takes_time(ledger.plan.step(step).unwrap().kind);
    let Some(said) = ledger.said.get_mut(step) else {
        // Nobody has marked the step: the time is that of a percentage which was run there.
        if change == TimerChange::Stop && takes_time {
            let said = Said {
                state: StepState::Overridden,
                seq,
                clock: None,
            };
            ledger.said.insert(step.clone(), said);
        }
        return;
    };
    let clock = said.clock;
    assert!(
        clock.is_none_or(|clock| clock.runs(now)),
        "the time of {step} is over"
    );
    said.clock = match (change, clock) {
        (TimerChange::Extend(more), Some(Clock::Until(end))) => {
            Some(Clock::Until(end + span(more)))
        }
        (TimerChange::Extend(more), Some(Clock::Still(left))) => {
            Some(Clock::Still(left + span(more)))
        }
        (TimerChange::Pause, Some(Clock::Until(end))) => Some(Clock::Still(end - now)),
        (TimerChange::Resume, Some(Clock::Still(left))) => Some(Clock::Until(now + left)),
        (TimerChange::Stop, _) => None,
        // The stay at a percentage lasts, whatever is said of the step that set it; the auditor asks nothing of it.
        (change, clock) => {
            let mut switched = ledger.switched.iter();
            let has_stay = switched.any(|(_, switched)| switched == step);
            assert!(has_stay, "{change:?} of {clock:?} at {step}");
            clock
        }
    };
    if change == TimerChange::Stop && takes_time {
        said.state = StepState::Overridden;
        said.seq = seq;
    }
}

fn write_override(ledger: &mut Ledger, event: &Event, at: (usize, Timestamp)) {
    let Event::GateOverridden {
        stage,
        gate,
        covers,
        reason,
    } = event
    else {
        return;
    };
    assert!(!reason.trim().is_empty());
    let covers: BTreeSet<String> = covers.iter().cloned().collect();
    let demands = ledger.demands(at.1);
    let known = demands.iter().filter(|(kind, _)| kind == gate);
    let known: BTreeSet<String> = known.map(|(_, about)| about.clone()).collect();
    // How long the flag has been on for everybody is worked out elsewhere.
    let is_of_time = |about: &String| about == "verification" || about == "everybody";
    let is_time = *gate == GateKind::Verification && covers.iter().all(is_of_time);
    assert!(
        covers == known || is_time,
        "an override covers what is known and no more: {covers:?} {known:?}"
    );
    ledger.passes.push(Pass {
        stage: ledger.plan.stage_index(stage).unwrap(),
        gate: *gate,
        attempt: ledger.attempt,
        covers,
        seq: at.0,
    });
}

/// Writes down a result: a bad one stops any step, a good one settles only what a look can settle.
fn see(ledger: &mut Ledger, result: &QaEntry, at: (usize, Timestamp)) {
    if let QaScope::Step(step) = &result.scope {
        let kind = ledger.plan.step(step).unwrap().kind;
        let state = match result.verdict.as_str() {
            "fail" => Some(StepState::Failed),
            "blocked" => Some(StepState::Blocked),
            _ if !kind.is_settled_by_a_look() => None,
            _ if result.opens_the_gate() => Some(StepState::Done),
            _ => Some(StepState::Doing),
        };
        if let Some(state) = state {
            ledger.say(step, state, at);
        }
    }
    let seen: Vec<StepId> = match &result.scope {
        QaScope::Step(step) => vec![step.clone()],
        QaScope::Stage(stage) => {
            let steps = Outline::of(&ledger.plan.stage(stage).unwrap().steps);
            steps.map(|step| step.id.clone()).collect()
        }
    };
    for step in &seen {
        ledger.uncover(step.as_str());
    }
    if let Some(cohort) = result.cohort {
        ledger.uncover(cohort.as_str());
    }
    ledger.results.push((at.0, ledger.attempt, result.clone()));
}

/// Takes another document: what the old one had settled stays settled, and the stage stays the one it was.
fn revise(ledger: &mut Ledger, plan: &Plan, at: (usize, Timestamp)) {
    let old = std::mem::replace(&mut ledger.plan, plan.clone());
    for step in plan.steps().chain(Outline::of(&plan.rollback)) {
        let before = old.step(&step.id).map(|step| step.initial);
        let settled = before.filter(|state| state.is_settled() && !step.initial.is_settled());
        if let Some(state) = settled
            && !ledger.said.contains_key(&step.id)
        {
            ledger.say(&step.id, state, at);
        }
    }
    ledger.current = ledger.current.min(plan.stages.len() - 1);
    let current = ledger.current;
    ledger.left.retain(|left| *left < current);
}

fn take_back(ledger: &mut Ledger, at: (usize, Timestamp)) {
    let attempt = ledger.attempt;
    ledger.has_change_issue = false;
    let follows = |step: &StepId| {
        let step = ledger.plan.step(step);
        step.is_some_and(|step| step.kind.follows_its_runs())
    };
    let switched = ledger.switched.iter();
    let switched = switched.filter(|(of, step)| *of == attempt && follows(step));
    let mut back: Vec<_> = switched
        .map(|(_, step)| (step.clone(), StepState::RolledBack))
        .collect();
    back.retain(|(step, _)| {
        let said = ledger.said.get(step);
        !said.is_some_and(|said| {
            matches!(
                said.state,
                StepState::NotApplicable | StepState::Skipped | StepState::Overridden
            )
        })
    });
    let running = ledger
        .said
        .iter()
        .filter(|(_, said)| said.clock.is_some() && said.state == StepState::Doing);
    back.extend(running.map(|(step, _)| (step.clone(), StepState::Todo)));
    for (step, state) in back {
        ledger.say(&step, state, at);
    }
}
