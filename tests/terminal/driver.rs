//! Drives the program in a pseudo terminal: types, waits for what is to be seen, compares modes before and after. It never sleeps.

use std::io::{Read, Write as _};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use tempfile::TempDir;

use crate::process::signal;

/// Far more than anything here takes; only a hang reaches it.
const LONGEST: Duration = Duration::from_secs(20);

/// Names with what belongs to them: variables with values, files with texts.
type Pairs<'a> = &'a [(&'a str, &'a str)];

/// A program in a terminal of its own, with a data folder of its own.
pub(crate) struct Driver {
    folder: Arc<TempDir>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    master: Box<dyn MasterPty + Send>,
    _slave: Box<dyn SlavePty + Send>,
    writer: Box<dyn std::io::Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    modes_before: String,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about a reader"
)]
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    paused: bool,
    closing: bool,
    closed: bool,
}

/// Reads what the terminal shows, on a thread of its own, until nothing comes any more.
fn listen(mut reader: Box<dyn Read + Send>, told: Arc<(Mutex<Seen>, Condvar)>) {
    std::thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            let mut seen = told.0.lock().unwrap();
            seen.parser.process(&buffer[..count]);
            seen.bytes.extend_from_slice(&buffer[..count]);
            told.1.notify_all();
            if told.1.wait_while(seen, |seen| seen.paused).unwrap().closing {
                break;
            }
        }
        drop(reader);
        told.0.lock().unwrap().closed = true;
        told.1.notify_all();
    });
}

impl Driver {
    /// Starts `rollgate` with these arguments in a terminal of 80 columns and 24 rows.
    pub(crate) fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::start_with(arguments, environment, &[])
    }

    /// Starts `rollgate` with these files in its folder.
    pub(crate) fn start_with(
        arguments: &[&str],
        environment: &[(&str, &str)],
        files: &[(&str, &str)],
    ) -> Self {
        let command = [&[env!("CARGO_BIN_EXE_rollgate")], arguments].concat();
        Self::start_in(fresh(), &command, (environment, files))
    }

    /// Starts any program.
    pub(crate) fn start_program(
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let command = [&[program], arguments].concat();
        Self::start_in(fresh(), &command, (environment, &[]))
    }

    /// Starts a script of the shell with these files in its folder.
    pub(crate) fn start_script(script: &str, environment: Pairs<'_>, files: Pairs<'_>) -> Self {
        Self::start_in(fresh(), &["sh", "-c", script], (environment, files))
    }

    /// Starts `rollgate` in another terminal over the same folder.
    pub(crate) fn start_beside(&self, arguments: &[&str], environment: Pairs<'_>) -> Self {
        let command = [&[env!("CARGO_BIN_EXE_rollgate")], arguments].concat();
        Self::start_in(Arc::clone(&self.folder), &command, (environment, &[]))
    }

    fn start_in(
        folder: Arc<TempDir>,
        words: &[&str],
        (environment, files): (Pairs<'_>, Pairs<'_>),
    ) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.env_clear();
        for (name, value) in hermetic(folder.path()) {
            command.env(name, value);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        command.cwd(folder.path());
        let modes_before = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        let seen = Arc::new((
            Mutex::new(Seen {
                parser: vt100::Parser::new(cells(24), cells(80), 0),
                bytes: Vec::new(),
                paused: false,
                closing: false,
                closed: false,
            }),
            Condvar::new(),
        ));
        listen(pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        let writer = pair.master.take_writer().unwrap();
        let slave = pair.slave;
        Self {
            folder,
            seen,
            master: pair.master,
            _slave: slave,
            writer,
            child,
            modes_before,
        }
    }

    /// Returns the folder that is home, data and settings for the program.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns where a file of its folder is.
    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Returns the number of the process that was started.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Types text as it is.
    pub(crate) fn type_in(&mut self, text: &str) {
        self.writer.write_all(text.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Types any bytes.
    pub(crate) fn type_bytes(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    /// Returns every byte that the program has sent.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    /// Waits until something more was sent, or for a moment: not every key changes the screen.
    pub(crate) fn settle(&self) {
        let seen = self.seen.0.lock().unwrap();
        let before = seen.bytes.len();
        let moment = Duration::from_millis(150);
        let is_same = |seen: &mut Seen| seen.bytes.len() == before;
        drop(
            self.seen
                .1
                .wait_timeout_while(seen, moment, is_same)
                .unwrap(),
        );
    }

    /// Takes nothing of the program any more, as a terminal does that is stopped.
    pub(crate) fn stop_reading(&self) {
        self.seen.0.lock().unwrap().paused = true;
    }

    /// Closes the terminal under the program, and says how the program ended.
    pub(crate) fn close(mut self) -> String {
        self.seen.0.lock().unwrap().closing = true;
        // The reader has to wake to see it.
        self.type_in("?");
        let seen = self.seen.0.lock().unwrap();
        let seen = self.seen.1.wait_while(seen, |seen| !seen.closed).unwrap();
        drop(seen);
        let Self {
            master,
            writer,
            mut child,
            ..
        } = self;
        drop((writer, master));
        ended(child.as_mut())
    }

    /// Types `key` again and again until the screen shows `text`: a dialog that has just opened takes no key yet.
    pub(crate) fn type_until(&mut self, key: &str, text: &str) {
        let deadline = Instant::now() + LONGEST;
        loop {
            assert!(Instant::now() < deadline, "{text:?} was never seen");
            self.type_in(key);
            let patience = Duration::from_millis(100);
            let seen = self.seen.0.lock().unwrap();
            let shown = |seen: &mut Seen| !seen.parser.screen().contents().contains(text);
            let (_seen, waited) = self
                .seen
                .1
                .wait_timeout_while(seen, patience, shown)
                .unwrap();
            if !waited.timed_out() {
                return;
            }
        }
    }

    /// Waits until the screen shows `text`, and returns the screen.
    pub(crate) fn wait_for(&self, text: &str) -> String {
        self.wait_until(&format!("{text:?} on the screen"), |screen| {
            screen.contents().contains(text)
        })
    }

    /// Waits until `is_so`, and returns the screen.
    pub(crate) fn wait_until(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) -> String {
        let deadline = Instant::now() + LONGEST;
        let mut seen = self.seen.0.lock().unwrap();
        while !is_so(seen.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited for {what}; the screen is\n{}",
                seen.parser.screen().contents()
            );
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        seen.parser.screen().contents()
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, name: &str) {
        signal(self.pid(), name);
    }

    /// Changes the size of the terminal.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.seen
            .0
            .lock()
            .unwrap()
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master.resize(size).unwrap();
    }

    /// Leaves the program as a person in a hurry does.
    pub(crate) fn leave(&mut self) {
        self.type_in("\x03");
        self.wait_for("again");
        self.type_in("\x03");
    }

    /// Waits for the end of the program, and says how it ended: `0`, `101`, `Terminated`.
    pub(crate) fn end(&mut self) -> String {
        ended(self.child.as_mut())
    }

    /// Asserts that no mode is left behind.
    pub(crate) fn assert_terminal_is_as_before(&self) {
        self.wait_until("the main screen", |screen| {
            !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
        });
        assert_eq!(modes(self.master.as_ref()), self.modes_before, "termios");
    }
}

/// An environment in which nothing of the machine's own counts.
fn hermetic(folder: &Path) -> Vec<(&'static str, String)> {
    let path = folder.display().to_string();
    vec![
        ("HOME", path.clone()),
        ("XDG_DATA_HOME", format!("{path}/data")),
        ("XDG_STATE_HOME", format!("{path}/state")),
        ("XDG_CONFIG_HOME", format!("{path}/config")),
        ("TERM", "xterm-256color".to_owned()),
        ("LC_ALL", "C.UTF-8".to_owned()),
        ("PATH", "/usr/bin:/bin".to_owned()),
        ("ROLLGATE_AS", "tester".to_owned()),
    ]
}

fn fresh() -> Arc<TempDir> {
    Arc::new(tempfile::tempdir().unwrap())
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

fn ended(child: &mut (dyn Child + Send + Sync)) -> String {
    let (ended, watch) = std::sync::mpsc::channel::<()>();
    let mut killer = child.clone_killer();
    let watchdog = std::thread::spawn(move || {
        if watch.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout) {
            killer.kill().unwrap();
        }
    });
    let status = child.wait().unwrap();
    drop(ended);
    watchdog.join().unwrap();
    status
        .signal()
        .map_or_else(|| status.exit_code().to_string(), str::to_owned)
}
