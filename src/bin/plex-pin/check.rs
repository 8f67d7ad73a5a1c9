//! One document: its verdict, and what is off in it.

use plex_pin::{Deviation, DeviationCode, Document, Error, Outcome, Parsed, Parser, Span};
use serde::Serialize;

use crate::args::{Engine, Mode, Reading, Validate};
use crate::schema;
use crate::secrets::Secrets;
use crate::table;

/// How documents are to be checked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checker {
    parser: Parser,
    reading: Reading,
    pub(crate) mode: Mode,
    /// The mode of the schema to use in place of the decoder.
    schema: Option<plex_pin::schema::Mode>,
    most_findings: usize,
    /// How many bytes a document may have.
    pub(crate) most: usize,
}

/// The refusal of what is not even looked at. The library has no such limit.
pub(crate) mod too_large {
    pub(crate) const CODE: &str = "document-too-large";
    pub(crate) const DESCRIPTION: &str =
        "more bytes than --max-document-bytes allows; they are not looked at";
    pub(crate) const HELP: &str = "an answer has about 600 bytes; raise --max-document-bytes if this is one";

    pub(crate) fn message(most: usize) -> String {
        format!("expected document of at most {most} bytes, found more")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Pin,
    Location,
    Errors,
}

impl Kind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Location => "location",
            Self::Errors => "errors",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Verdict {
    Conforms,
    Deviates,
    Refused,
}

impl Verdict {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Conforms => "conforms",
            Self::Deviates => "deviates",
            Self::Refused => "refused",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    Error,
    Warning,
}

/// One thing that is off. It holds no value of the document.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    /// None where nothing was read, or where a schema alone objects.
    pub(crate) outcome: Option<Outcome>,
    pub(crate) severity: Severity,
    pub(crate) pointer: String,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

impl Finding {
    /// Whether its place is an object as a whole, of which only the beginning is worth showing.
    pub(crate) fn is_about_object(&self) -> bool {
        [DeviationCode::MissingMember, DeviationCode::WrappedDocument]
            .iter()
            .any(|code| code.as_str() == self.code)
    }
}

/// What became of a document. One that is clean costs no allocation.
#[derive(Debug)]
pub(crate) struct Checked {
    /// Unknown where it was refused before it was told apart.
    pub(crate) document: Option<Kind>,
    pub(crate) verdict: Verdict,
    pub(crate) findings: Vec<Finding>,
    /// Findings that are not shown, by code.
    pub(crate) omitted: Vec<(&'static str, Severity, usize)>,
}

impl Checked {
    const fn clean(kind: Kind) -> Self {
        Self { document: Some(kind), verdict: Verdict::Conforms, findings: Vec::new(), omitted: Vec::new() }
    }

    fn refused(document: Option<Kind>, finding: Finding) -> Self {
        Self { document, verdict: Verdict::Refused, findings: vec![finding], omitted: Vec::new() }
    }

    pub(crate) fn more_findings(&self) -> usize {
        self.omitted.iter().map(|&(_, _, count)| count).sum()
    }

    /// Every finding, shown or not, as code, severity and count.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&'static str, Severity, usize)> {
        let shown = self.findings.iter().map(|finding| (finding.code, finding.severity, 1));
        shown.chain(self.omitted.iter().copied())
    }
}

impl Checker {
    pub(crate) fn new(options: &Validate) -> Self {
        // Always leniently, so that all findings come out; the mode is a matter of severity.
        let parser = Parser::LENIENT.max_deviations(options.max_findings.get());
        Self {
            parser: if options.complete { parser.complete() } else { parser },
            reading: options.reading,
            mode: options.mode,
            schema: match (options.engine, options.mode, options.complete) {
                (Engine::Decoder, ..) => None,
                (Engine::Schema, Mode::Lenient, _) => Some(plex_pin::schema::Mode::Lenient),
                (Engine::Schema, Mode::Strict, true) => Some(plex_pin::schema::Mode::Complete),
                (Engine::Schema, Mode::Strict, false) => Some(plex_pin::schema::Mode::Strict),
            },
            most_findings: options.max_findings.get(),
            most: options.max_document_bytes.get(),
        }
    }

    pub(crate) fn check(&self, body: &[u8]) -> Checked {
        if body.len() > self.most {
            return self.too_large();
        }
        let parser = self.parser;
        match self.reading {
            Reading::Auto => self.judge(None, &parser.document(body), kind, body),
            Reading::Pin => self.judge(Some(Kind::Pin), &parser.pin(body), |_| Kind::Pin, body),
            Reading::Location => {
                self.judge(Some(Kind::Location), &parser.location(body), |_| Kind::Location, body)
            }
            Reading::Errors => {
                self.judge(Some(Kind::Errors), &parser.api_errors(body), |_| Kind::Errors, body)
            }
        }
    }

    /// What a parse says of the document. A model is large, so that it is looked at where it is and not moved.
    fn judge<T>(
        &self,
        known: Option<Kind>,
        parsed: &Result<Parsed<T>, Error>,
        kind: impl FnOnce(&T) -> Kind,
        body: &[u8],
    ) -> Checked {
        let parsed = match parsed {
            Ok(parsed) => parsed,
            Err(error) => return Checked::refused(known, refusal(error, body)),
        };
        let kind = kind(parsed.value());
        match self.schema {
            Some(mode) => self.by_schema(kind, mode, body),
            None if parsed.deviation_count() == 0 => Checked::clean(kind),
            None => self.with_deviations(kind, parsed.deviations(), parsed.omitted(), body),
        }
    }

    fn with_deviations(
        &self,
        kind: Kind,
        deviations: &[Deviation],
        omitted: &[(DeviationCode, Outcome, usize)],
        body: &[u8],
    ) -> Checked {
        let (omitted, secrets) = (omitted.iter(), Secrets::of(body));
        let mut checked = Checked {
            findings: deviations.iter().map(|it| self.finding(it, &secrets)).collect(),
            omitted: omitted
                .map(|&(code, outcome, count)| (code.as_str(), self.severity(outcome), count))
                .collect(),
            ..Checked::clean(kind)
        };
        let erroneous = checked.counts().any(|(_, severity, _)| severity == Severity::Error);
        if erroneous {
            checked.verdict = Verdict::Deviates;
        }
        checked
    }

    /// The verdict of the schema, in place of the decoder's.
    fn by_schema(&self, kind: Kind, mode: plex_pin::schema::Mode, body: &[u8]) -> Checked {
        let (verdict, mut findings) = match schema::findings(kind, mode, body) {
            Ok(findings) if findings.is_empty() => (Verdict::Conforms, findings),
            Ok(findings) => (Verdict::Deviates, findings),
            Err(error) => (Verdict::Refused, vec![refusal(&error, body)]),
        };
        let rest = findings.split_off(self.most_findings.min(findings.len()));
        let omitted = rest.into_iter().map(|finding| (finding.code, finding.severity, 1)).collect();
        Checked { document: Some(kind), verdict, findings, omitted }
    }

    #[cold]
    fn too_large(&self) -> Checked {
        let finding = Finding {
            code: too_large::CODE,
            outcome: None,
            severity: Severity::Error,
            pointer: String::new(),
            span: Span::default(),
            message: too_large::message(self.most),
            help: too_large::HELP,
        };
        let known = match self.reading {
            Reading::Auto => None,
            Reading::Pin => Some(Kind::Pin),
            Reading::Location => Some(Kind::Location),
            Reading::Errors => Some(Kind::Errors),
        };
        Checked::refused(known, finding)
    }

    fn severity(&self, outcome: Outcome) -> Severity {
        match (self.mode, outcome) {
            (Mode::Lenient, Outcome::Coerced | Outcome::Ignored) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn finding(&self, deviation: &Deviation, secrets: &Secrets<'_>) -> Finding {
        Finding {
            code: deviation.code().as_str(),
            outcome: Some(deviation.outcome()),
            severity: self.severity(deviation.outcome()),
            pointer: secrets.hidden_in(deviation.pointer()),
            span: deviation.span(),
            message: deviation.message().to_string(),
            help: deviation.help(),
        }
    }
}

fn kind(document: &Document<'_>) -> Kind {
    match document {
        Document::Pin(_) => Kind::Pin,
        Document::Location(_) => Kind::Location,
        // The library may learn of more; there are three today.
        _ => Kind::Errors,
    }
}

fn refusal(error: &Error, body: &[u8]) -> Finding {
    Finding {
        code: error.kind().as_str(),
        outcome: None,
        severity: Severity::Error,
        pointer: error.pointer().map_or_else(String::new, |pointer| Secrets::of(body).hidden_in(pointer)),
        span: error.span().unwrap_or_default(),
        message: error.message().to_string(),
        help: table::help(error.kind()),
    }
}
