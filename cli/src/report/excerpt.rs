//! Excerpts: the part of a body around a span, cut to one line, with secrets masked and control characters escaped.
//!
//! The cost of an excerpt does not depend on the length of the body or of its lines.

use std::ops::Range;

use plex_pin::{Escaped, Span};
use plex_pin_captures::redact::{REDACTED, hidden_spans};
use unicode_width::UnicodeWidthStr;

/// How many columns are shown at most before the span, of the span, and after it.
const MAX_BEFORE: usize = 40;
const MAX_MARKED: usize = 60;
const MAX_AFTER: usize = 40;

/// An excerpt is not narrower than this.
const MIN_WIDTH: usize = 20;

/// Stands for what is cut off.
const ELLIPSIS: &str = "…";

/// A body of which excerpts can be shown.
#[derive(Debug)]
pub(super) struct Excerpts<'t> {
    text: &'t str,
    secrets: Vec<Span>,
    /// Whether bytes follow that are not UTF-8. They may be anything, so they are not shown.
    is_truncated: bool,
}

/// A line, or a part of one, and the range in it to mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) line: String,
    pub(super) marked: Range<usize>,
}

/// A character or a secret, as it is shown.
struct Piece {
    end: usize,
    shown: String,
    ends_line: bool,
}

/// Why an excerpt ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// The end of the span.
    Reached,
    LineEnd,
    /// The limit of columns.
    Full,
}

impl<'t> Excerpts<'t> {
    pub(super) fn new(body: &'t [u8]) -> Self {
        let (text, is_truncated) = match str::from_utf8(body) {
            Ok(text) => (text, false),
            Err(error) => {
                let valid = &body[..error.valid_up_to()];
                (str::from_utf8(valid).unwrap_or_default(), true)
            }
        };
        Self { text, secrets: hidden_spans(text), is_truncated }
    }

    /// Cuts the line around `span`, to at most `width` columns. If an object or array does not fit, its opening bracket is
    /// marked; with `whole` false always the bracket.
    pub(super) fn around(&self, span: Span, whole: bool, width: usize) -> Excerpt {
        let at = self.boundary(span.start);
        // Both ends may be an ellipsis. A narrower terminal breaks the line.
        let width = width.max(MIN_WIDTH) - 2;
        let (mut line, reached) = self.before(at, MAX_BEFORE.min(width * 3 / 8));
        let max_marked = MAX_MARKED.min(width * 4 / 8);
        let start = line.len();
        let is_nested = self.text[at..].starts_with(['{', '[']);
        let mut here = reached;
        let mut stop = Stop::Full;
        if whole || !is_nested {
            stop = self.show(&mut here, span.end, max_marked, &mut line);
        }
        if is_nested && stop != Stop::Reached {
            line.truncate(start);
            here = reached;
            stop = self.show(&mut here, at + 1, max_marked, &mut line);
        }
        let bad_bytes = self.is_truncated && span.end > self.text.len();
        if bad_bytes {
            line.push(char::REPLACEMENT_CHARACTER);
        }
        let marked = start..line.len();
        if stop == Stop::Reached {
            let left = width.saturating_sub(line.width());
            stop = self.show(&mut here, usize::MAX, MAX_AFTER.min(left), &mut line);
        }
        if stop == Stop::Full || bad_bytes || self.is_truncated && here == self.text.len() {
            line.push_str(ELLIPSIS);
        }
        Excerpt { line, marked }
    }

    /// Returns the line up to `at`, and where it ends: at `at`, or before a secret that contains `at`.
    fn before(&self, at: usize, max_width: usize) -> (String, usize) {
        // A character of UTF-8 has at most four bytes.
        let start = self.boundary(at.saturating_sub(4 * MAX_BEFORE));
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
            width += shown.width();
            width <= max_width
        });
        let fitting = fitting.count();
        cut |= fitting < pieces.len();
        let mut line = String::from(if cut { ELLIPSIS } else { "" });
        line.extend(pieces.drain(pieces.len() - fitting..));
        (line, here)
    }

    /// Adds the text from `here` to `end` to `line`: at most `max_width` columns, and no other line.
    fn show(&self, here: &mut usize, end: usize, max_width: usize, line: &mut String) -> Stop {
        let mut width = 0;
        while *here < end {
            let Some(piece) = self.piece(*here) else {
                return Stop::LineEnd;
            };
            width += piece.shown.width();
            if width > max_width {
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

    /// Returns the character or secret at `at`; `None` at the end of the line.
    fn piece(&self, at: usize) -> Option<Piece> {
        let next = self.secrets.partition_point(|secret| secret.end <= at);
        if let Some(secret) = self.secrets.get(next).filter(|secret| secret.start <= at) {
            let hidden = &self.text[at..secret.end];
            return Some(Piece {
                end: secret.end,
                shown: REDACTED.to_owned(),
                // A long secret is not searched, to bound the cost of an excerpt.
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
            // Escapes like `display::escape`, but one character at a time.
            '#' if self.text[..at].ends_with('#') => "\\u{23}".to_owned(),
            _ => Escaped::new(&rest[..length]).to_string(),
        };
        Some(Piece { end: at + length, shown, ends_line: false })
    }

    /// Returns the nearest start of a character at or before `at`.
    fn boundary(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
