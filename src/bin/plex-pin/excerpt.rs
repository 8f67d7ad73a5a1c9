//! The part of a text around a span, fit to be shown: cut to a line, without secrets, without control characters.
//!
//! Cutting an excerpt costs the same whatever the length of the text and of its lines.

use std::ops::Range;

use plex_pin::{Escaped, Span};

use crate::secrets::{self, REDACTED};

/// How many characters are shown before the span, of it, and behind it.
const BEFORE: usize = 40;
const MARKED: usize = 60;
const BEHIND: usize = 40;

const CUT: &str = "…";

/// A text of which excerpts can be shown.
#[derive(Debug)]
pub(crate) struct Excerpts<'t> {
    text: &'t str,
    secrets: Vec<Span>,
    /// Whether more bytes follow that are no text: nothing tells what they are, so they are not shown.
    broken: bool,
}

/// A line, or a part of one, and what of it is meant.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    pub(crate) line: String,
    pub(crate) marked: Range<usize>,
}

/// A character, or a secret, as it is shown.
struct Piece {
    end: usize,
    shown: String,
    ends_line: bool,
}

/// Why no more of a line is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Reached,
    LineEnd,
    Full,
}

impl<'t> Excerpts<'t> {
    pub(crate) fn new(body: &'t [u8]) -> Self {
        let (text, broken) = match str::from_utf8(body) {
            Ok(text) => (text, false),
            Err(error) => {
                let valid = &body[..error.valid_up_to()];
                (str::from_utf8(valid).unwrap_or_default(), true)
            }
        };
        Self { text, secrets: secrets::spans(text), broken }
    }

    /// The line of `span`, cut around it. Of an object or array that does not fit the opening bracket is marked;
    /// of any, where `whole` is false.
    pub(crate) fn around(&self, span: Span, whole: bool) -> Excerpt {
        let at = self.boundary(span.start);
        let (mut line, reached) = self.before(at);
        let start = line.len();
        let is_nested = self.text[at..].starts_with(['{', '[']);
        let mut here = reached;
        let mut stop = Stop::Full;
        if whole || !is_nested {
            stop = self.show(&mut here, span.end, MARKED, &mut line);
        }
        if is_nested && stop != Stop::Reached {
            line.truncate(start);
            here = reached;
            stop = self.show(&mut here, at + 1, MARKED, &mut line);
        }
        let bad_bytes = self.broken && span.end > self.text.len();
        if bad_bytes {
            line.push(char::REPLACEMENT_CHARACTER);
        }
        let marked = start..line.len();
        if stop == Stop::Reached {
            stop = self.show(&mut here, usize::MAX, BEHIND, &mut line);
        }
        if stop == Stop::Full || bad_bytes || self.broken && here == self.text.len() {
            line.push_str(CUT);
        }
        Excerpt { line, marked }
    }

    /// The start of the line of `at`, and where it ends: at `at`, but for a secret that it stands in.
    fn before(&self, at: usize) -> (String, usize) {
        // No character of UTF-8 is longer than four bytes.
        let start = self.boundary(at.saturating_sub(4 * BEFORE));
        let line_start = self.text[start..at].rfind('\n').map(|newline| start + newline + 1);
        let mut cut = line_start.is_none() && start > 0;
        let mut here = line_start.unwrap_or(start);
        let mut pieces = Vec::new();
        while here < at
            && let Some(piece) = self.piece(here)
            && piece.end <= at
        {
            here = piece.end;
            pieces.push(piece.shown);
        }
        let mut width = 0;
        let fitting = pieces.iter().rev().take_while(|shown| {
            width += shown.chars().count();
            width <= BEFORE
        });
        let fitting = fitting.count();
        cut |= fitting < pieces.len();
        let mut line = String::from(if cut { CUT } else { "" });
        line.extend(pieces.drain(pieces.len() - fitting..));
        (line, here)
    }

    /// Adds to `line` what stands from `here` to `end`, `most` characters and no other line.
    fn show(&self, here: &mut usize, end: usize, most: usize, line: &mut String) -> Stop {
        let mut width = 0;
        while *here < end {
            let Some(piece) = self.piece(*here) else {
                return Stop::LineEnd;
            };
            width += piece.shown.chars().count();
            if width > most {
                return Stop::Full;
            }
            line.push_str(&piece.shown);
            *here = piece.end;
            if piece.ends_line {
                return Stop::LineEnd;
            }
        }
        Stop::Reached
    }

    /// What stands at `at`, unless it is the end of the line.
    fn piece(&self, at: usize) -> Option<Piece> {
        let next = self.secrets.partition_point(|secret| secret.end <= at);
        if let Some(secret) = self.secrets.get(next).filter(|secret| secret.start <= at) {
            let hidden = &self.text[at..secret.end];
            return Some(Piece {
                end: secret.end,
                shown: REDACTED.to_owned(),
                // A long one is not searched: the cost of an excerpt is bounded.
                ends_line: hidden.len() > 4096 || hidden.contains('\n'),
            });
        }
        let rest = &self.text[at..];
        let character = rest.chars().next()?;
        let length = character.len_utf8();
        let shown = match character {
            '\n' => return None,
            '\r' if matches!(rest.as_bytes(), [_] | [_, b'\n', ..]) => return None,
            '\t' => "    ".to_owned(),
            // As `harmless` does, here a character at a time.
            '#' if self.text[..at].ends_with('#') => "\\u{23}".to_owned(),
            _ => Escaped::new(&rest[..length]).to_string(),
        };
        Some(Piece { end: at + length, shown, ends_line: false })
    }

    /// The nearest start of a character, not behind `at`.
    fn boundary(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
