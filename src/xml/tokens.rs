//! Tokens of `xmlparser`, and its errors with their position in bytes.

use xmlparser::{Error, StreamError, TextPos, Token, Tokenizer};

use super::syntax::{XmlError, XmlErrorKind};
use crate::span::Span;

/// Reads the next token of a fragment that starts at the offset `start`. `None` at the end of the text.
pub(super) fn next<'a>(
    tokens: &mut Tokenizer<'a>,
    text: &str,
    start: usize,
) -> Result<Option<Token<'a>>, XmlError> {
    match tokens.next() {
        None => Ok(None),
        Some(Ok(Token::ProcessingInstruction { target, span, .. })) if is_reserved(target.as_str()) => {
            // A declaration with a line feed behind its name.
            let is_first = text.trim_start_matches('\u{FEFF}').len() == text.len() - span.start();
            if !is_first {
                let span = Span::new(span.start(), span.start() + 2 + target.as_str().len());
                let kind = XmlErrorKind::Found("XML declaration");
                return Err(XmlError::new(kind, "XML declaration before everything else", span));
            }
            encoding(span.as_str(), span.start())?;
            Ok(Some(Token::Comment { text: span, span }))
        }
        Some(Ok(Token::Declaration { span, .. })) => {
            encoding(span.as_str(), span.start())?;
            Ok(Some(Token::Comment { text: span, span }))
        }
        Some(Ok(Token::DtdStart { span, .. } | Token::EmptyDtd { span, .. })) => Err(doctype(span.start())),
        Some(Ok(token)) => Ok(Some(token)),
        Some(Err(error)) => Err(convert(&error, text, start)),
    }
}

fn is_reserved(target: &str) -> bool {
    target.eq_ignore_ascii_case("xml")
}

const DOCTYPE: &str = "<!DOCTYPE";

fn doctype(start: usize) -> XmlError {
    let span = Span::new(start, start + DOCTYPE.len());
    XmlError::new(XmlErrorKind::Doctype, "element", span)
}

/// What a token may begin with, and how it is called.
const OPENINGS: [&str; 4] = ["<!--", "<![CDATA[", DOCTYPE, "</"];

/// Converts an error in the token that begins at or after `start`.
#[cold]
fn convert(error: &Error, text: &str, start: usize) -> XmlError {
    let (cause, expected) = match error {
        Error::InvalidDeclaration(cause, _) => (Some(cause), "XML declaration"),
        Error::InvalidComment(cause, _) => (Some(cause), "comment"),
        Error::InvalidPI(cause, _) => (Some(cause), "processing instruction"),
        Error::InvalidDoctype(_, position) => return doctype(offset(text, *position)),
        Error::InvalidEntity(cause, _) => (Some(cause), "entity"),
        Error::InvalidElement(cause, _) => (Some(cause), "tag"),
        Error::InvalidAttribute(cause, _) => (Some(cause), "attribute name=\"value\" or end of the tag"),
        Error::InvalidCdata(cause, _) => (Some(cause), "CDATA section"),
        Error::InvalidCharData(cause, _) => (Some(cause), "text without ]]>"),
        Error::UnknownToken(_) => (None, "element"),
    };
    let from = offset(text, error.pos());
    let find = |wrong: &str| text[from..].find(wrong).map_or(from, |length| from + length);
    let at = match cause {
        // Its parts may be cut off too.
        _ if matches!(error, Error::InvalidDeclaration(..)) && !text[from..].contains('>') => {
            return XmlError::end(text, expected);
        }
        Some(StreamError::InvalidCharacterData) => find("]]>"),
        Some(StreamError::InvalidCommentData | StreamError::InvalidCommentEnd) => {
            let content = from + "<!--".len();
            content + text[content..].find("--").unwrap_or_default()
        }
        Some(StreamError::UnexpectedEndOfStream) => return XmlError::end(text, expected),
        // What is looked for is not there: at the end, or where its beginning ends the text.
        Some(StreamError::InvalidString(wanted, position)) => {
            let at = offset(text, *position);
            if wanted.starts_with(&text[at..]) {
                return XmlError::end(text, expected);
            }
            at
        }
        Some(StreamError::NonXmlChar(_, position)) => {
            return XmlError::at(text, offset(text, *position), "character that XML allows");
        }
        Some(
            StreamError::InvalidChar(_, _, position)
            | StreamError::InvalidCharMultiple(_, _, position)
            | StreamError::InvalidQuote(_, position)
            | StreamError::InvalidSpace(_, position),
        ) => offset(text, *position),
        Some(StreamError::InvalidName) => {
            let rest = text[from..].trim_start().trim_start_matches(['<', '/', '?']);
            let is_name = |character: char| character.is_alphanumeric() || "_-.:".contains(character);
            if rest.chars().all(is_name) {
                return XmlError::end(text, expected);
            }
            text.len() - rest.len()
        }
        None if OPENINGS.iter().any(|opening| opening.starts_with(&text[from..])) => {
            return XmlError::end(text, expected);
        }
        _ => from,
    };
    XmlError::at(text, at.max(start), expected)
}

/// Returns the offset of a position that counts lines, and characters of the line, from 1.
fn offset(text: &str, position: TextPos) -> usize {
    let row = position.row.saturating_sub(1) as usize;
    let start: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    let column = position.col.saturating_sub(1) as usize;
    let line = &text[start..];
    start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

/// Names of encodings that are found in declarations.
const ENCODINGS: [&str; 14] = [
    "ISO-8859-1",
    "ISO-8859-2",
    "ISO-8859-15",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "UTF-16",
    "UTF-16LE",
    "UTF-16BE",
    "UTF-32",
    "Shift_JIS",
    "EUC-JP",
    "GB2312",
    "GBK",
];

/// Refuses a declaration with another encoding than UTF-8 or US-ASCII.
fn encoding(declaration: &str, start: usize) -> Result<(), XmlError> {
    match declared_encoding(declaration.as_bytes()) {
        Some((name, span)) if !["UTF-8", "US-ASCII"].contains(&name) => {
            let span = Span::new(start + span.start, start + span.end);
            Err(XmlError::new(XmlErrorKind::Encoding(name), "UTF-8", span))
        }
        _ => Ok(()),
    }
}

/// Returns the name of the encoding that a declaration at the start of a body has, and its span. An unknown name is
/// `another encoding`, since the name itself is text of the body.
pub(crate) fn declared_encoding(body: &[u8]) -> Option<(&'static str, Span)> {
    const MAX_DECLARATION: usize = 256;
    const NAME: &[u8] = b"encoding";
    let head = &body[..body.len().min(MAX_DECLARATION)];
    let marked = head.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(head);
    if !marked.starts_with(b"<?xml") {
        return None;
    }
    let end = head.windows(2).position(|window| window == b"?>")?;
    let at = head[..end].windows(NAME.len()).position(|window| window == NAME)? + NAME.len();
    let after = |at: usize| at + head[at..end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let equals = after(at);
    if head.get(equals) != Some(&b'=') {
        return None;
    }
    let quote = after(equals + 1);
    let start = quote + 1;
    let close = head.get(quote).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let length = head.get(start..end)?.iter().position(|byte| byte == close)?;
    let name = &head[start..start + length];
    let is = |known: &&&str| name.eq_ignore_ascii_case(known.as_bytes());
    let known = ["UTF-8", "US-ASCII"].iter().chain(&ENCODINGS).find(is);
    let span = Span::new(start, start + length);
    match known {
        Some(known) => Some((known, span)),
        // Other names of the two.
        None if name.eq_ignore_ascii_case(b"utf8") => Some(("UTF-8", span)),
        None if name.eq_ignore_ascii_case(b"ascii") => Some(("US-ASCII", span)),
        None => Some(("another encoding", span)),
    }
}
