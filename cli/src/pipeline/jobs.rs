//! Hands out jobs to the worker threads, in the order of the input.

use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use plex_pin_captures::forms::ndjson::{LineBatch, LineReader};

use crate::input::{FolderFilter, InputError, Outputs, Source, Sources, sources};

/// A piece of work. No job depends on another, so they can be done at the same time.
pub(super) enum Job {
    /// A source that is one document. The worker opens it, since that takes time.
    Document(Source),
    /// Lines of a source. They are in the batch.
    Lines(Arc<str>),
    /// The end of a source of lines, perhaps by an error.
    EndOfLines(Arc<str>, Option<io::Error>),
    /// A source that cannot be read.
    Unreadable(InputError),
}

/// Hands out the jobs, and numbers them from 0.
pub(super) struct JobQueue {
    sources: Sources,
    all_lines: bool,
    max_line: usize,
    /// The source of lines that is being read.
    open: Option<OpenLines>,
    next_number: usize,
}

struct OpenLines {
    name: Arc<str>,
    reader: LineReader<Box<dyn Read + Send>>,
}

impl JobQueue {
    pub(super) fn new(
        paths: Vec<PathBuf>,
        outputs: Outputs,
        filter: Arc<FolderFilter>,
        all_lines: bool,
        max_line: usize,
    ) -> Self {
        let outputs = Arc::new(outputs);
        Self {
            sources: Box::new(paths.into_iter().flat_map(move |path| sources(&path, &outputs, &filter))),
            all_lines,
            max_line,
            open: None,
            next_number: 0,
        }
    }

    /// Returns the next job and its number. Lines are read into `batch`.
    pub(super) fn next(&mut self, batch: &mut LineBatch) -> Option<(usize, Job)> {
        let job = loop {
            if let Some(OpenLines { name, reader }) = &mut self.open {
                break match reader.read(batch) {
                    Ok(true) => Job::Lines(Arc::clone(name)),
                    ended => {
                        let name = Arc::clone(name);
                        self.open = None;
                        Job::EndOfLines(name, ended.err())
                    }
                };
            }
            let source = match self.sources.next()? {
                Ok(source) if self.all_lines || source.is_ndjson() => source,
                Ok(source) => break Job::Document(source),
                Err(error) => break Job::Unreadable(error),
            };
            match source.open() {
                Ok(reader) => {
                    let reader = LineReader::new(reader, self.max_line);
                    self.open = Some(OpenLines { name: source.name().into(), reader });
                }
                Err(error) => break Job::Unreadable(InputError::Failed(source.name(), error)),
            }
        };
        let number = self.next_number;
        self.next_number += 1;
        Some((number, job))
    }
}
