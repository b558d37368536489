//! Flags that are on while an earlier package has no code for them, and the order to switch them off.

use crate::support::Bench;

const ONE: &str = "15.1.202206010001-0a1b2c3d4e5.5e4d3c2b1a0";
const TWO: &str = "15.1.202206010002-0a1b2c3d4e6.5e4d3c2b1a0";
const THREE: &str = "15.1.202206010003-0a1b2c3d4e7.5e4d3c2b1a0";

/// Imports a rollout whose flag is switched on in production at once.
fn live(bench: &Bench, flag: &str) {
    let text = format!(
        "# [Feature flag] Rollout of `{flag}`\n\n## Global rollout on production\n\n- [ ] Enable it: `/chatops run feature set {flag} true --production`\n"
    );
    let file = bench.path("issue.md");
    std::fs::write(&file, text).unwrap();
    bench.ok(&["import", file.to_str().unwrap(), "--yes"]);
    let (code, stdout, stderr) = bench.run(&["step", "done", flag, "1.1"]);
    assert_eq!(code, 0, "{stdout} {stderr}");
}

#[test]
fn flags_are_named_in_the_order_to_switch_them_off() {
    let bench = Bench::new();
    for name in [ONE, TWO, THREE] {
        bench.ok(&["package", "add", name]);
    }
    for flag in ["old_search", "new_search", "odd_search"] {
        live(&bench, flag);
    }
    bench.ok(&["package", "executed", "gprd", ONE, "--at", "2026-01-30"]);
    bench.ok(&["package", "deployed", "gprd", THREE]);
    bench.ok(&["package", "code", "old_search", TWO]);
    bench.ok(&["package", "code", "new_search", THREE]);
    let horizon = bench.data(&["package", "horizon", "gprd"]);
    let risks = horizon["flags_at_risk"].as_array().unwrap();
    let told: Vec<(u64, &str, usize)> = risks
        .iter()
        .map(|risk| {
            let lost = risk["lost_in"].as_array().unwrap().len();
            (
                risk["order"].as_u64().unwrap(),
                risk["flag"].as_str().unwrap(),
                lost,
            )
        })
        .collect();
    assert_eq!(told, [(1, "new_search", 2), (2, "old_search", 1)]);
    assert_eq!(horizon["flags_unknown"][0], "odd_search");
    let page = bench.ok(&["package", "horizon", "gprd"]);
    assert!(page.contains("1. new_search"), "{page}");
    let staging = bench.data(&["package", "horizon", "gstg"]);
    assert_eq!(staging["flags_at_risk"].as_array().unwrap().len(), 0);
}
