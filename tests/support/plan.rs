//! Builds small plans for tests: flat calls, nested by number. It refuses nothing; a test that misuses it fails by itself.

use rollgate::domain::flag::{Basis, Environment, FlagName, FlagValue, Scope, ScopeKind};
use rollgate::domain::id::{DecisionKey, StageId, StepId};
use rollgate::domain::plan::{
    Branch, Decision, DecisionOption, Dialect, Instruction, Plan, RolloutKind, Stage, StageKind,
    Step, StepKind, StepState, Verb,
};

/// The flag that every plan of the tests turns on.
pub(crate) const FLAG: &str = "new_search";

/// A plan in the making. The id of a step is its number: `1.2.1` goes under `1.2`, `R.1` into the rollback section.
#[derive(Debug, Clone)]
pub(crate) struct PlanBuilder {
    plan: Plan,
    last: String,
}

/// Begins a plan without stages for the flag of the tests.
pub(crate) fn plan() -> PlanBuilder {
    PlanBuilder {
        plan: Plan {
            kind: RolloutKind::FeatureFlag,
            generation: None,
            title: "Turn on the new search".to_owned(),
            flag: FlagName::parse(FLAG),
            flag_type: None,
            owners: vec![],
            references: vec![],
            stages: vec![],
            rollback: vec![],
        },
        last: String::new(),
    }
}

/// Returns the id of the stage with this number.
pub(crate) fn stage_id(number: usize) -> StageId {
    StageId::new(format!("s{number}"))
}

impl PlanBuilder {
    /// Adds a stage; its id is `s` and its number.
    pub(crate) fn stage(mut self, title: &str, kind: StageKind) -> Self {
        let number = self.plan.stages.len() + 1;
        self.plan.stages.push(Stage {
            id: stage_id(number),
            number: u32::try_from(number).unwrap(),
            title: title.to_owned(),
            kind,
            optional: false,
            ladder: vec![],
            steps: vec![],
        });
        self.last.clear();
        self
    }

    /// Adds a step of any kind.
    pub(crate) fn step(mut self, kind: StepKind, number: &str, text: &str) -> Self {
        let step = Step {
            id: number.into(),
            number: number.to_owned(),
            text: text.to_owned(),
            kind,
            initial: StepState::Todo,
            optional: false,
            line: 0,
            mark: None,
            instructions: vec![],
            blanks: vec![],
            wait_s: None,
            stay_s: None,
            decision: None,
            branch: None,
            steps: vec![],
        };
        number.clone_into(&mut self.last);
        let parent = number.rsplit_once('.').map_or("", |(parent, _)| parent);
        match self.find(parent) {
            Some(parent) => parent.steps.push(step),
            None if number.starts_with('R') => self.plan.rollback.push(step),
            None => self.plan.stages.last_mut().unwrap().steps.push(step),
        }
        self
    }

    /// Adds something that a person does.
    pub(crate) fn action(self, number: &str, text: &str) -> Self {
        self.step(StepKind::Action, number, text)
    }

    /// Adds a test.
    pub(crate) fn qa(self, number: &str, text: &str) -> Self {
        self.step(StepKind::Qa, number, text)
    }

    /// Adds a wait of so many minutes.
    pub(crate) fn wait(self, number: &str, minutes: u64) -> Self {
        let text = format!("Wait {minutes} minutes");
        let mut builder = self.step(StepKind::Wait, number, &text);
        builder.last_step().wait_s = Some(minutes * 60);
        builder
    }

    /// Adds a watch of so many minutes.
    pub(crate) fn watch(self, number: &str, minutes: u64) -> Self {
        let text = format!("Be there for {minutes} minutes");
        let mut builder = self.step(StepKind::Watch, number, &text);
        builder.last_step().wait_s = Some(minutes * 60);
        builder
    }

    /// Adds lines to copy and run.
    pub(crate) fn instruction(self, number: &str, lines: &[Instruction]) -> Self {
        let mut builder = self.step(StepKind::Instruction, number, "Run it");
        let step = builder.last_step();
        step.instructions = lines.to_vec();
        step.blanks = lines.iter().flat_map(|line| line.blanks.clone()).collect();
        builder
    }

    /// Adds a question; each answer comes with the number of the step at the head of its branch.
    pub(crate) fn decision(self, number: &str, key: &str, options: &[(&str, &str)]) -> Self {
        let mut builder = self.step(StepKind::Decision, number, "Which one?");
        let options = options.iter().map(|(key, head)| DecisionOption {
            key: (*key).to_owned(),
            label: (*key).to_owned(),
            head: StepId::new(*head),
        });
        builder.last_step().decision = Some(Decision {
            key: key.into(),
            question: "Which one?".to_owned(),
            options: options.collect(),
        });
        builder
    }

    /// Makes the last step the head of a branch.
    pub(crate) fn branch(mut self, decision: &str, option: &str) -> Self {
        self.last_step().branch = Some(Branch {
            decision: DecisionKey::new(decision),
            option: option.to_owned(),
        });
        self
    }

    /// Makes the last step optional; right after a stage, makes the stage so.
    pub(crate) fn optional(mut self) -> Self {
        if self.last.is_empty() {
            self.plan.stages.last_mut().unwrap().optional = true;
        } else {
            self.last_step().optional = true;
        }
        self
    }

    /// Gives a step other words.
    pub(crate) fn worded(mut self, number: &str, text: &str) -> Self {
        text.clone_into(&mut self.find(number).unwrap().text);
        self
    }

    /// Gives the last step the state that its document gives it.
    pub(crate) fn initially(mut self, state: StepState) -> Self {
        self.last_step().initial = state;
        self
    }

    /// Returns the plan.
    pub(crate) fn build(self) -> Plan {
        self.plan
    }

    fn last_step(&mut self) -> &mut Step {
        let last = self.last.clone();
        self.find(&last).unwrap()
    }

    fn find(&mut self, number: &str) -> Option<&mut Step> {
        let stages = self.plan.stages.iter_mut();
        let trees = stages.map(|stage| &mut stage.steps);
        trees
            .chain([&mut self.plan.rollback])
            .find_map(|steps| find_in(steps, number))
    }
}

fn find_in<'a>(steps: &'a mut [Step], number: &str) -> Option<&'a mut Step> {
    for step in steps {
        if step.number == number {
            return Some(step);
        }
        if let Some(found) = find_in(&mut step.steps, number) {
            return Some(found);
        }
    }
    None
}

/// Makes a chatops line that sets the flag; a value that is a number counts actors.
pub(crate) fn set(value: &str, environments: &[Environment]) -> Instruction {
    let read = FlagValue::parse(value).unwrap();
    let counts = matches!(read, FlagValue::Percentage(_) | FlagValue::Blank(_));
    let blank = match &read {
        FlagValue::Blank(blank) => vec![blank.clone()],
        FlagValue::On | FlagValue::Off | FlagValue::Percentage(_) => vec![],
    };
    let line = format!("/chatops run feature set {FLAG} {value}");
    Instruction {
        raw: line.clone(),
        normalised: line,
        dialect: Dialect::Chatops,
        verb: Verb::FeatureSet,
        flag: Some(FLAG.to_owned()),
        value: Some(read),
        environments: environments.to_vec(),
        scopes: vec![],
        modifiers: if counts {
            vec!["--actors".to_owned()]
        } else {
            vec![]
        },
        blanks: blank,
        problems: vec![],
        of_ladder: false,
    }
}

/// Makes a chatops line that sets the flag for one project.
pub(crate) fn set_for_project(
    value: &str,
    project: &str,
    environments: &[Environment],
) -> Instruction {
    let mut line = set(value, environments);
    line.scopes = vec![Scope {
        kind: ScopeKind::Project,
        values: vec![project.to_owned()],
    }];
    debug_assert_ne!(line.basis(), Some(Basis::Time));
    line
}

/// Makes a chatops line that deletes the flag.
pub(crate) fn delete(environments: &[Environment]) -> Instruction {
    Instruction {
        verb: Verb::FeatureDelete,
        value: None,
        raw: format!("/chatops run feature delete {FLAG}"),
        normalised: format!("/chatops run feature delete {FLAG}"),
        ..set("true", environments)
    }
}

/// Makes a line count calls instead of actors.
pub(crate) fn by_calls(line: Instruction) -> Instruction {
    Instruction {
        modifiers: vec!["--random".to_owned()],
        ..line
    }
}

/// Makes a chatops line that only looks at the flag.
pub(crate) fn get(environments: &[Environment]) -> Instruction {
    Instruction {
        verb: Verb::FeatureGet,
        value: None,
        raw: format!("/chatops run feature get {FLAG}"),
        normalised: format!("/chatops run feature get {FLAG}"),
        ..set("true", environments)
    }
}

/// Makes a line for a Rails console that switches the flag off, wherever it is run.
pub(crate) fn console_off() -> Instruction {
    Instruction {
        raw: format!("Feature.disable(:{FLAG})"),
        normalised: format!("Feature.disable(:{FLAG})"),
        dialect: Dialect::Console,
        ..set("false", &[])
    }
}
