//! The program's entry: it knows every layer and holds no rule of its own.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use rollgate::cli::{self, Data, Host, Io, ScreenWish, Setting, Terminal};
use rollgate::config::Config;
use rollgate::domain::Timestamp;
use rollgate::error::{Exit, Report};
use rollgate::store::{EventStore, MemoryStore, SqliteStore, StoreError};
use rollgate::tracker::{Clock, FixedClock, SystemClock, Tracker, Who, load_demo};

fn main() -> ExitCode {
    ignore_file_size_signal();
    let config = match Config::read() {
        Ok(config) => config,
        Err(error) => {
            writeln!(io::stderr(), "error: {error}").ok();
            return ExitCode::from(Exit::Usage.code());
        }
    };
    let setting = Setting {
        database: config.database.clone(),
        actor: config.actor.clone(),
        no_color: config.no_color,
        ascii: config.ascii,
        term: config.term.clone(),
    };
    let args: Vec<OsString> = std::env::args_os().collect();
    let terminal = Terminal {
        stdin: io::stdin().is_terminal(),
        stdout: io::stdout().is_terminal(),
    };
    let mut io = Io {
        stdin: &mut io::stdin().lock(),
        stdout: &mut io::stdout().lock(),
        stderr: &mut io::stderr().lock(),
        terminal,
    };
    ExitCode::from(cli::run(&args, &setting, &Program { config }, &mut io))
}

/// A write past the limit of a file's size is an error to report, not a signal to die of.
fn ignore_file_size_signal() {
    #[cfg(unix)]
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default()).ok();
}

/// The whole program, as the command line sees it.
#[derive(Debug)]
struct Program {
    config: Config,
}

impl Program {
    fn clock(&self) -> Rc<dyn Clock> {
        match self.config.clock {
            Some(moment) => Rc::new(FixedClock::at(moment)),
            None => Rc::new(SystemClock),
        }
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
            Data::Read(path) => store_to_read(path)?,
            Data::Change(path) => Box::new(SqliteStore::open(path)?),
            Data::Copy(path) => Box::new(MemoryStore::copy_of(store_to_read(path)?.as_ref())?),
            Data::Demo => {
                let demo = load_demo(Box::<MemoryStore>::default(), self.clock(), who.actor);
                return Ok(demo?.0);
            }
        };
        Ok(Tracker::new(store, self.boxed_clock(), who))
    }

    fn screen(&self, _wish: &ScreenWish) -> Result<u8, Report> {
        Err(
            Report::new("NO_SCREEN", "this build has no screen", Exit::Usage)
                .hint("rollgate list, rollgate status and rollgate show FLAG need no screen"),
        )
    }
}

/// Opens a store that is only read: one that cannot be written still can, and one that is not there is empty.
fn store_to_read(path: &Path) -> Result<Box<dyn EventStore>, StoreError> {
    if matches!(path.try_exists(), Ok(false)) {
        return Ok(Box::<MemoryStore>::default());
    }
    match SqliteStore::open(path) {
        Err(StoreError::ReadOnly { .. }) => Ok(Box::new(SqliteStore::open_read_only(path)?)),
        other => Ok(Box::new(other?)),
    }
}
