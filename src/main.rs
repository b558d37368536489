//! The program's entry: it knows every layer and holds no rule of its own.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Duration;

use rollgate::checklist::Template;
use rollgate::cli::{
    self, Data, Examination, Host, Io, KeyRow, KeyTable, ScreenWish, Setting, SettingRow,
    Surroundings, Terminal,
};
use rollgate::config::{Config, ConfigError, KEYS};
use rollgate::domain::Timestamp;
use rollgate::domain::issue_link::IssueLink;
use rollgate::error::{Exit, Report};
use rollgate::shell::{self, DataSource, Forges, Options};
use rollgate::store::{self, EventStore, MemoryStore, SharedStore, SqliteStore, hazard};
use rollgate::tracker::{Clock, FixedClock, SystemClock, Tracker, Who};
use rollgate::tui::Symbols;
use rollgate::tui::arrival::Arrival;
use rollgate::tui::keymap::{self, KeyMap};

#[path = "main/demo.rs"]
mod demo;
#[path = "main/keys.rs"]
mod keys;
#[path = "main/limits.rs"]
mod limits;
#[path = "main/look.rs"]
mod look;
#[path = "main/surroundings.rs"]
mod surroundings;
#[path = "main/words.rs"]
mod words;
#[path = "main/zone.rs"]
mod zone;

fn main() -> ExitCode {
    limits::ignore_file_size_signal();
    limits::leave_no_core();
    let args: Vec<OsString> = std::env::args_os().collect();
    let (config, problem) = match Config::read() {
        Ok(config) => (config, None),
        Err(error) => {
            let complaint = words::complaint(&error);
            let Some(config) = words::without_file(&args, &error) else {
                writeln!(io::stderr(), "{complaint}").ok();
                return ExitCode::from(Exit::Usage.code());
            };
            (config, Some(complaint))
        }
    };
    let setting = Setting {
        database: config.database.clone(),
        calendar_file: config.calendar_file.clone(),
        policies_file: config.policies.clone(),
        state_folder: config.state_folder.clone(),
        actor: config.actor.clone(),
        no_color: config.no_color,
        ascii: config.ascii,
        linear: config.linear,
        term: config.term.clone(),
        color: match config.setting("color") {
            Some("always") => Some(true),
            Some("never") => Some(false),
            _ => None,
        },
        dialect: words::dialect(&config),
        pager: config.setting("pager").unwrap_or("less -FIRX").to_owned(),
        local: zone::local(),
        shows_local: config.setting("time") == Some("local"),
    };
    let terminal = Terminal {
        stdin: io::stdin().is_terminal(),
        stdout: io::stdout().is_terminal(),
    };
    // Nothing is locked: another thread's last words have to get through while the screen is open.
    let mut io = Io {
        stdin: &mut io::BufReader::new(io::stdin()),
        stdout: &mut io::stdout(),
        stderr: &mut io::stderr(),
        terminal,
    };
    let program = Program {
        config,
        problem,
        demo: OnceCell::new(),
    };
    ExitCode::from(cli::run(&args, &setting, &program, &mut io))
}

/// The whole program, as the command line sees it.
#[derive(Debug)]
struct Program {
    config: Config,
    /// What is wrong with the settings file, which counts for nothing then.
    problem: Option<String>,
    /// The demo, once somebody looks round in it.
    demo: OnceCell<SharedStore>,
}

impl Program {
    fn clock(&self) -> Rc<dyn Clock> {
        match self.config.clock {
            Some(moment) => Rc::new(FixedClock::at(moment)),
            None => Rc::new(SystemClock),
        }
    }

    fn in_memory(&self, who: Who) -> Tracker {
        Tracker::new(Box::<MemoryStore>::default(), self.boxed_clock(), who)
    }

    fn boxed_clock(&self) -> Box<dyn Clock> {
        match self.config.clock {
            Some(moment) => Box::new(FixedClock::at(moment)),
            None => Box::new(SystemClock),
        }
    }
}

impl Host for Program {
    fn now(&self) -> Timestamp {
        self.clock().now()
    }

    fn tracker(&self, data: &Data, who: Who) -> Result<Tracker, Report> {
        let store: Box<dyn EventStore> = match data {
            Data::Read(path) => store::open_to_read(path)?,
            Data::Change(path) => {
                warn_of_hazard(path);
                Box::new(SqliteStore::open(path)?)
            }
            Data::Copy(path) => {
                Box::new(MemoryStore::copy_of(store::open_to_read(path)?.as_ref())?)
            }
            Data::Demo => return self.open_demo(who, false),
            Data::DemoCopy => return self.open_demo(who, true),
        };
        let tracker = Tracker::new(store, self.boxed_clock(), who)
            .with_profile(words::dialect(&self.config))
            .with_template_file(self.config.template_file.clone());
        let tracker = match self.policies()? {
            Some(policies) => tracker.with_policies(policies),
            None => tracker,
        };
        match self.config.calendar_text() {
            Ok(Some((name, text))) => Ok(tracker.with_calendar_file(name, text)),
            Ok(None) => Ok(tracker),
            Err(error) => {
                let file = self.config.calendar_file.clone().unwrap_or_default();
                let message = format!("{}: {error}", file.display());
                Err(Report::new("CALENDAR", message, Exit::Usage))
            }
        }
    }

    fn examine(&self, path: &Path) -> Result<Examination, Report> {
        let store = SqliteStore::open_read_only(path)?;
        let pragmas = store.pragmas()?;
        let report = store.verify()?;
        Ok(Examination {
            schema: pragmas.get("user_version").cloned().unwrap_or_default(),
            pragmas,
            permissions: store.permissions(),
            hazard: hazard(path),
            streams: report.streams,
            events: report.events,
            broken: report
                .broken
                .iter()
                .map(|broken| format!("{} event {}: {}", broken.stream, broken.seq, broken.why))
                .collect(),
        })
    }

    fn surroundings(&self, path: &Path) -> Surroundings {
        self.look_round(path)
    }

    fn backup(&self, from: &Path, to: &Path) -> Result<(), Report> {
        Ok(SqliteStore::open_read_only(from)?.backup(to)?)
    }

    fn settings(&self) -> (Option<PathBuf>, Vec<SettingRow>) {
        let rows = KEYS.into_iter().map(|key| SettingRow {
            name: key.name,
            value: self.config.setting(key.name).map(str::to_owned),
            default: key.default,
            origin: self.config.origin(key.name),
            kind: key.kind.to_string(),
            about: key.about,
        });
        (self.config.file.clone(), rows.collect())
    }

    fn settings_schema(&self) -> serde_json::Value {
        rollgate::config::schema()
    }

    fn set_setting(&self, name: &str, value: &str) -> Result<PathBuf, Report> {
        if let Some(words) = self.unknown_theme(value).filter(|_| name == "theme") {
            return Err(Report::new("CONFIG", words, Exit::Usage));
        }
        self.config.write_setting(name, value).map_err(|error| {
            let is_of_a_file = matches!(error, ConfigError::File { .. } | ConfigError::NoHome);
            let exit = if is_of_a_file {
                Exit::Failed
            } else {
                Exit::Usage
            };
            Report::new("CONFIG", error.to_string(), exit)
        })
    }

    fn page(&self, pager: &str, text: &str) -> bool {
        shell::page(pager, text)
    }

    fn keys(&self) -> KeyTable {
        let (map, problem) = self.key_map();
        let rows = map.contexts().into_iter().flat_map(|context| {
            let own = map.all().filter(move |found| found.context == context);
            own.map(move |binding| KeyRow {
                context: context.name(),
                command: binding.action.name(),
                keys: binding.keys.spoken(),
                does: binding.label.to_owned(),
                class: binding.class.name(),
            })
        });
        let file = self.config.keys_file.as_ref();
        KeyTable {
            file: file.map(|path| path.display().to_string()),
            changed: map.source.is_some(),
            problem,
            keys: rows.collect(),
            default_file: keymap::written(&KeyMap::default()),
        }
    }

    fn pause(&self, span: Duration) {
        let (nobody, silence) = std::sync::mpsc::channel::<()>();
        silence.recv_timeout(span).ok();
        drop(nobody);
    }

    fn has_program(&self, name: &str) -> bool {
        self.forges().find(name).is_some()
    }

    fn ask_forge(&self, link: &IssueLink) -> Result<String, Report> {
        Ok(self.forges().ask(link)?)
    }

    fn templates(&self) -> Result<Vec<Template>, Report> {
        let own = self.config.own_templates().map_err(|error| {
            let folder = self.config.templates_folder.clone().unwrap_or_default();
            let message = format!("{}: {error}", folder.display());
            Report::new("TEMPLATES", message, Exit::Failed)
        })?;
        Ok(Template::all(&own))
    }

    fn screen(&self, wish: &ScreenWish) -> Result<u8, Report> {
        let is_demo = wish.data == Data::Demo;
        let who = Who {
            actor: wish.actor.clone(),
            said_at: None,
        };
        let (tracker, data_path) = match &wish.data {
            Data::Demo | Data::DemoCopy => {
                (self.in_memory(who), "in memory, thrown away".to_owned())
            }
            Data::Read(path) | Data::Copy(path) | Data::Change(path) => (
                self.tracker(&Data::Change(path.clone()), who)?,
                path.display().to_string(),
            ),
        };
        let open = wish
            .flag
            .as_deref()
            .map(|flag| tracker.find(flag))
            .transpose()?;
        let (keys, keys_problem) = self.key_map();
        let (look, look_problem) = self.look(wish);
        let keys_problem = keys_problem.map(|text| self.without_folder(&text));
        let options = Options {
            data: DataSource {
                tracker,
                clock: self.clock(),
                actor: wish.actor.clone(),
            },
            open,
            demo: is_demo,
            symbols: if wish.ascii {
                Symbols::Ascii
            } else {
                Symbols::Unicode
            },
            look,
            look_problem,
            is_compact: self.config.setting("density") == Some("compact"),
            settings: self.settings_desk(),
            ask_terminal: self.asks_terminal(),
            data_path,
            report_folder: self.config.state_folder.clone(),
            place: self.place(),
            arrival: Arrival {
                templates: self.templates()?,
                ..Arrival::default()
            },
            forges: self.forges(),
            keys,
            keys_problem,
            mouse: self.config.mouse,
            editor: self.config.editor.clone(),
            clock_runs: self.config.clock.is_none(),
        };
        let ended = shell::run(options);
        ended.map_err(|error| Report::new("SCREEN", format!("{error:#}"), Exit::Failed))?;
        Ok(Exit::Ok.code())
    }
}

impl Program {
    fn forges(&self) -> Forges {
        Forges::on(self.config.search_path.clone())
    }
}

/// Says, before a store is made, what speaks against the place; on standard error, where no answer is mixed with it.
fn warn_of_hazard(path: &Path) {
    let is_new = matches!(path.try_exists(), Ok(false));
    if let Some(hazard) = is_new.then(|| hazard(path)).flatten() {
        writeln!(io::stderr(), "warning: {hazard}").ok();
    }
}
