//! What has happened in each rollout of the demo, in minutes before now. The documents are our own.

use crate::domain::cohort::{Cohort, Writes};
use crate::domain::rollout::{GateKind, Verdict};

/// One rollout of the demo.
#[derive(Debug)]
pub(super) struct Demo {
    pub(super) name: &'static str,
    pub(super) document: &'static str,
    pub(super) minutes_ago: i64,
    pub(super) scenes: &'static [Scene],
}

/// Something that somebody did.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) minutes_ago: i64,
    pub(super) by: Option<&'static str>,
    pub(super) act: Act,
}

/// What was done; steps are named by their numbers.
#[derive(Debug, Clone)]
pub(super) enum Act {
    Done(&'static [&'static str]),
    Begin(&'static str),
    LeaveOut(&'static str, &'static str),
    Run(&'static str, &'static str, &'static str),
    Qa(&'static str, Verdict, &'static str, &'static str),
    Decide(&'static str, &'static str),
    Note(&'static str),
    Advance,
    Writes(Writes),
    Tried(Cohort, &'static str, &'static str),
    GoPast(GateKind, &'static str),
}

const PASS: Verdict = Verdict::Pass;

const fn scene(minutes_ago: i64, act: Act) -> Scene {
    Scene {
        minutes_ago,
        by: None,
        act,
    }
}

const fn by(name: &'static str, minutes_ago: i64, act: Act) -> Scene {
    Scene {
        minutes_ago,
        by: Some(name),
        act,
    }
}

/// The rollouts of the demo: in the middle of a ramp, failed in QA, waited to the end, cleaning up, waiting.
pub(super) const DEMOS: &[Demo] = &[
    Demo {
        name: "fuzzy_file_search",
        document: include_str!("../../../assets/demo/01-search.md"),
        minutes_ago: 2 * 1440,
        scenes: SEARCH,
    },
    Demo {
        name: "incident_note_threads",
        document: include_str!("../../../assets/demo/02-incident-notes.md"),
        minutes_ago: 3 * 1440,
        scenes: NOTES,
    },
    Demo {
        name: "renamed_mirror_workers",
        document: include_str!("../../../assets/demo/03-worker-rename.md"),
        minutes_ago: 4 * 1440,
        scenes: WORKERS,
    },
    Demo {
        name: "export_size_limits",
        document: include_str!("../../../assets/demo/04-export-limits.md"),
        minutes_ago: 9 * 1440,
        scenes: LIMITS,
    },
    Demo {
        name: "Release 4.2 of the command line client",
        document: include_str!("../../../assets/demo/05-release-note.md"),
        minutes_ago: 2 * 1440,
        scenes: RELEASE,
    },
];

const SEARCH: &[Scene] = &[
    scene(2870, Act::Done(&["1.1.1", "1.2.1"])),
    by(
        "deputy",
        2790,
        Act::Qa(
            "1.3",
            PASS,
            "staging-canary",
            "typos in the middle of a path are found",
        ),
    ),
    scene(2785, Act::Advance),
    scene(1500, Act::Done(&["2.1.1"])),
    scene(
        1440,
        Act::Qa(
            "2.2",
            PASS,
            "production",
            "both projects find their files, p95 is unchanged",
        ),
    ),
    scene(1438, Act::Advance),
    scene(
        420,
        Act::LeaveOut(
            "3.1",
            "low risk: nothing new is stored and no new service is called",
        ),
    ),
    scene(415, Act::Done(&["3.2", "3.3", "3.4"])),
    scene(410, Act::Writes(Writes::Always)),
    scene(
        406,
        Act::Tried(
            Cohort::Before,
            "production",
            "files from last year are found with a typo in their name",
        ),
    ),
    scene(
        404,
        Act::Tried(
            Cohort::AfterOn,
            "production",
            "a file pushed this morning is found the same way",
        ),
    ),
    scene(400, Act::Advance),
    scene(395, Act::Decide("actor", "yes")),
    scene(390, Act::Run("4.1.2.1", "<rollout-percentage>", "1")),
    scene(180, Act::Run("4.1.2.1", "<rollout-percentage>", "10")),
    scene(9, Act::Run("4.1.2.1", "<rollout-percentage>", "25")),
    scene(
        7,
        Act::Note("searches per second 0 to 41 as expected, no new errors"),
    ),
];

const NOTES: &[Scene] = &[
    scene(4300, Act::Done(&["1.1.1", "1.2.1", "1.2.2"])),
    by(
        "notes-tester",
        4200,
        Act::Qa("1.3", PASS, "staging", "threads open and close"),
    ),
    scene(4190, Act::Advance),
    scene(1500, Act::Done(&["2.1.1"])),
    by(
        "notes-tester",
        1360,
        Act::Qa(
            "2.2",
            Verdict::Fail,
            "production",
            "notes written before the flag have no thread and cannot be answered",
        ),
    ),
];

const WORKERS: &[Scene] = &[
    scene(5700, Act::Done(&["1.1", "1.2"])),
    scene(
        5400,
        Act::Qa("1.3", PASS, "staging", "jobs of both names run"),
    ),
    scene(5390, Act::Advance),
    scene(1600, Act::Done(&["2.1", "2.2", "2.3"])),
    scene(
        1592,
        Act::GoPast(
            GateKind::Writes,
            "a job carries the same arguments under either name, nothing is stored",
        ),
    ),
    scene(1590, Act::Advance),
    scene(1580, Act::Done(&["3.1", "3.2", "3.3"])),
    scene(1570, Act::Begin("3.4")),
];

const LIMITS: &[Scene] = &[
    scene(12_900, Act::Done(&["1.1", "1.2"])),
    scene(
        12_800,
        Act::Qa("1.3", PASS, "staging", "an export over the limit says so"),
    ),
    scene(12_790, Act::Advance),
    scene(11_500, Act::Done(&["2.1"])),
    scene(
        11_400,
        Act::Qa(
            "2.2",
            PASS,
            "production",
            "the sample project is stopped at the limit",
        ),
    ),
    scene(11_390, Act::Advance),
    scene(8700, Act::Done(&["3.1", "3.2", "3.3"])),
    scene(
        8695,
        Act::GoPast(
            GateKind::Writes,
            "a limit is read when an export begins, nothing is written behind the flag",
        ),
    ),
    scene(8690, Act::Advance),
    scene(8600, Act::Done(&["4.1"])),
    scene(7200, Act::Done(&["4.2"])),
    scene(6000, Act::Done(&["4.3"])),
    scene(5800, Act::Done(&["4.4"])),
    scene(5790, Act::Begin("4.5")),
    scene(2900, Act::Done(&["4.5"])),
    scene(2890, Act::Advance),
    scene(2880, Act::Advance),
    scene(60, Act::Done(&["6.1"])),
];

const RELEASE: &[Scene] = &[
    scene(2860, Act::Done(&["1.1", "1.2", "1.3"])),
    scene(2850, Act::Advance),
    scene(1500, Act::Done(&["2.1"])),
    by(
        "release-reviewer",
        1300,
        Act::Qa("2.2", PASS, "linux, macos, windows", "all smoke tests pass"),
    ),
    scene(1290, Act::Begin("2.3")),
];
