//! How far the work is, for somebody who waits at a terminal.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::Validate;

/// Who waits no longer than this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar is drawn.
const INTERVAL: Duration = Duration::from_millis(100);

/// A bar on standard error, or nothing.
pub(crate) struct Progress {
    /// None where nobody would see it, or where it is not wanted.
    bar: Option<ProgressBar>,
    /// When it is to be drawn next.
    due: Instant,
    bytes: u64,
    documents: usize,
}

impl Progress {
    pub(crate) fn new(options: &Validate) -> Self {
        let types = options.paths.iter().any(|path| is_stdin(path)) && io::stdin().is_terminal();
        let is_seen = !options.quiet && !types && io::stderr().is_terminal();
        Self {
            bar: is_seen.then(|| bar(total(options))),
            due: Instant::now() + PATIENCE,
            bytes: 0,
            documents: 0,
        }
    }

    pub(crate) fn advance(&mut self, bytes: usize, documents: usize) {
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
        // The message is drawn at once, and so comes last.
        bar.set_position(self.bytes);
        bar.set_message(format!("{} documents", self.documents));
        bar.tick();
    }

    /// Writes something with the bar out of the way.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    pub(crate) fn end(&self) {
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
    // Invariant: both templates are well formed; if one were not, a plain bar would do.
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// How many bytes there are to read, if that is known without a walk through folders.
fn total(options: &Validate) -> Option<u64> {
    let size = |path: &Path| {
        let data = path.metadata().ok().filter(|it| it.is_file() && !is_stdin(path));
        data.map(|it| it.len())
    };
    options.paths.iter().map(|path| size(path)).sum()
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
