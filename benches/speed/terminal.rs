//! A program in a pseudo terminal, with a clock beside it: when it paints, how long a key takes, what it costs to leave it alone.

use std::fs;
use std::io::{Read as _, Write as _};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// What is silent for so long has painted what it had to.
const QUIET: Duration = Duration::from_millis(25);

/// Nothing takes so long.
const LONGEST: Duration = Duration::from_secs(60);

/// How long a program is left alone.
const ALONE: Duration = Duration::from_secs(5);

/// The size of a terminal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    columns: u16,
    rows: u16,
}

impl Size {
    /// What most people have.
    pub(crate) const USUAL: Self = Self::of(120, 40);
    /// Wider than that.
    pub(crate) const WIDE: Self = Self::of(200, 60);
    /// What hardly anybody has.
    pub(crate) const HUGE: Self = Self::of(500, 200);

    const fn of(columns: u16, rows: u16) -> Self {
        Self { columns, rows }
    }

    const fn in_pty(self) -> PtySize {
        PtySize {
            rows: self.rows,
            cols: self.columns,
            pixel_width: 0,
            pixel_height: 0,
        }
    }
}

/// A program that runs in a terminal.
pub(crate) struct Running {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn std::io::Write + Send>,
    painted: Receiver<(Instant, Vec<u8>)>,
    begin: Instant,
}

/// What one key brought.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered {
    /// From the key to the last byte of the answer.
    pub(crate) time: Duration,
    /// How many bytes the answer had.
    pub(crate) bytes: usize,
}

/// What it costs to leave a program alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Idle {
    /// Ticks of the processor, each a hundredth of a second.
    pub(crate) ticks: u64,
    /// How often it woke up in a second.
    pub(crate) wakeups: f64,
    /// How many bytes it wrote.
    pub(crate) bytes: usize,
}

impl Running {
    /// Starts a program in a terminal of the usual size.
    pub(crate) fn start(program: &str, arguments: &[&str]) -> anyhow::Result<Self> {
        Self::start_in(program, arguments, Size::USUAL)
    }

    /// Starts a program in a terminal of this size, with an editor that ends at once.
    pub(crate) fn start_in(program: &str, arguments: &[&str], size: Size) -> anyhow::Result<Self> {
        let pair = native_pty_system().openpty(size.in_pty())?;
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(std::env::current_dir()?);
        command.env("TERM", "xterm-256color");
        command.env("VISUAL", "true");
        let mut reader = pair.master.try_clone_reader()?;
        let writer = pair.master.take_writer()?;
        let (sender, painted) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 16_384];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let bytes = buffer.get(..count).unwrap_or_default().to_vec();
                if sender.send((Instant::now(), bytes)).is_err() {
                    break;
                }
            }
        });
        let begin = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        Ok(Self {
            master: pair.master,
            child,
            writer,
            painted,
            begin,
        })
    }

    /// Waits until `wanted` was painted and all is quiet; returns how long the painting took from the start.
    pub(crate) fn first_frame(&self, wanted: &str) -> anyhow::Result<Duration> {
        let mut seen = Vec::new();
        let mut last = self.begin;
        loop {
            let is_there = wanted.is_empty() && !seen.is_empty()
                || !wanted.is_empty()
                    && seen
                        .windows(wanted.len())
                        .any(|part| part == wanted.as_bytes());
            let patience = if is_there { QUIET * 2 } else { LONGEST };
            match self.painted.recv_timeout(patience) {
                Ok((at, bytes)) => {
                    last = at;
                    seen.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout) if is_there => return Ok(last - self.begin),
                Err(error) => anyhow::bail!("{wanted:?} was never painted: {error}"),
            }
        }
    }

    /// Presses a key and waits until the answer is painted.
    pub(crate) fn press(&mut self, key: &str) -> anyhow::Result<Answered> {
        let begin = Instant::now();
        self.writer.write_all(key.as_bytes())?;
        self.writer.flush()?;
        Ok(self.answer(begin))
    }

    /// Gives the terminal another size and waits until all is painted again.
    pub(crate) fn resize(&self, size: Size) -> anyhow::Result<Duration> {
        let begin = Instant::now();
        self.master.resize(size.in_pty())?;
        Ok(self.answer(begin).time)
    }

    /// Presses the keys that end the program and waits until it has let the terminal go.
    pub(crate) fn leave(mut self, keys: &str) -> anyhow::Result<Duration> {
        let begin = Instant::now();
        self.writer.write_all(keys.as_bytes())?;
        self.writer.flush()?;
        loop {
            match self.painted.recv_timeout(LONGEST) {
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => break,
                Err(error) => anyhow::bail!("it does not end: {error}"),
            }
        }
        let time = begin.elapsed();
        self.child.wait()?;
        Ok(time)
    }

    fn answer(&self, begin: Instant) -> Answered {
        let (mut last, mut count) = (begin, 0);
        while let Ok((at, bytes)) = self.painted.recv_timeout(QUIET) {
            last = at;
            count += bytes.len();
        }
        Answered {
            time: last - begin,
            bytes: count,
        }
    }

    /// Leaves the program alone for some seconds; nothing where the system does not tell.
    pub(crate) fn alone(&self) -> Option<Idle> {
        let before = self.spent()?;
        let end = Instant::now() + ALONE;
        let mut bytes = 0;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            bytes += self
                .painted
                .recv_timeout(left)
                .map_or(0, |(_, bytes)| bytes.len());
        }
        let after = self.spent()?;
        Some(Idle {
            ticks: after.0 - before.0,
            wakeups: f64::from(u32::try_from(after.1 - before.1).ok()?) / ALONE.as_secs_f64(),
            bytes,
        })
    }

    /// Returns the most memory that it had, in MB; nothing where the system does not tell.
    pub(crate) fn memory(&self) -> Option<u64> {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        Some(number_after(&status, "VmHWM:")? / 1024)
    }

    /// Ends the program and waits for it.
    pub(crate) fn end(mut self) -> anyhow::Result<()> {
        drop(self.writer);
        self.child.kill().context("it cannot be ended")?;
        self.child.wait()?;
        drop(self.master);
        Ok(())
    }

    /// Returns ticks of the processor and how often it slept, of all its threads.
    fn spent(&self) -> Option<(u64, u64)> {
        let folder = format!("/proc/{}", self.child.process_id()?);
        let stat = fs::read_to_string(format!("{folder}/stat")).ok()?;
        let (_, rest) = stat.rsplit_once(')')?;
        let ticks = rest.split_whitespace().skip(11).take(2);
        let mut slept = 0;
        for thread in fs::read_dir(format!("{folder}/task")).ok()? {
            let status = fs::read_to_string(thread.ok()?.path().join("status")).ok()?;
            slept += number_after(&status, "\nvoluntary_ctxt_switches:")?;
        }
        Some((
            ticks.filter_map(|word| word.parse::<u64>().ok()).sum(),
            slept,
        ))
    }
}

fn number_after(text: &str, name: &str) -> Option<u64> {
    let (_, rest) = text.split_once(name)?;
    rest.split_whitespace().next()?.parse().ok()
}
