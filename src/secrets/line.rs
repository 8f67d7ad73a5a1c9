//! Finds where a value without quotes ends: with its line, or with what is around it.

use core::ops::Range;

use super::judge::{is_random, is_rest, is_token};
use super::names::{Kind, is_joint};
use super::pairs::{is_name_key, is_value_key};
use super::scan::{NamePlace, Scan, is_hidden, is_quote};

impl Scan<'_> {
    /// Returns whether a name is the first on its line, except for what curl and logs put before a header.
    pub(super) fn begins_line(&self, word_start: usize) -> bool {
        let line = self.text[..word_start].iter().rev().take(25).position(|&byte| byte == b'\n');
        let start = match line {
            Some(length) => word_start - length,
            None if word_start <= 24 => 0,
            None => return false,
        };
        !self.text[start..word_start].iter().any(|byte| b"{}\"'=&?,(;/".contains(byte))
    }

    /// Where a header's value ends: with the line, or with the quote or bracket around it.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let text = self.text;
        let mut here = at;
        while let Some(&byte) = text.get(here) {
            let next = text.get(here + 1).copied().unwrap_or(b' ');
            match byte {
                b'\n' => break,
                // `Digest username="…", response="…"`
                b'"' if here > at && text[here - 1] == b'=' => here = self.parameter_end(here),
                // A cookie that is JSON: `user={"id":1}`, `user='{"id":1}'`, `user=j:{"id":1}`.
                b'{' | b'[' if here > at && matches!(text[here - 1], b'=' | b':' | b'\'') => {
                    here = self.container_on_line(here).unwrap_or(here + 1);
                }
                b'\'' if here > at && text[here - 1] == b'=' && matches!(next, b'{' | b'[') => here += 1,
                b'"' | b'\'' | b'`' if !is_token(next) || next == b'/' || next == b'-' => break,
                b']' | b'}' | b')' if matches!(next, b'\n' | b'\r' | b'"' | b'\'' | b'`') => break,
                _ => here += 1,
            }
        }
        at + text[at..here].trim_ascii_end().len()
    }

    /// Where the object or array at `open` ends by its brackets, if that is on the same line.
    fn container_on_line(&self, open: usize) -> Option<usize> {
        let rest = self.text[open..].iter().take(1024).take_while(|&&byte| byte != b'\n');
        let mut depth = 0_usize;
        let end = rest.enumerate().find(|(_, byte)| {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        end.map(|(length, _)| open + length + 1)
    }

    /// Where the parameter of a header ends whose quote is at `open`, behind its other quote; or behind that one, if there
    /// is no other on the line.
    fn parameter_end(&self, open: usize) -> usize {
        let width = self.view.width(open);
        let rest = self.text[open + 1..].iter().take(1024);
        let close = rest.enumerate().find_map(|(length, &byte)| match byte {
            b'\n' => Some(None),
            b'"' => Some((self.view.width(open + 1 + length) == width).then_some(length)),
            _ => None,
        });
        open + 1 + close.flatten().map_or(0, |length| length + 1)
    }

    /// Continues after one wrong byte that seems to end a secret: what follows may be the rest of it.
    pub(super) fn extend_over_error(&mut self, end: usize, name: &'static str) -> usize {
        let text = self.text;
        let mut end = end;
        for _ in 0..2 {
            let Some(&byte) = text.get(end) else { break };
            let start = end + 1;
            // `</name>`
            if byte == b'<' && text.get(start) == Some(&b'/') {
                break;
            }
            let more = self.token_end(start);
            let is_name = matches!(text.get(more), Some(b'=' | b':'));
            let equals = text[start..more].iter().position(|&byte| byte == b'=');
            let has_equals = equals.is_some() && !text[start..more].ends_with(b"=");
            if let Some(equals) = equals.filter(|_| has_equals && name.ends_with("ookie")) {
                let start = start + equals + 1;
                self.secret(start..more, name, Kind::Value, true);
                return more;
            }
            if byte == b'\n' && more - start > 1024
                || is_name
                || has_equals
                || !is_rest(byte, &text[start..more])
            {
                break;
            }
            // What is before the error is a part of a secret too.
            if let Some(last) = self.found.last_mut().filter(|last| last.range.end == end) {
                last.repeats = true;
            }
            self.push(name, start..more, true);
            end = more;
        }
        end
    }

    /// Where `<token>` ends at `at`, if that stands for a value that is to be written there.
    pub(super) fn placeholder_end(&self, at: usize) -> Option<usize> {
        let inner = self.text[at..].strip_prefix(b"<")?;
        let is_part = |byte: &&u8| byte.is_ascii_alphabetic() || is_joint(**byte);
        let length = inner.iter().take(64).take_while(is_part).count();
        let is_end = inner[length..].starts_with(b">") && !is_random(&inner[..length]);
        let is_element = || inner[length + 1..].first().is_some_and(|&byte| is_token(byte) || byte == b'<');
        (length > 0 && is_end && !is_element()).then_some(at + length + 2)
    }

    /// Hides the value beside a name in a pair of lines, as YAML has it: `name: X-Plex-Token` and `value: …`, in either order.
    /// Returns whether there is one.
    pub(super) fn line_beside(&mut self, place: NamePlace, word: &Range<usize>) -> bool {
        let text = self.text;
        let ends_line = match &text[word.end..] {
            [quote, rest @ ..] if is_quote(*quote) => rest,
            rest => rest,
        };
        if !matches!(ends_line, [] | [b'\n', ..] | [b'\r', b'\n', ..]) {
            return false;
        }
        let line = line_at(text, word.start);
        let is_pair =
            property(text, &line).is_some_and(|(key, content)| is_name_key(&text[key]) && content == *word);
        if !is_pair {
            return false;
        }
        let behind = (line.end < text.len()).then(|| line_at(text, line.end + 1));
        let before = line.start.checked_sub(1).map(|end| line_at(text, end));
        let value = behind.into_iter().chain(before).find_map(|line| {
            let (key, value) = property(text, &line)?;
            (is_value_key(&text[key]) && is_hidden(&text[value.clone()])).then_some(value)
        });
        let Some(value) = value else { return false };
        self.secret(value.clone(), place.name.shown, place.name.kind, true);
        self.done_until = self.done_until.max(value.end);
        true
    }
}

/// How much of a line is looked at on each side.
const MAX_LINE: usize = 4096;

/// The line around a place, or what is near of a long one.
fn line_at(text: &[u8], at: usize) -> Range<usize> {
    let start = at - text[..at].iter().rev().take(MAX_LINE).take_while(|&&byte| byte != b'\n').count();
    let end = at + text[at..].iter().take(MAX_LINE).take_while(|&&byte| byte != b'\n').count();
    start..end
}

/// The key and the value of a line `- key: "value"`, without quotes.
fn property(text: &[u8], line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let count =
        |at: usize, is: fn(u8) -> bool| text[at..line.end].iter().take_while(|&&byte| is(byte)).count();
    let start = line.start + count(line.start, |byte| matches!(byte, b' ' | b'\t' | b'-' | b'>'));
    let end = start + count(start, |byte| byte.is_ascii_alphabetic());
    let colon = end + count(end, |byte| byte == b' ');
    if colon == line.end || text[colon] != b':' {
        return None;
    }
    let raw = &text[colon + 1..line.end];
    let at = line.end - raw.trim_ascii_start().len();
    let value = raw.trim_ascii();
    let quote =
        value.first().copied().filter(|&byte| is_quote(byte) && value.len() > 1 && value.ends_with(&[byte]));
    let quoted = usize::from(quote.is_some());
    Some((start..end, at + quoted..at + value.len() - quoted))
}
