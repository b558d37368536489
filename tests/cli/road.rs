//! The whole road by shell alone, from the import to the second attempt, with every refusal on the way.

use serde_json::Value;

use crate::support::Bench;

/// A document of the shape that the seed has: copied from a page, its boxes lost.
const OWN: &str = include_str!("../fixtures/road.txt");

/// Somebody who goes the road at times that are said.
struct Walker {
    bench: Bench,
    flag: String,
    clock: &'static str,
}

impl Walker {
    fn of(text: &str) -> Self {
        let bench = Bench::new();
        let file = bench.write("issue.txt", text);
        let mut walker = Self {
            bench,
            flag: String::new(),
            clock: "2026-03-10T09:00:00Z",
        };
        let show = walker.data(&["import", &file, "--yes"]);
        let flag = show["rollout"]["flag"].as_str().or(show["flag"].as_str());
        walker.flag = flag.unwrap().to_owned();
        walker
    }

    fn json(&self, args: &[&str]) -> (i32, Value) {
        let args: Vec<&str> = args
            .iter()
            .map(|word| {
                if *word == "FLAG" {
                    self.flag.as_str()
                } else {
                    word
                }
            })
            .chain(["--json"])
            .collect();
        let output = self.bench.run_at(self.clock, &args);
        let document = serde_json::from_str(&output.stdout);
        (
            output.code,
            document.unwrap_or_else(|error| panic!("{error}: {output:?}")),
        )
    }

    fn data(&self, args: &[&str]) -> Value {
        let (code, document) = self.json(args);
        assert_eq!(code, 0, "{args:?} {document}");
        document["data"].clone()
    }

    fn all(&self, lines: &[&str]) {
        for line in lines {
            self.data(&line.split(' ').collect::<Vec<&str>>());
        }
    }

    /// Something is refused with this exit code, for a reason with these words.
    fn refused(&self, line: &str, (code, words): (i32, &str)) {
        let (got, document) = self.json(&line.split(' ').collect::<Vec<&str>>());
        assert_eq!(got, code, "{line} {document}");
        let error = &document["error"];
        assert!(error.to_string().contains(words), "{line} {document}");
    }

    fn production(&self) -> Value {
        self.data(&["show", "FLAG"])["environments"]["production"].clone()
    }
}

fn walk(text: &str) {
    let mut walker = Walker::of(text);
    through_staging(&walker);
    through_preparation(&walker);
    up_the_ladder(&mut walker);
    drill(&walker);
    back(&mut walker);
    again(&walker);
    let verify = walker.data(&["verify"]);
    assert_eq!(verify["ok"], true, "{verify}");
}

fn through_staging(walker: &Walker) {
    walker.refused("advance FLAG", (4, "1.2.1"));
    walker.refused("ramp set FLAG 1", (4, "stage 4"));
    walker.refused("step done FLAG 2.3.1", (4, "staging is not known to be on"));
    walker.all(&["step done FLAG 1.1.1 1.2.1 1.2"]);
    walker.refused("advance FLAG", (4, "no QA result"));
    walker.all(&["qa pass FLAG 1.3 --env staging-canary", "advance FLAG"]);
}

fn through_preparation(walker: &Walker) {
    walker.all(&[
        "step done FLAG 2.1.1",
        "decide FLAG actor-kind project",
        "step done FLAG 2.3.1",
    ]);
    walker.refused("advance FLAG", (4, "no QA result"));
    walker.all(&["qa pass FLAG 2.6 --env production", "advance FLAG"]);
    walker.refused("advance FLAG", (4, "3.6"));
    walker.all(&["step done FLAG 3.1 3.2 3.3 3.4 3.5 3.6"]);
    walker.refused("advance FLAG", (4, "while the flag is off"));
    walker.all(&[
        "writes FLAG always",
        "qa pass FLAG 2.6 --env production --cohort before",
    ]);
    walker.refused("advance FLAG", (4, "made after the flag was on"));
    walker.all(&[
        "qa pass FLAG 2.6 --env production --cohort after-on",
        "advance FLAG",
    ]);
    walker.refused("ramp set FLAG 1", (4, "its question is open"));
    walker.all(&["decide FLAG actor yes"]);
}

fn up_the_ladder(walker: &mut Walker) {
    walker.refused("ramp set FLAG 1 --by time", (4, "not asked for"));
    walker.all(&["ramp set FLAG 1"]);
    walker.refused("ramp set FLAG 10", (4, "left of the stay at 1%"));
    walker.clock = "2026-03-10T09:20:00Z";
    walker.refused("ramp set FLAG 50", (4, "more than 25 points"));
    walker.refused("ramp set FLAG 50 --reason rare", (5, "--confirm 50"));
    walker.refused(
        "ramp set FLAG 50 --reason rare --confirm 5",
        (5, "does not confirm"),
    );
    walker.all(&["ramp set FLAG 50 --reason rare --confirm 50"]);
    walker.clock = "2026-03-10T09:40:00Z";
    walker.all(&["qa fail FLAG 2.6 --note slow"]);
    walker.refused("ramp set FLAG 75", (4, "the last QA result is fail"));
    let ramp = walker.data(&["ramp", "show", "FLAG"]);
    assert_eq!(
        (&ramp["share"], &ramp["next"]),
        (&Value::from(50), &Value::from(75))
    );
    let last = &ramp["points"][1];
    assert_eq!(last["reason"], "rare");
    assert_eq!(last["overridden"][0], "jump");
    assert_eq!(last["verdict"], "fail");
    let gates = ramp["gates"].as_array().unwrap();
    let closed: Vec<&Value> = gates.iter().filter(|gate| gate["open"] == false).collect();
    assert_eq!(closed.len(), 1, "{closed:?}");
    assert_eq!(closed[0]["id"], "verdict");
}

fn drill(walker: &Walker) {
    let drill = walker.data(&["rollback", "drill", "FLAG"]);
    assert_eq!(drill["plan"]["steps"][0]["environment"], "production");
    walker.all(&["rollback drill FLAG --took 7m30s"]);
    let show = walker.data(&["show", "FLAG"]);
    assert_eq!(show["rollback"]["drill"]["took_s"], 450);
    assert_eq!(
        show["environments"]["production"]["claimed"]["percentage_of_actors"],
        50
    );
}

fn back(walker: &mut Walker) {
    let plan = walker.data(&["rollback", "plan", "FLAG"]);
    let steps = plan["steps"].as_array().unwrap();
    assert_eq!(steps[0]["environment"], "production");
    walker.refused("rollback start FLAG --reason slow", (5, "--confirm"));
    let word = walker.flag.split('_').next().unwrap().to_owned();
    walker.all(&[&format!(
        "rollback start FLAG --reason slow --seen-by-users --already-at 2026-03-10T09:38:00Z --confirm {word}"
    )]);
    walker.refused(
        &format!(
            "rollback start FLAG --reason fast --already-at 2026-03-10T09:39:00Z --confirm {word}"
        ),
        (4, "running already"),
    );
    walker.refused("rollback finish FLAG", (4, "rollback step 2 is todo"));
    let show = walker.data(&["rollback", "show", "FLAG"]);
    assert_eq!(
        show["safe_after_s"],
        Value::Null,
        "nobody said when it began"
    );
    assert_eq!(show["steps"][0]["state"], "done");
    assert_eq!(show["steps"][0]["at"], "2026-03-10T09:38:00Z");
    assert_eq!(
        walker.production()["claimed"]["percentage_of_actors"],
        Value::Null
    );
    walker.clock = "2026-03-10T09:44:00Z";
    for order in 1..=steps.len() {
        walker.all(&[&format!("rollback step FLAG {order} done")]);
    }
    let show = walker.data(&["rollback", "show", "FLAG"]);
    assert_eq!(show["safe_after_s"], Value::Null, "paperwork is not felt");
    walker.all(&["rollback finish FLAG"]);
    assert_eq!(walker.production()["claimed"]["boolean"], false);
}

fn again(walker: &Walker) {
    walker.all(&["attempt FLAG"]);
    assert_eq!(walker.data(&["show", "FLAG"])["attempt"], 2);
    walker.refused("advance FLAG", (4, "1.2.1"));
    walker.all(&["step done FLAG 1.1.1 1.2.1"]);
    walker.refused("advance FLAG", (4, "no QA result"));
    walker.all(&["qa pass FLAG 1.3", "advance FLAG", "step done FLAG 2.1.1"]);
    walker.refused("step done FLAG 2.3.1", (4, "a change issue"));
    walker.all(&[
        "change-issue FLAG https://example.com/c/1",
        "step done FLAG 2.3.1",
    ]);
    let then = walker.data(&["show", "FLAG", "--at", "2026-03-10T09:30:00Z"]);
    assert_eq!(then["attempt"], 1);
    assert_eq!(
        then["environments"]["production"]["claimed"]["percentage_of_actors"],
        50
    );
}

#[test]
fn a_document_of_our_own_goes_the_road_to_its_second_attempt() {
    walk(OWN);
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test finds the documents through the environment"
)]
#[test]
fn the_seed_goes_the_road_to_its_second_attempt() {
    let Some(folder) = std::env::var_os("ROLLGATE_CORPUS") else {
        eprintln!("ROLLGATE_CORPUS is unset: the seed is not read");
        return;
    };
    let seeds = std::fs::read_dir(std::path::Path::new(&folder).join("seeds")).unwrap();
    let mut paths = seeds.map(|entry| entry.unwrap().path());
    let path = paths.find(|path| path.to_string_lossy().contains("/004"));
    walk(&std::fs::read_to_string(path.unwrap()).unwrap());
}

#[test]
fn the_bucket_of_an_actor_needs_no_server() {
    let bench = Bench::new();
    for (flag, expected) in [
        ("rename_integrations_workers", 69.889),
        ("zentao_issues_integration", 7.14),
    ] {
        let data = bench.data(&["actor", flag, "Project:278964"]);
        assert_eq!(data[0]["turns_on_at"], expected, "{flag}");
    }
}

#[test]
fn a_forecast_goes_round_a_weekend_and_says_so() {
    let mut walker = Walker::of(OWN);
    walker.clock = "2026-03-13T16:50:00Z";
    through_staging(&walker);
    through_preparation(&walker);
    let forecast = walker.data(&["forecast", "FLAG"]);
    let steps = forecast["steps"].as_array().unwrap();
    let monday = steps
        .iter()
        .find(|step| step["begins_at"] == "2026-03-16T08:00:00Z");
    assert!(monday.is_some(), "{forecast}");
    assert_eq!(forecast["meets"], Value::Null);
    assert_eq!(forecast["assumed"], Value::Array(vec![]));
    assert_eq!(forecast["done_at"], "2026-03-17T09:00:00Z", "{forecast}");
    let (code, late) = walker.json(&["forecast", "FLAG", "--by", "2026-03-14"]);
    assert_eq!((code, &late["data"]["meets"]), (10, &Value::from(false)));
    let (code, early) = walker.json(&["forecast", "FLAG", "--by", "2026-03-31"]);
    assert_eq!((code, &early["data"]["meets"]), (0, &Value::from(true)));
}

#[test]
fn a_ramp_behind_an_open_question_is_forecast_and_what_was_taken_for_granted_is_said() {
    let walker = Walker::of(OWN);
    let forecast = walker.data(&["forecast", "FLAG"]);
    assert_eq!(forecast["assumed"][0]["answer"], "yes", "{forecast}");
    let mut steps = forecast["steps"].as_array().unwrap().iter();
    assert!(
        steps.any(|step| step["text"] == "ramp to 100%"),
        "{forecast}"
    );
    let page = walker.bench.ok(&["forecast", &walker.flag]);
    assert!(page.contains("taken as yes"), "{page}");
}
