//! A progress bar on a terminal.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::input::is_stdin;

/// How long a run takes before the bar is shown.
const DELAY: Duration = Duration::from_secs(1);
/// How often the bar is drawn.
const INTERVAL: Duration = Duration::from_millis(100);

/// A bar on standard error, or nothing.
pub(super) struct Progress {
    /// `None` if standard error is not a terminal, if the input is typed, or with `--quiet`.
    bar: Option<ProgressBar>,
    /// When the bar is drawn next.
    due: Instant,
    bytes: u64,
    documents: usize,
}

impl Progress {
    pub(super) fn new(paths: &[PathBuf], quiet: bool) -> Self {
        let is_typed = paths.iter().any(|path| is_stdin(path)) && io::stdin().is_terminal();
        let is_seen = !quiet && !is_typed && io::stderr().is_terminal();
        Self {
            bar: is_seen.then(|| bar(total_size(paths))),
            due: Instant::now() + DELAY,
            bytes: 0,
            documents: 0,
        }
    }

    pub(super) fn advance(&mut self, bytes: usize, documents: usize) {
        let Some(bar) = &self.bar else { return };
        self.bytes += bytes as u64;
        self.documents += documents;
        let now = Instant::now();
        if now < self.due {
            return;
        }
        self.due = now + INTERVAL;
        if bar.is_hidden() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        // The message comes last, since it is drawn at once.
        bar.set_position(self.bytes);
        bar.set_message(format!("{} documents", self.documents));
        bar.tick();
    }

    /// Writes something while the bar is out of the way.
    pub(super) fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
    let template = match total {
        Some(_) => "{wide_bar} {percent}% of {total_bytes}, {msg}, {bytes_per_sec}",
        None => "{spinner} {bytes}, {msg}, {bytes_per_sec}",
    };
    // Invariant: both templates are well formed; otherwise a plain bar is shown.
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Returns how many bytes there are to read, if that is known without walking through folders.
fn total_size(paths: &[PathBuf]) -> Option<u64> {
    let size = |path: &Path| {
        let metadata = path.metadata().ok().filter(|it| it.is_file() && !is_stdin(path));
        metadata.map(|it| it.len())
    };
    paths.iter().map(|path| size(path)).sum()
}
