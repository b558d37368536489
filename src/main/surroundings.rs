//! What `doctor` finds round the data: terminal, clipboard, settings, folder and other processes. It reads and changes nothing.

use std::fs;
use std::path::Path;

use rollgate::cli::{Finding, Surroundings};
use rollgate::shell;
use rollgate::tui::view::Depth;

use super::Program;

/// Folders that a program copies to other machines, as their names have it.
const SYNCED: [&str; 6] = [
    "Dropbox",
    "OneDrive",
    "Google Drive",
    "Nextcloud",
    "Syncthing",
    "Mobile Documents",
];
/// How many parents are asked for their names.
const DEEPEST: usize = 32;
/// File systems of other machines, on which the locks of SQLite cannot be trusted. Source: SQLite, "How To Corrupt", 2.1.
const REMOTE: [&str; 6] = ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"];

impl Program {
    /// Looks round the data file at `path`.
    pub(super) fn look_round(&self, path: &Path) -> Surroundings {
        let mut found = Surroundings::default();
        self.terminal_rows(&mut found);
        self.settings_rows(&mut found);
        let folder = path.parent().unwrap_or(path);
        if let Some(rights) = rights(folder) {
            // Another folder than the program's own may be shared on purpose.
            let is_own = folder.file_name().is_some_and(|name| name == "rollgate");
            if is_own && !rights.ends_with("00") {
                let what = format!("others may look into {}: {rights}", folder.display());
                found.problem(what, format!("chmod 700 {}", folder.display()));
            }
            found.row("folder", format!("{}  rights {rights}", folder.display()));
        }
        let name = folder.to_string_lossy();
        if let Some(synced) = SYNCED.iter().find(|word| name.contains(**word)) {
            let what =
                format!("the data lies in a folder that {synced} copies while it is written");
            found.problem(what, "move it, then set database or --db".to_owned());
        }
        if let Some(kind) = file_system(folder) {
            if REMOTE.contains(&kind.as_str()) {
                let what =
                    format!("the data lies on another machine ({kind}), where locks may fail");
                found.problem(what, "move it to a local disk, then set --db".to_owned());
            }
            found.row("file system", kind);
        }
        let others = others();
        found.row("processes", format!("{} other rollgate", others.len()));
        found.row("sqlite", rusqlite::version().to_owned());
        found.row("version", format!("rollgate {}", env!("CARGO_PKG_VERSION")));
        found
    }

    /// Tells whether the terminal is asked for its background when the screen opens.
    pub(super) fn asks_terminal(&self) -> bool {
        let is_wanted = self.config.setting("ask_terminal") != Some("false");
        let (term, session) = (self.config.term.as_deref(), self.config.session);
        is_wanted && shell::can_be_asked(term, session.screen)
    }

    fn terminal_rows(&self, found: &mut Surroundings) {
        let (config, session) = (&self.config, self.config.session);
        let between = [
            (session.ssh, "ssh"),
            (runs_under("mosh-server"), "mosh"),
            (session.tmux, "tmux"),
            (session.screen, "screen"),
        ];
        let between = between.into_iter().filter(|(is, _)| *is);
        let between: Vec<&str> = between.map(|(_, name)| name).collect();
        if let Some((columns, rows)) = shell::size() {
            found.row("size", format!("{columns} x {rows}"));
        }
        let between = if between.is_empty() {
            "nothing".to_owned()
        } else {
            between.join(", ")
        };
        found.row("between", between);
        let colors = config.colors.color_term.as_deref();
        let depth = match Depth::of(colors, config.term.as_deref()) {
            Depth::All => "all",
            Depth::Indexed => "256",
            Depth::Sixteen => "16",
        };
        found.row("colours", depth.to_owned());
        let signs = if config.ascii { "ascii" } else { "unicode" };
        found.row("signs", signs.to_owned());
        let asked = if self.asks_terminal() {
            "asked"
        } else {
            "not asked"
        };
        found.row("background", format!("{asked} when the screen opens"));
        found.row("clipboard", shell::way_to_copy(self.place()));
    }

    fn settings_rows(&self, found: &mut Surroundings) {
        let file = self.config.file.as_deref();
        let words = file.map_or_else(
            || "no home is known".to_owned(),
            |file| {
                let there = if file.exists() { "" } else { ", not there yet" };
                format!("{}{there}", file.display())
            },
        );
        found.row("settings", words);
        let here = self.clock().now();
        let zone = super::zone::local().format(here, "%H:%M %Z");
        found.row("local time", zone);
        if let Some(problem) = &self.problem {
            let problem = problem.trim_start_matches("error: ").to_owned();
            let next = "mend the line; until then only doctor runs".to_owned();
            found.problem(problem, next);
        }
        for problem in self.keys_or_mistakes().err().unwrap_or_default() {
            found.problem(problem, "mend the line; rollgate keys --default".to_owned());
        }
        if let (_, Some(problem)) = self.themes() {
            found.problem(problem, "mend the line, or take the file away".to_owned());
        }
        let named = self.config.colors.named.as_deref();
        if let Some(problem) = named.and_then(|name| self.unknown_theme(name)) {
            found.problem(problem, "rollgate config set theme auto".to_owned());
        }
    }
}

trait Told {
    fn row(&mut self, name: &'static str, value: String);
    fn problem(&mut self, what: String, next: String);
}

impl Told for Surroundings {
    fn row(&mut self, name: &'static str, value: String) {
        self.rows.push(Finding { name, value });
    }

    fn problem(&mut self, what: String, next: String) {
        self.problems.push(format!("{what}; {next}"));
    }
}

#[cfg(unix)]
fn rights(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).ok()?.permissions().mode();
    Some(format!("{:04o}", mode & 0o7777))
}

#[cfg(not(unix))]
fn rights(_: &Path) -> Option<String> {
    None
}

/// Returns the kind of the file system that `folder` lies on, where the kernel tells. Source: proc(5), `/proc/self/mounts`.
fn file_system(folder: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    let folder = folder.canonicalize().ok()?;
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?, words.next()?))
    });
    let over = mounts.filter(|(place, _)| folder.starts_with(place));
    let (_, kind) = over.max_by_key(|(place, _)| place.len())?;
    Some(kind.to_owned())
}

/// Tells whether a program of this name began what began this one, where the kernel tells. Source: proc(5), `/proc/pid/stat`.
fn runs_under(name: &str) -> bool {
    let mut number = std::process::id();
    for _ in 0..DEEPEST {
        let Ok(stat) = fs::read_to_string(format!("/proc/{number}/stat")) else {
            return false;
        };
        // The name stands in brackets and may have some itself.
        let (head, rest) = stat.rsplit_once(')').unwrap_or_default();
        if head.ends_with(&format!("({name}")) {
            return true;
        }
        let parent = rest.split_whitespace().nth(1);
        match parent.and_then(|parent| parent.parse().ok()) {
            Some(parent @ 1..) => number = parent,
            Some(0) | None => return false,
        }
    }
    false
}

/// Returns the numbers of the other processes that run this program, where the kernel tells.
fn others() -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let is_ours = |number: &u32| {
        let name = fs::read_to_string(format!("/proc/{number}/comm"));
        name.is_ok_and(|name| name.trim() == "rollgate") && *number != std::process::id()
    };
    numbers.filter(is_ours).collect()
}
