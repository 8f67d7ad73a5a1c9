//! What is to be done, in the order of the input, for whichever thread is free.

use std::io::{self, Read};
use std::sync::Arc;

use crate::args::Validate;
use crate::lines::{Batch, Batches};
use crate::sources::{Source, Sources, Unreadable, sources};

/// A piece of work. None depends on another, so that they may be done at the same time.
pub(crate) enum Job {
    /// A source that is one document. It is opened by who does the job, since that takes time.
    Document(Source),
    /// Some lines of a file. They stand in the batch.
    Lines(Arc<str>),
    /// A file of lines is over, perhaps by an error.
    EndOfLines(Arc<str>, Option<io::Error>),
    Unreadable(Unreadable),
}

/// Gives out the jobs, and numbers them from 0.
pub(crate) struct Jobs {
    sources: Sources,
    all_lines: bool,
    most: usize,
    /// The file of lines that is being read.
    open: Option<Lines>,
    given: usize,
}

struct Lines {
    name: Arc<str>,
    batches: Batches<Box<dyn Read + Send>>,
}

impl Jobs {
    pub(crate) fn new(options: &Validate) -> Self {
        Self {
            sources: Box::new(options.paths.clone().into_iter().flat_map(|path| sources(&path))),
            all_lines: options.lines,
            most: options.max_document_bytes.get(),
            open: None,
            given: 0,
        }
    }

    /// The next job and its number. Lines are put into `batch`.
    pub(crate) fn next(&mut self, batch: &mut Batch) -> Option<(usize, Job)> {
        let job = loop {
            if let Some(Lines { name, batches }) = &mut self.open {
                break match batches.read(batch) {
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
                    let batches = Batches::new(reader, self.most);
                    self.open = Some(Lines { name: source.name().into(), batches });
                }
                Err(error) => break Job::Unreadable(Unreadable::Failed(source.name(), error)),
            }
        };
        let number = self.given;
        self.given += 1;
        Some((number, job))
    }
}
