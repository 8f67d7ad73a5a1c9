//! Hides what cannot be judged near the name of a secret.
//!
//! Where the text around a name is in order, the scan knows which value belongs to it. Where it is not (a wrong byte, a
//! value on the wrong side of a separator), every word nearby that looks generated is hidden, unless the text gives it
//! to another name.

use alloc::vec::Vec;
use core::ops::Range;

use super::explain::Explain;
use super::judge::{MIN_REPEATED, is_harmless, is_random, is_rest, is_token, is_token_like};
use super::names::{Kind, contains_name, is_joint};
use super::pairs::is_value_key;
use super::scan::{NamePlace, Scan, is_quote};
use super::value::{MAX_SCHEME, scheme_length};

/// How many bytes before and after a name are near it.
const BEFORE: usize = 128;
const AFTER: usize = 192;

/// The longest value that is read to its end.
const MAX_CONTAINER: usize = 1024;

impl Scan<'_> {
    /// Hides the words near names whose surroundings are not in order. Call it after everything else.
    pub(super) fn hide_near(&mut self) {
        let text = self.text;
        let explain = Explain::new(self.view);
        let covered = Covered::new(&explain, self.found.iter().map(|found| found.range.clone()));
        // Windows overlap, but each word is judged once.
        let mut judged = 0;
        for place in core::mem::take(&mut self.places) {
            if self.is_in_head(place) || self.is_in_order(place, &covered) {
                continue;
            }
            let mut at = judged.max(place.start.saturating_sub(BEFORE));
            let is_within = |at: usize| at > judged && is_word(text[at - 1]);
            while at < text.len() && is_within(at) && place.start - at < 4096 {
                at -= 1;
            }
            let end = text.len().min(place.end + AFTER);
            while at < end {
                if !is_word(text[at]) {
                    at += 1;
                    continue;
                }
                let start = at;
                at += text[at..].iter().take_while(|byte| is_word(**byte)).count();
                let word = start..start + text[start..at].trim_ascii_end().len();
                let is_cookie = place.name.kind == Kind::Cookies;
                let is_rest =
                    word.start > 0 && covered.ends_at(word.start - 1) && continues(&text[word.start - 1..]);
                if (is_rest || looks_generated(&text[word.clone()]))
                    && !explain.is_explained(&word, is_cookie)
                {
                    if let Some(rest) = self.rest_before(word.start) {
                        self.push(place.name.shown, rest, true);
                    }
                    // The rest of a secret may be any word.
                    let repeats = is_token_like(&text[word.clone()]);
                    self.push(place.name.shown, word, repeats);
                }
            }
            judged = judged.max(at);
        }
    }

    /// The word before another one, if the byte between the two may be a wrong one within a secret.
    fn rest_before(&self, start: usize) -> Option<Range<usize>> {
        let text = self.text;
        let end = start.checked_sub(1)?;
        let gap = text[end];
        let length = text[..end].iter().rev().take(4096).take_while(|byte| is_word(**byte)).count();
        let word = &text[end - length..end];
        let is_rest = length >= MIN_REPEATED
            && !is_quote(gap)
            && !matches!(gap, b':' | b'=' | b',' | b'&' | b'?')
            && (!gap.is_ascii_whitespace() || is_rest(gap, word))
            && !contains_name(word);
        is_rest.then(|| end - length..end)
    }

    /// Returns whether the text around a name is in order, so that its value, if any, is known.
    fn is_in_order(&self, place: NamePlace, covered: &Covered<'_>) -> bool {
        let text = self.text;
        if !text[place.start..place.end].iter().all(|byte| byte.is_ascii_alphanumeric() || is_joint(*byte)) {
            return false;
        }
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let start =
            place.start - text[..place.start].iter().rev().take(64).take_while(|it| is_part(it)).count();
        let end = place.end + text[place.end..].iter().take(64).take_while(|it| is_part(it)).count();
        let before = start.checked_sub(1).map(|before| text[before]);
        // `name = …`
        let separator = self.skip_space(end, false);
        let is_separated = matches!(text.get(separator), Some(b'=' | b':'));
        let after = text.get(if is_separated { separator } else { end }).copied();
        match (before, after) {
            (Some(open), Some(close)) if is_quote(open) && open == close => {
                self.view.width(start - 1) == self.view.width(end)
                    && self.is_string_in_order(place, start - 1..end, covered)
            }
            (_, Some(b'=' | b':')) => {
                before.is_none_or(|byte| byte.is_ascii_whitespace() || b"?&;,{([<\"'`>|".contains(&byte))
                    && self.is_value_in_order(place, separator + 1, covered)
            }
            (Some(b'<' | b'/'), Some(b'>')) => {
                before == Some(b'/') || {
                    let length = text[end + 1..].iter().take(4096).position(|&byte| byte == b'<');
                    length.is_some_and(|length| {
                        let value = end + 1..end + 1 + length;
                        text[value.end..].starts_with(b"</") && covered.hides(text, value)
                    })
                }
            }
            // Prose, a path. In a table, that is damaged.
            _ => {
                let near = &text[start.saturating_sub(4)..text.len().min(end + 4)];
                !near.iter().any(|byte| matches!(byte, b'\t' | b'|'))
                    && before.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b'/'))
                    && after.is_none_or(|byte| byte.is_ascii_whitespace() || b".,;!?)".contains(&byte))
            }
        }
    }

    /// Whether a name in quotes has its value behind a colon, or is a value of its own in a pair.
    fn is_string_in_order(&self, place: NamePlace, quotes: Range<usize>, covered: &Covered<'_>) -> bool {
        let text = self.text;
        let Range { start: open, end: close } = quotes;
        let next = self.skip_space(close + 1, true);
        let before = text[..open].trim_ascii_end();
        match text.get(next) {
            Some(b':') => {
                matches!(before.last(), None | Some(b'{' | b','))
                    && self.is_value_in_order(place, next + 1, covered)
            }
            Some(b',') if matches!(before.last(), Some(b'[' | b',')) => {
                let value = self.skip_space(next + 1, true);
                self.is_quoted_in_order(value, covered)
            }
            // `"name":"…","value":"…"`
            Some(b',') if before.ends_with(b":") => {
                let key = self.skip_space(next + 1, true);
                let Some(end) = self.closing_quote(key) else { return false };
                let colon = self.skip_space(end + 1, true);
                is_value_key(&text[key + 1..end])
                    && text.get(colon) == Some(&b':')
                    && self.is_quoted_in_order(self.skip_space(colon + 1, true), covered)
            }
            _ => false,
        }
    }

    /// Whether what is behind a separator is a value that is hidden or none, and then what ends one.
    fn is_value_in_order(&self, place: NamePlace, at: usize, covered: &Covered<'_>) -> bool {
        let text = self.text;
        let start = self.skip_space(at, false);
        match text.get(start) {
            None => true,
            Some(&byte) if is_quote(byte) => self.is_quoted_in_order(start, covered),
            Some(b'[' | b'{') => self.container_end(start).is_some_and(|end| {
                // The names of cookies stay.
                place.name.kind == Kind::Cookies || covered.hides(text, start + 1..end - 1)
            }),
            _ => {
                let is_value = |byte: &&u8| is_token(**byte) || !byte.is_ascii();
                let start = start + scheme_length(&text[start..text.len().min(start + MAX_SCHEME)]);
                let end = start + text[start..].iter().take_while(is_value).count();
                let (value, behind) = (start..end, &text[end..]);
                // A value without quotes that is a short word may be what an error has left of it.
                let content = &text[value.clone()];
                let is_whole = is_harmless(content) || looks_generated(content) || contains_name(content);
                let ends = behind
                    .first()
                    .is_none_or(|byte| byte.is_ascii_whitespace() || b",}])&#;\"'`".contains(byte));
                start < end && is_whole && ends && covered.hides(text, value) && !continues(behind)
            }
        }
    }

    /// Whether a string at `open` is hidden or no secret, and followed by what may follow a value.
    fn is_quoted_in_order(&self, open: usize, covered: &Covered<'_>) -> bool {
        let text = self.text;
        let Some(close) = self.closing_quote(open) else { return false };
        let next = self.skip_space(close + 1, true);
        let word = text[next.min(text.len())..].iter().take(64).take_while(|byte| is_word(**byte)).count();
        let ends = text.get(next).is_none_or(|byte| b",}])/>?".contains(byte))
            || text[close + 1..next].contains(&b'\n')
            || next > close + 1 && word > 0 && matches!(text.get(next + word), Some(b'=' | b':'));
        let value = open + 1..close;
        ends && !text[value.clone()].iter().any(|&byte| is_quote(byte)) && covered.hides(text, value)
    }

    /// The end of an object or array at `open`, if it is in order.
    fn container_end(&self, open: usize) -> Option<usize> {
        let text = self.text;
        let mut open_brackets = Vec::new();
        // Whether a value, a name or a closing bracket may be next.
        let mut expects_value = true;
        let mut before = b'[';
        let mut at = open;
        while let Some(&byte) = text.get(at).filter(|_| at - open < MAX_CONTAINER) {
            match byte {
                b'[' | b'{' if expects_value => open_brackets.push(byte + 2),
                b']' | b'}' if before != b',' && before != b':' => {
                    if open_brackets.pop() != Some(byte) {
                        return None;
                    }
                    expects_value = false;
                    if open_brackets.is_empty() {
                        let next = self.skip_space(at + 1, true);
                        return text.get(next).is_none_or(|byte| b",}]".contains(byte)).then_some(at + 1);
                    }
                }
                b',' | b':' if !expects_value => expects_value = true,
                b'"' if expects_value => {
                    let close = self.closing_quote(at)?;
                    expects_value = false;
                    at = close;
                }
                _ if byte.is_ascii_whitespace() => {}
                _ if expects_value && is_token(byte) => {
                    expects_value = false;
                    at = self.token_end(at) - 1;
                }
                _ => return None,
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
            at += 1;
        }
        None
    }

    /// The quote that closes the one at `open`, on the same line and as often escaped.
    fn closing_quote(&self, open: usize) -> Option<usize> {
        let quote = self.text.get(open).copied().filter(|&byte| is_quote(byte))?;
        let rest = &self.text[open + 1..];
        let length = rest.iter().take(4096).position(|&byte| byte == quote || byte == b'\n')?;
        let close = open + 1 + length;
        (self.text[close] == quote && self.view.width(close) == self.view.width(open)).then_some(close)
    }
}

/// Whether what ends a value without quotes may be a wrong byte in it: what is behind that may be the rest of it.
fn continues(behind: &[u8]) -> bool {
    let Some((gap, rest)) = behind.split_first() else { return false };
    let word = rest.iter().take(4096).take_while(|byte| is_word(**byte)).count();
    let (word, next) = (&rest[..word], rest.get(word));
    if matches!(next, Some(b'=' | b':')) || word.len() < MIN_REPEATED {
        return false;
    }
    if gap.is_ascii_whitespace() {
        // A line of its own may be what a terminal has wrapped; before what closes a value, the value has an error.
        let is_line = *gap == b'\n' && matches!(next, None | Some(b'\n' | b'\r'));
        let closes = rest[word.len()..].trim_ascii_start().first();
        let is_closed = next.is_some_and(|byte| b"&;]})\"'`".contains(byte)) || closes == Some(&b'|');
        let is_rest_of_value =
            (is_line || is_closed) && is_token_like(word) && word.iter().any(u8::is_ascii_alphabetic);
        return is_rest(*gap, word) || is_rest_of_value;
    }
    let is_end = next.is_some_and(|&byte| byte == b'&' || is_quote(byte));
    is_token_like(word) || is_end || !matches!(gap, b',' | b';' | b'&')
}

/// A word near a name: `=` ends it, so that `a=b` are two.
fn is_word(byte: u8) -> bool {
    is_token(byte) && byte != b'='
}

/// Whether one of the parts of a path looks generated: not `pm.environment.set`.
fn looks_generated(word: &[u8]) -> bool {
    let is_name = |part: &[u8]| part.len() <= 20 && part.iter().all(u8::is_ascii_alphabetic);
    let is_code = word.contains(&b'.') && word.split(|&byte| byte == b'.').all(is_name);
    !is_code && word.split(|&byte| byte == b'/').any(is_random)
}

/// What is hidden already.
struct Covered<'e> {
    explain: &'e Explain<'e>,
    ranges: Vec<Range<usize>>,
}

impl<'e> Covered<'e> {
    fn new(explain: &'e Explain<'e>, ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut ranges: Vec<_> = ranges.collect();
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.dedup_by(|range, before| {
            let is_one = range.start <= before.end;
            before.end = if is_one { before.end.max(range.end) } else { before.end };
            is_one
        });
        Self { explain, ranges }
    }

    /// Whether something hidden ends here.
    fn ends_at(&self, at: usize) -> bool {
        let next = self.ranges.partition_point(|range| range.end < at);
        self.ranges.get(next).is_some_and(|range| range.end == at)
    }

    /// Whether nothing of a value is shown that may be a secret.
    fn hides(&self, text: &[u8], value: Range<usize>) -> bool {
        let value = value.start..value.end.min(text.len());
        let content = &text[value.clone()];
        // `c.authToken` in code is none.
        if is_harmless(content) || !content.iter().any(u8::is_ascii_digit) && contains_name(content) {
            return true;
        }
        let first = self.ranges.partition_point(|range| range.end <= value.start);
        let mut at = value.start;
        let mut is_hidden = false;
        for range in self.ranges[first..].iter().take_while(|range| range.start < value.end) {
            if self.shows(text, at..range.start) {
                return false;
            }
            at = range.end;
            is_hidden = true;
        }
        is_hidden && !self.shows(text, at..value.end)
    }

    fn shows(&self, text: &[u8], part: Range<usize>) -> bool {
        let mut at = part.start;
        while at < part.end {
            let length = text[at..part.end].iter().take_while(|byte| is_word(**byte)).count();
            if looks_generated(&text[at..at + length]) && !self.explain.is_key(&(at..at + length)) {
                return true;
            }
            at += length + 1;
        }
        false
    }
}
