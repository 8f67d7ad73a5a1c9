//! Finds secrets in a text, so that it can be shown without them.
//!
//! [`find`] works on any bytes: JSON, broken JSON, XML, logs, headers. It decodes the text (`view`), scans it for
//! the names of secrets (`scan`), looks into base64 (`base64`), and searches for repetitions (`repeats`).

mod base64;
mod explain;
mod joins;
mod judge;
mod line;
mod named;
mod names;
mod near;
mod numbers;
mod pairs;
mod repeats;
mod scan;
mod tables;
mod value;
mod view;

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use crate::span::Span;
use base64::Decoded;
use numbers::Numbers;
use repeats::Repeats;
use scan::{Extent, Scan};
use view::View;

/// How often base64 is looked for in what was decoded from base64.
const MAX_DEPTH: usize = 3;

/// The shortest base64 that may name a secret.
const MIN_ENCODED: usize = 24;

/// A secret in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// The span in the text.
    pub span: Span,
    /// The name it was found by, as in `X-Plex-Token`; `JWT` for one found by its shape.
    pub name: &'static str,
    /// Its bytes without escapes. Of a repetition that is a part of a secret, those of the whole.
    pub value: Vec<u8>,
    /// Its parts in the text, with how many bytes each has without escapes. Between them is what only displays it,
    /// such as a colour escape.
    pub parts: Vec<(Span, usize)>,
    /// How it is written.
    pub form: Form,
    /// Whether it is searched in the rest of the text.
    repeats: bool,
    /// Whether the text ends before the secret does.
    is_cut: bool,
}

impl Secret {
    fn new(name: &'static str, value: Vec<u8>, parts: Vec<(Span, usize)>, form: Form) -> Self {
        let start = parts.first().map_or(0, |(span, _)| span.start);
        let end = parts.last().map_or(start, |(span, _)| span.end);
        Self { span: Span::new(start, end), name, value, parts, form, repeats: true, is_cut: false }
    }

    /// A value at a place of a text that is to be masked like a secret.
    #[must_use]
    pub fn at(name: &'static str, value: Vec<u8>, span: Span) -> Self {
        let parts = vec![(span, value.len())];
        Self::new(name, value, parts, Form::Text)
    }

    /// The parts to hide. Of numbers, what is between them as well.
    fn into_spans(self) -> Vec<Span> {
        if self.form == Form::Numbers {
            return vec![self.span];
        }
        self.parts.into_iter().map(|(span, _)| span).collect()
    }

    /// Merges what another occurrence reveals about the same secret.
    pub fn merge(&mut self, other: &Self) {
        self.repeats |= other.repeats;
        self.is_cut &= other.is_cut;
    }

    /// What is searched in the rest of the text: without the start of an escape that is cut off.
    fn searched(&self) -> &[u8] {
        if self.is_cut { view::without_cut_escape(&self.value) } else { &self.value }
    }
}

/// How a secret is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As text, perhaps with escapes.
    Text,
    /// In base64. The span covers whole groups of digits; the secret begins at this byte of what they decode to.
    Base64 {
        /// Offset in the decoded bytes.
        offset: usize,
    },
    /// In base64 within base64: the whole span is masked.
    Opaque,
    /// As numbers, one for each byte: `[123,34]`. Each part is one of them.
    Numbers,
}

/// Returns the spans of secrets in `text`, in order and without overlaps.
///
/// It finds:
///
/// - the values of members, attributes, elements, headers, query parameters, form fields and cookies with the name of a
///   secret (`authToken`, `X-Plex-Token`, `Authorization`, …) in any spelling;
/// - values next to such a name, as in `{"name":"X-Plex-Token","value":"…"}`;
/// - JSON web tokens;
/// - every repetition of these, with or without escapes, percent-encoding or base64.
///
/// The text need not be valid: it may be truncated or malformed anywhere.
///
/// A value that is not a secret (`null`, an empty string, a few digits, asterisks) is not reported.
///
/// ```
/// let body = r#"{"code":"ABCD","auth_token":"EXAMPLE-TOKEN"}"#;
/// let spans = plex_pin::secret_spans(body);
/// assert_eq!(spans.len(), 1);
/// assert_eq!(&body[spans[0].range()], "EXAMPLE-TOKEN");
/// ```
///
/// Bytes that are not UTF-8 are accepted as well. In a `str`, spans begin and end at character boundaries.
#[must_use]
pub fn secret_spans(text: impl AsRef<[u8]>) -> Vec<Span> {
    let text = text.as_ref();
    let mut spans: Vec<Span> = find(text).into_iter().flat_map(Secret::into_spans).collect();
    for span in &mut spans {
        while span.start > 0 && is_inside_character(text, span.start) {
            span.start -= 1;
        }
        while is_inside_character(text, span.end) {
            span.end += 1;
        }
    }
    apart(spans)
}

/// Returns `text` with `<redacted>` for each of its [secrets](secret_spans).
///
/// ```
/// let line = "GET https://plex.tv/api/v2/user?X-Plex-Token=abcdefgh123";
/// assert_eq!(plex_pin::redacted(line), "GET https://plex.tv/api/v2/user?X-Plex-Token=<redacted>");
/// ```
#[must_use]
pub fn redacted(text: &str) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for span in secret_spans(text) {
        shown += text.get(at..span.start).unwrap_or_default();
        shown += "<redacted>";
        at = span.end;
    }
    shown + text.get(at..).unwrap_or_default()
}

/// The bytes of a character after its first. In bytes that are not UTF-8, at most three.
fn is_inside_character(text: &[u8], at: usize) -> bool {
    let is_later = |at: usize| text.get(at).is_some_and(|byte| (0x80..0xC0).contains(byte));
    is_later(at) && (1..=3).any(|back| at >= back && !is_later(at - back) && text[at - back] >= 0xC0)
}

/// Finds the secrets of a text, in order of their spans.
#[must_use]
pub fn find(text: &[u8]) -> Vec<Secret> {
    let view = View::new(text);
    let mut secrets = named(&view, Extent { is_start: true, is_end: true, is_piece: false });
    let repetitions = Repetitions::new(&secrets);
    let repeated = repetitions.find_in(&view);
    secrets.extend(repeated);
    sort(&mut secrets);
    secrets
}

/// Returns whether a value is not a secret: `null`, a few digits, a mask.
#[must_use]
pub fn is_placeholder(value: &[u8]) -> bool {
    judge::is_harmless(value)
}

/// Sorts secrets by their spans, and removes those within another one.
pub fn sort(secrets: &mut Vec<Secret>) {
    let is_base64 = |secret: &Secret| secret.form != Form::Text;
    secrets.sort_by_key(|it| (it.span.start, core::cmp::Reverse(it.span.end), is_base64(it)));
    let mut text_end = 0;
    secrets.retain(|secret| {
        let is_new = secret.span.end > text_end && !secret.span.is_empty();
        if is_new && !is_base64(secret) {
            text_end = secret.span.end;
        }
        is_new
    });
    secrets.dedup_by(|one, other| one.span == other.span && one.form == other.form);
}

/// Finds the secrets of a part of a text by their names and shapes, without their repetitions.
///
/// `is_start`, `is_end`: whether the part begins and ends where the whole text does.
#[must_use]
pub fn find_named(part: &[u8], is_start: bool, is_end: bool) -> Vec<Secret> {
    named(&View::new(part), Extent { is_start, is_end, is_piece: false })
}

/// Returns the span of the head of a table with the name of a secret, if rows of the table are at the end of this part
/// of a text: in the part behind it, they are below no head.
#[must_use]
pub fn open_table(part: &[u8]) -> Option<Span> {
    let view = View::new(part);
    let head = Scan::new(&view, Extent { is_start: false, is_end: false, is_piece: false }).tables()?;
    Some(raw(&view, head))
}

/// Known secrets, to be found in any text.
#[derive(Debug)]
pub struct Repetitions {
    repeats: Repeats,
    known: Vec<(&'static str, Vec<u8>, bool)>,
}

impl Repetitions {
    /// Prepares the search for these secrets.
    #[must_use]
    pub fn new(secrets: &[Secret]) -> Self {
        let min = |it: &Secret| if it.is_cut { repeats::MIN_CUT } else { judge::MIN_REPEATED };
        let searched = secrets.iter().filter(|it| it.repeats && it.searched().len() >= min(it));
        let mut known: Vec<_> = searched.map(|it| (it.name, it.searched().to_vec(), it.is_cut)).collect();
        // Of two with the same value the one that is cut off finds more.
        known.sort_by(|one, other| (&one.1, other.2).cmp(&(&other.1, one.2)));
        known.dedup_by(|one, other| one.1 == other.1);
        let repeats = Repeats::new(known.iter().map(|(_, value, is_cut)| (&**value, *is_cut)));
        Self { repeats, known }
    }

    /// Finds the secrets in a text.
    #[must_use]
    pub fn find(&self, text: &[u8]) -> Vec<Secret> {
        self.find_in(&View::new(text))
    }

    fn find_in(&self, view: &View<'_>) -> Vec<Secret> {
        let mut secrets = Vec::new();
        if self.repeats.is_empty() {
            return secrets;
        }
        let text = view.bytes();
        let mut found = Vec::new();
        let known = |owner: usize| (self.known[owner].0, self.known[owner].1.clone());
        self.repeats.find(text, &mut found);
        for (range, owner) in found.drain(..) {
            let (name, value) = known(owner);
            secrets.push(Secret::new(name, value, view.raw_parts(range), Form::Text));
        }
        let mut decoded = Decoded::default();
        for run in base64::runs(text) {
            for skip in 0..4 {
                decoded.fill(text, run.clone(), skip);
                self.repeats.find(&decoded.bytes, &mut found);
                for (range, owner) in found.drain(..) {
                    let (name, value) = known(owner);
                    let len = range.len();
                    let (digits, offset) = decoded.digits(range, text.len());
                    let form = Form::Base64 { offset };
                    secrets.push(Secret::new(name, value, vec![(raw(view, digits), len)], form));
                }
            }
        }
        for run in numbers::runs(text) {
            self.repeats.find(&run.bytes, &mut found);
            for (range, owner) in found.drain(..) {
                let (name, value) = known(owner);
                secrets.push(Secret::new(name, value, number_parts(view, &run, range), Form::Numbers));
            }
        }
        secrets
    }
}

/// The numbers that hold these bytes.
fn number_parts(view: &View<'_>, run: &Numbers, bytes: Range<usize>) -> Vec<(Span, usize)> {
    bytes.map(|index| (raw(view, run.digits(index)), 1)).collect()
}

fn raw(view: &View<'_>, range: Range<usize>) -> Span {
    Span::new(view.raw_start(range.start), view.raw_end(range.end))
}

/// Finds secrets by their names and shapes.
fn named(view: &View<'_>, extent: Extent) -> Vec<Secret> {
    let mut secrets = Vec::new();
    for found in scan::scan(view, extent) {
        let value = view.bytes()[found.range.clone()].to_vec();
        let secret = Secret::new(found.name, value, view.raw_parts(found.range), Form::Text);
        secrets.push(Secret { repeats: found.repeats, is_cut: found.is_cut, ..secret });
    }
    for run in numbers::runs(view.bytes()).filter(Numbers::is_text) {
        let extent = Extent { is_start: true, is_end: extent.is_end, is_piece: run.is_piece };
        for secret in named(&View::new(&run.bytes), extent) {
            let parts = number_parts(view, &run, secret.span.range());
            let numbers = Secret::new(secret.name, secret.value.clone(), parts, Form::Numbers);
            secrets.push(Secret { repeats: secret.repeats, is_cut: secret.is_cut, ..numbers });
        }
    }
    in_base64(view.bytes(), extent.is_end, 0, &mut |digits, secret| {
        let span = raw(view, digits);
        let len = secret.parts.iter().map(|&(_, len)| len).sum();
        secrets.push(Secret { span, parts: vec![(span, len)], ..secret });
    });
    secrets
}

/// Reports the secrets in the base64 of a text, with the digits that hold each.
fn in_base64(text: &[u8], is_end: bool, depth: usize, report: &mut dyn FnMut(Range<usize>, Secret)) {
    if depth == MAX_DEPTH {
        return;
    }
    let mut last_end = None;
    for run in base64::runs(text) {
        // One wrong byte cuts a run in two.
        let before = run.start.checked_sub(1).filter(|_| last_end.is_some());
        let is_piece =
            before.is_some_and(|before| last_end == Some(before) && !matches!(text[before], b',' | b'.'));
        last_end = Some(run.end);
        if run.len() < MIN_ENCODED && !is_piece {
            continue;
        }
        let decoded = (0..4).map(|skip| base64::decode(text, run.clone(), skip)).find(Decoded::is_text);
        let Some(decoded) = decoded else { continue };
        let view = View::new(&decoded.bytes);
        let is_end = is_end || run.end < text.len();
        for found in scan::scan(&view, Extent { is_start: true, is_end, is_piece }) {
            let value = view.bytes()[found.range.clone()].to_vec();
            let parts = view.raw_parts(found.range.clone());
            let within = raw(&view, found.range);
            let (digits, offset) = decoded.digits(within.range(), text.len());
            let secret = Secret::new(found.name, value, parts, Form::Base64 { offset });
            report(digits, Secret { repeats: found.repeats, is_cut: found.is_cut, ..secret });
        }
        in_base64(view.bytes(), is_end, depth + 1, &mut |inner, secret| {
            let within = raw(&view, inner);
            let (digits, _) = decoded.digits(within.range(), text.len());
            // All of it: a mask is not written through two layers.
            report(digits, Secret { form: Form::Opaque, ..secret });
        });
    }
}

/// Merges spans that touch. They must be in order.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}
