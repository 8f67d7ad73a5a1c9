//! Documents, findings and verdicts. The checks produce these types, the reports consume them.

use std::collections::BTreeMap;

use plex_pin::{DeviationCode, ErrorKind, Outcome, Span};

use crate::codes::{Code, NO_DOCUMENT, UNREADABLE};

/// The kind of a document: pin, location or errors.
pub use plex_pin::DocumentKind;

/// A document and its source.
#[derive(Debug, Clone, Copy)]
pub struct Record<'d> {
    /// The label of the input, such as a path.
    pub source: &'d str,
    /// The line of the input, from 1, if the input has a document on each line.
    pub line: Option<usize>,
    /// The bytes of the document.
    pub body: &'d [u8],
    /// Where the document was found, if it is not the whole input or line.
    pub container: Option<&'d Container>,
}

/// What a document was found in, and where in the input. Secrets are masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    /// The form of the input: `har`.
    pub form: &'static str,
    /// The JSON pointer to the document, or to the string that holds it.
    pub pointer: String,
    /// The number of the HAR's entry, from 0.
    pub entry: Option<usize>,
    /// The URL of the request, without its query.
    pub url: Option<String>,
    /// The method of the request.
    pub method: Option<String>,
    /// The status of the response.
    pub status: Option<u16>,
    /// When the request was sent, as the capture writes it.
    pub started: Option<String>,
    /// Where the document is in the input, decompressed.
    pub place: Place,
}

/// A place in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in bytes, from 1.
    pub column: u64,
    /// The column in UTF-16 units, from 1; `None` where the beginning of the line is not at hand.
    pub utf16_column: Option<u64>,
    /// The bytes, from 0.
    pub span: [u64; 2],
}

/// The result of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The document has no errors. It may have warnings.
    Conforms,
    /// The document has at least one error.
    Deviates,
    /// The document could not be read.
    Refused,
    /// The input could not be read, or only in part.
    Unread,
}

impl Verdict {
    /// Returns the word of the machine-readable reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Conforms => "conforms",
            Self::Deviates => "deviates",
            Self::Refused => "refused",
            Self::Unread => "unread",
        }
    }
}

/// The severity of a finding, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document conforms, and something in it looks wrong.
    Note,
    /// The document deviates, and still conforms in this mode.
    Warning,
    /// The document deviates.
    Error,
}

impl Severity {
    /// Every severity, the most severe first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// Returns the word of the machine-readable reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One deviation, violation, refusal or note. It holds no value of the document.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The stable code.
    pub code: &'static str,
    /// What the parser did with the value; `None` if the document was refused or only a schema is violated.
    pub outcome: Option<Outcome>,
    /// How much it matters.
    pub severity: Severity,
    /// The JSON Pointer to the value, with secrets masked.
    pub pointer: String,
    /// The range of bytes in the document.
    pub span: Span,
    /// What was expected and what was found.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
    /// Where it is in the input, if the document was found in a capture.
    pub place: Option<Place>,
}

impl Finding {
    /// Makes an error about a whole input or document.
    #[must_use]
    pub fn of_input(code: Code, message: String) -> Self {
        Self {
            code: code.name,
            outcome: None,
            severity: Severity::Error,
            pointer: String::new(),
            span: Span::default(),
            message,
            help: code.help,
            place: None,
        }
    }

    /// Returns whether the span is a whole object of which only the beginning is worth showing.
    #[must_use]
    pub fn is_about_object(&self) -> bool {
        [DeviationCode::MissingMember, DeviationCode::WrappedDocument]
            .iter()
            .any(|code| code.as_str() == self.code)
    }
}

/// The verdict on a document, and the findings. Without findings it allocates nothing.
#[derive(Debug)]
pub struct CheckedDocument {
    /// The kind of the document; `None` if it was refused before the kind was known.
    pub kind: Option<DocumentKind>,
    /// The verdict, which counts omitted findings too.
    pub verdict: Verdict,
    /// The first findings, in document order; missing members and notes last.
    pub findings: Vec<Finding>,
    /// How many further findings there are, by code and severity.
    pub omitted: Vec<(&'static str, Severity, usize)>,
    /// The codes of findings that were allowed, and are not among the others.
    pub allowed: Vec<&'static str>,
    /// How many findings a baseline suppressed.
    pub suppressed: usize,
}

impl CheckedDocument {
    /// Makes the result for a document without findings.
    #[must_use]
    pub const fn clean(kind: DocumentKind) -> Self {
        Self {
            kind: Some(kind),
            verdict: Verdict::Conforms,
            findings: Vec::new(),
            omitted: Vec::new(),
            allowed: Vec::new(),
            suppressed: 0,
        }
    }

    /// Makes the result for a document that could not be read.
    #[must_use]
    pub fn refused(kind: Option<DocumentKind>, finding: Finding) -> Self {
        Self {
            kind,
            verdict: Verdict::Refused,
            findings: vec![finding],
            omitted: Vec::new(),
            allowed: Vec::new(),
            suppressed: 0,
        }
    }

    /// Makes the result for an input that could not be read, or only in part.
    #[must_use]
    pub fn unread(message: String) -> Self {
        Self { verdict: Verdict::Unread, ..Self::refused(None, Finding::of_input(UNREADABLE, message)) }
    }

    /// Makes the result for a capture in which no document was found.
    #[must_use]
    pub fn no_document(found: &str, help: &'static str) -> Self {
        let message = format!("expected document of plex.tv, found {found}");
        let finding = Finding { help, ..Finding::of_input(NO_DOCUMENT, message) };
        Self::refused(None, finding)
    }

    /// The end of an archive that is cut off between two entries.
    pub(crate) fn cut_off() -> Self {
        let kind = ErrorKind::UnexpectedEnd;
        let message = "expected more entries or the end of the archive, found end of input".to_owned();
        let finding = Finding::of_input(NO_DOCUMENT, message);
        Self::refused(None, Finding { code: kind.as_str(), help: kind.help(), ..finding })
    }

    /// Returns whether it is an object that is no document of plex.tv.
    #[must_use]
    pub fn is_unrecognised(&self) -> bool {
        self.has_code(ErrorKind::UnrecognisedDocument.as_str())
    }

    /// Returns whether there is a finding of this code among the first.
    fn has_code(&self, code: &str) -> bool {
        self.findings.iter().any(|it| it.code == code)
    }

    /// Removes findings that `takes` takes, and returns how many. A document that deviates conforms if no error is left; one
    /// that was refused stays so.
    pub fn take(&mut self, takes: impl FnMut(&Finding) -> bool) -> usize {
        let mut takes = takes;
        let before = self.findings.len();
        self.findings.retain(|it| !takes(it));
        let has_error = self.counts().any(|(_, severity, _)| severity == Severity::Error);
        if self.verdict == Verdict::Deviates && !has_error {
            self.verdict = Verdict::Conforms;
        }
        before - self.findings.len()
    }

    /// Keeps the first `max` findings, and counts the others.
    pub fn keep_first(&mut self, max: usize) {
        for finding in self.findings.drain(max.min(self.findings.len())..) {
            let (code, severity) = (finding.code, finding.severity);
            match self.omitted.iter_mut().find(|it| (it.0, it.1) == (code, severity)) {
                Some(it) => it.2 += 1,
                None => self.omitted.push((code, severity, 1)),
            }
        }
    }

    /// Returns the severity of the worst finding, kept or omitted.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.counts().map(|(_, severity, _)| severity).max()
    }

    /// Counts the findings that are omitted.
    #[must_use]
    pub fn omitted_count(&self) -> usize {
        self.omitted.iter().map(|&(_, _, count)| count).sum()
    }

    /// Counts every finding, kept or omitted, by code and severity. A code may occur several times.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, Severity, usize)> {
        let kept = self.findings.iter().map(|finding| (finding.code, finding.severity, 1));
        kept.chain(self.omitted.iter().copied())
    }
}

/// Counts of documents by verdict, and of findings by severity and code.
#[derive(Debug, Default)]
pub struct Counts {
    /// Documents that conform.
    pub conforming: usize,
    /// Documents that deviate.
    pub deviating: usize,
    /// Documents that were refused.
    pub refused: usize,
    /// Findings of severity `error`.
    pub errors: usize,
    /// Findings of severity `warning`.
    pub warnings: usize,
    /// Findings of severity `note`.
    pub notes: usize,
    /// Inputs that could not be read, or only in part. They are no documents.
    pub unread: usize,
    /// Findings that were allowed, by code. They are in no other count.
    pub allowed: BTreeMap<&'static str, usize>,
    /// Findings that a baseline suppressed. They are in no other count.
    pub suppressed: usize,
    /// Findings by code.
    pub codes: BTreeMap<&'static str, usize>,
}

impl Counts {
    /// Returns the number of documents.
    #[must_use]
    pub const fn documents(&self) -> usize {
        self.conforming + self.deviating + self.refused
    }

    /// Returns how many findings there are of a severity.
    #[must_use]
    pub const fn of(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Note => self.notes,
        }
    }

    /// Adds one document.
    pub fn add_document(&mut self, checked: &CheckedDocument) {
        *match checked.verdict {
            Verdict::Conforms => &mut self.conforming,
            Verdict::Deviates => &mut self.deviating,
            Verdict::Refused => &mut self.refused,
            Verdict::Unread => {
                self.unread += 1;
                return;
            }
        } += 1;
        for code in &checked.allowed {
            *self.allowed.entry(code).or_default() += 1;
        }
        self.suppressed += checked.suppressed;
        for (code, severity, count) in checked.counts() {
            *self.codes.entry(code).or_default() += count;
            *match severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Note => &mut self.notes,
            } += count;
        }
    }

    /// Adds the counts of other documents.
    pub fn add(&mut self, other: Self) {
        self.conforming += other.conforming;
        self.deviating += other.deviating;
        self.refused += other.refused;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.unread += other.unread;
        self.suppressed += other.suppressed;
        for (code, count) in other.allowed {
            *self.allowed.entry(code).or_default() += count;
        }
        for (code, count) in other.codes {
            *self.codes.entry(code).or_default() += count;
        }
    }
}
