//! No room, no right: what cannot be saved is said to be not saved, what was there stays, and the same works once there is room.

use std::process::{Command, Output};

use crate::support::{counted, has, place};

/// Runs lines of a shell, in which `$R` is the program and `$D` a folder of its own, as the first user of mounts of its own.
fn shell(script: &str) -> Output {
    let (folder, _) = place();
    let issue = folder.path().join("issue.md");
    std::fs::write(&issue, include_str!("../fixtures/quick_export.md")).unwrap();
    let output = Command::new("unshare")
        .args(["-m", "sh", "-c", script])
        .env_clear()
        .envs(std::env::vars().filter(|(name, _)| name == "PATH"))
        .env("R", env!("CARGO_BIN_EXE_rollgate"))
        .env("D", folder.path())
        .env("ROLLGATE_DB", folder.path().join("data/store.db"))
        .env("ROLLGATE_AS", "user")
        .env("ROLLGATE_CLOCK", "2026-01-31T14:32:00Z")
        .output();
    output.unwrap()
}

fn can_mount() -> bool {
    let script = "mount -t tmpfs -o size=64k none /mnt";
    has("unshare", &["-m", "sh", "-c", script])
}

/// Writes notes until one is refused, makes room in the way given, and writes once more; prints how each ended.
const UNTIL_FULL: &str = r#"
    "$R" import "$D/issue.md" --yes >/dev/null || exit 90
    LONG=$(head -c 30000 /dev/zero | tr '\0' x)
    kept=0; code=0
    while [ $kept -lt 200 ]; do
        said=$("$R" note quick "$LONG" 2>&1 >/dev/null); code=$?
        [ $code -eq 0 ] || break
        kept=$((kept + 1))
    done
    echo "kept $kept code $code said $said"
    "$R" list --json >/dev/null; echo "list $?"
    "$R" verify >/dev/null; echo "verify $?"
"#;

fn demand_told(output: &Output) {
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{output:?}");
    assert!(text.contains(" code 7 said "), "{output:?}");
    assert!(
        text.contains("disk full: nothing was saved to "),
        "{output:?}"
    );
    assert!(text.contains("store.db"), "{output:?}");
    assert!(text.contains("list 0\nverify 0\n"), "{output:?}");
}

#[test]
fn d05_a_full_disk_is_told_and_a_retry_works_when_there_is_room() {
    if !can_mount() {
        return;
    }
    for size in ["1m", "1400k", "2m"].into_iter().take(counted(1, 3)) {
        let script = format!(
            r#"mkdir "$D/data" && mount -t tmpfs -o size={size},mode=700 none "$D/data" || exit 91
            head -c 200000 /dev/zero >"$D/data/ballast"
            {UNTIL_FULL}
            before=$("$R" log quick --json | grep -o '"seq":' | wc -l)
            rm "$D/data/ballast"
            "$R" note quick "short" >/dev/null; echo "retry $?"
            after=$("$R" log quick --json | grep -o '"seq":' | wc -l)
            echo "grew $((after - before))"
            "$R" verify >/dev/null; echo "verify $?""#
        );
        let output = shell(&script);
        demand_told(&output);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("retry 0\ngrew 1\nverify 0\n"), "{output:?}");
    }
}

#[test]
fn d06_the_limit_of_a_files_size_is_told_and_is_no_death() {
    if !has("unshare", &["-m", "true"]) {
        return;
    }
    let limits = ["800", "1200", "1600"];
    for limit in limits.into_iter().take(counted(1, 3)) {
        let output = shell(&format!("ulimit -f {limit}; {UNTIL_FULL}"));
        demand_told(&output);
    }
}

#[test]
fn d07_a_disk_that_cannot_be_written_is_read_and_refuses_changes() {
    if !can_mount() {
        return;
    }
    let script = r#"
        "$R" import "$D/issue.md" --yes >/dev/null || exit 90
        mount --bind "$D/data" "$D/data" && mount -o remount,ro,bind "$D/data" || exit 91
        for command in "list" "show quick" "log" "verify" "doctor" "text issue quick" "export csv"; do
            "$R" $command >/dev/null; echo "$command $?"
        done
        "$R" note quick "text" >/dev/null; echo "note $?""#;
    let output = shell(script);
    let text = String::from_utf8_lossy(&output.stdout);
    for line in [
        "list 0",
        "show quick 0",
        "log 0",
        "verify 0",
        "doctor 0",
        "text issue quick 0",
        "note 7",
    ] {
        assert!(
            text.lines().any(|found| found == line),
            "{line}: {output:?}"
        );
    }
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("cannot be written here; nothing was saved"),
        "{output:?}"
    );
}
