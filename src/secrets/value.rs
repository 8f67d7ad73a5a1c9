//! Finds where a secret value begins and ends: in quotes, in brackets, or bare.

use alloc::vec::Vec;
use core::ops::Range;

use super::judge::{MIN_REPEATED, is_random, is_token, is_token_like};
use super::names::Kind;
use super::scan::{NamePlace, Scan, is_hidden, is_quote, repeats_bare};

/// Words before the secret in `Authorization`. They are not masked.
const SCHEMES: [&[u8]; 9] =
    [b"bearer", b"basic", b"token", b"digest", b"negotiate", b"jwt", b"mediabrowser", b"emby", b"apikey"];

/// How far a value is read for the word before it.
pub(super) const MAX_SCHEME: usize = 64;

/// The attributes that a cookie has besides its name and value.
const ATTRIBUTES: [&[u8]; 11] = [
    b"path",
    b"domain",
    b"expires",
    b"max-age",
    b"samesite",
    b"secure",
    b"httponly",
    b"priority",
    b"partitioned",
    b"version",
    b"comment",
];

/// The members that a recorded cookie has besides its value.
const COOKIE_KEYS: [&[u8]; 12] = [
    b"name",
    b"path",
    b"domain",
    b"expires",
    b"samesite",
    b"httponly",
    b"secure",
    b"maxage",
    b"max-age",
    b"comment",
    b"session",
    b"key",
];

/// Names in a masked object that are not secrets themselves.
const SECRET_KEYS: [&[u8]; 3] = [b"value", b"token", b"secret"];

impl Scan<'_> {
    /// Masks the value that begins at `at`, and returns its end.
    pub(super) fn value(&mut self, place: NamePlace, word_start: usize, at: usize, is_closed: bool) -> usize {
        let (name, kind) = (place.name.shown, place.name.kind);
        match self.text.get(at) {
            None => at,
            Some(&quote) if is_quote(quote) => {
                let end = self.quoted_end(at);
                // A document, a code, a folder.
                let is_other = match self.text.get(at + 1) {
                    Some(b'{') => true,
                    Some(b'/') => name == "pwd",
                    _ => name == "pin" && end - at - 1 < MIN_REPEATED,
                };
                if kind == Kind::Quoted && is_other {
                    return at;
                }
                self.secret(at + 1..end, name, kind, true);
                if self.text.get(end) == Some(&b'\n') {
                    self.lost_value(name, end, b",;&}]<");
                }
                end
            }
            _ if kind == Kind::Quoted => at,
            // The element or comment around the name ends.
            Some(_) if self.text[at..].starts_with(b"</") || self.text[at..].starts_with(b"-->") => at,
            Some(b'{' | b'[') => self.container(at, name, kind),
            Some(_) => self.bare(place, word_start, at, is_closed),
        }
    }

    /// `Some(`, `AuthToken(`, `string(20) `, `b` before a quote, `&`.
    pub(super) fn skip_wrappers(&self, mut at: usize) -> usize {
        let text = self.text;
        for _ in 0..4 {
            let word = text[at..].iter().take(32).take_while(|byte| byte.is_ascii_alphanumeric()).count();
            match text.get(at + word) {
                Some(b'(') if word > 0 => {
                    let inner = at + word + 1;
                    let digits = text[inner..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    let is_length = digits > 0 && text[inner + digits..].starts_with(b") ");
                    at = if is_length { inner + digits + 2 } else { self.skip_space(inner, true) };
                }
                Some(&byte) if is_quote(byte) && (1..=2).contains(&word) => return at + word,
                // `HeaderValue { inner: `
                Some(b' ') if word > 0 && text[at + word..].starts_with(b" { ") => {
                    let inner = at + word + 3;
                    let name =
                        text[inner..].iter().take(32).take_while(|it| it.is_ascii_alphabetic()).count();
                    if !text[inner + name..].starts_with(b": ") {
                        return at;
                    }
                    at = inner + name + 2;
                }
                Some(b'&' | b'@' | b'$') if word == 0 && text.get(at + 1).is_some_and(|&it| is_quote(it)) => {
                    return at + 1;
                }
                _ => return at,
            }
        }
        at
    }

    /// Finds the closing quote of a string that may be malformed: truncated, with an extra quote, on several lines.
    pub(super) fn quoted_end(&self, open: usize) -> usize {
        let (text, quote, width) = (self.text, self.text[open], self.view.width(open));
        let mut last = None;
        let mut at = open + 1;
        while let Some(&byte) = text.get(at) {
            if is_quote(byte)
                && self.view.width(at) <= width
                && (byte == quote || self.view.width(at) < width)
            {
                let next = text.get(at + 1).copied().unwrap_or(b' ');
                if !is_token(next) || next == b'/' {
                    return at;
                }
                last = Some(at);
            } else if byte == b'\n' && self.view.width(at) <= width {
                if let Some(last) = last {
                    return last;
                }
                // A line that was wrapped in the middle of the secret.
                let wrapped = self.token_end(at + 1);
                let is_wrapped =
                    wrapped > at + 1 && matches!(text.get(wrapped), Some(b'"' | b'\'' | b'\n' | b'\r'));
                if !is_wrapped {
                    return at;
                }
            }
            at += 1;
        }
        last.unwrap_or(text.len())
    }

    /// Masks the content of an object or array, and returns its end.
    pub(super) fn container(&mut self, open: usize, name: &'static str, kind: Kind) -> usize {
        let text = self.text;
        let (mut at, mut depth, mut width) = (open, 0_usize, None);
        let mut key: Option<Range<usize>> = None;
        while let Some(&byte) = text.get(at) {
            match byte {
                b'{' | b'[' | b'(' => depth += 1,
                b'}' | b']' | b')' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return at + 1;
                    }
                }
                b'"' | b'\'' => {
                    let here = self.view.width(at);
                    let before = text[open..at].iter().rev().find(|byte| !byte.is_ascii_whitespace());
                    let opens = matches!(before, Some(b':' | b',' | b'{' | b'[' | b'('));
                    if *width.get_or_insert(here) > here && !opens {
                        // The string around it ends: the container is cut off.
                        return at;
                    }
                    let end = self.quoted_end(at);
                    let behind = self.skip_space((end + 1).min(text.len()), true);
                    let content = at + 1..end;
                    let has_colon =
                        matches!(text.get(behind), Some(b':')) || text[behind..].starts_with(b"=>");
                    // No name has these: a quote is wrong.
                    let is_name =
                        !text[content.clone()].iter().any(|byte| matches!(byte, b'"' | b',' | b';'));
                    if has_colon && is_name {
                        self.key(content.clone(), name, kind);
                        key = Some(content);
                    } else {
                        self.element_of(content, key.take(), name, kind);
                    }
                    at = end;
                }
                b',' => key = None,
                _ if is_token(byte) => {
                    let end = self.token_end(at);
                    let is_key = text
                        .get(self.skip_space(end, false))
                        .is_some_and(|&byte| matches!(byte, b':' | b'='));
                    if is_key {
                        self.key(at..end, name, kind);
                        key = Some(at..end);
                    } else {
                        self.element_of(at..end, key.clone(), name, kind);
                    }
                    at = end;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        text.len()
    }

    /// The name of a member in a hidden object is hidden as well, unless it is one of a cookie's.
    fn key(&mut self, range: Range<usize>, name: &'static str, kind: Kind) {
        let key = &self.text[range.clone()];
        let is_known = COOKIE_KEYS.iter().chain(&SECRET_KEYS).any(|it| key.eq_ignore_ascii_case(it));
        if kind != Kind::Cookies && !is_known && !key.is_empty() {
            let repeats = is_random(key);
            self.push(name, range, repeats);
        }
    }

    fn element_of(&mut self, range: Range<usize>, key: Option<Range<usize>>, name: &'static str, kind: Kind) {
        if kind != Kind::Cookies {
            return self.secret(range, name, kind, true);
        }
        let key = key.map_or(&b""[..], |key| &self.text[key]);
        if !COOKIE_KEYS.iter().any(|it| key.eq_ignore_ascii_case(it)) {
            // `sid=…`, but not base64 with its padding.
            let padding = self.text[range.clone()].iter().rev().take_while(|byte| **byte == b'=').count();
            let has_name = key.is_empty() || self.text[range.start..range.end - padding].contains(&b'=');
            let kind = if has_name { Kind::Cookies } else { Kind::Value };
            self.secret(range, name, kind, true);
        }
    }

    /// A value without quotes.
    fn bare(&mut self, place: NamePlace, word_start: usize, at: usize, is_closed: bool) -> usize {
        let text = self.text;
        let name = place.name.shown;
        let has_colon = text[word_start..at].contains(&b':');
        // A parameter of that name is no header.
        let kind = if has_colon { place.name.kind } else { Kind::Value };
        let before = text[..word_start].iter().rev().take(16).find(|byte| **byte != b' ');
        let is_member = is_closed || matches!(before, Some(b'{' | b',' | b'(' | b'&' | b'?'));
        if has_colon && !is_member && (kind != Kind::Value || self.begins_line(word_start)) {
            let end = self.line_end(at);
            self.secret(at..end, name, kind, true);
            let end = self.extend_over_error(end, name);
            let is_wrapper = text[at..end].contains(&b'(') || !is_random(&text[at..end]);
            let is_cookie = kind == Kind::Cookies && !text[at..end].contains(&b'(');
            if end - at < 2 * MIN_REPEATED && is_wrapper && !is_cookie && is_hidden(&text[at..end]) {
                self.lost_value(name, end, b",;&}]<");
            }
            return end;
        }
        let scheme = scheme_length(&text[at..text.len().min(at + MAX_SCHEME)]);
        let start = at + scheme;
        let token = &text[start..self.token_end(start)];
        let is_literal =
            matches!(token, b"null" | b"true" | b"false" | b"None") || token.iter().all(u8::is_ascii_digit);
        let is_line = kind == Kind::Cookies && !(is_closed && is_literal);
        let end = if is_line { self.line_end(start) } else { start + token.len() };
        let repeats = !has_colon || repeats_bare(&text[start..end]);
        self.secret(start..end, name, kind, repeats);
        let end = self.extend_over_error(end, name);
        if !repeats_bare(&text[start..end]) && kind != Kind::Cookies && is_hidden(&text[start..end]) {
            // A wrapper may be wrong: `So me("…")`.
            let ends: &[u8] = if end - start < 5 { b"" } else { b",;&}]<" };
            self.lost_value(name, end, ends);
        }
        end
    }

    /// Masks a value, without its scheme and the space around it.
    pub(super) fn secret(&mut self, range: Range<usize>, name: &'static str, kind: Kind, repeats: bool) {
        if kind == Kind::Cookies || name.ends_with("ookie") && self.text[range.clone()].contains(&b'=') {
            return self.cookies(range, name);
        }
        let content = &self.text[range.clone()];
        let start = range.start + (content.len() - content.trim_ascii_start().len());
        let start = start + scheme_length(&self.text[start..range.end.max(start)]);
        let value = self.text.get(start..range.end).unwrap_or_default().trim_ascii_end();
        // `Token token="…", …`
        let is_quoted = start > range.start && self.text[start - 1] == b'"';
        let quote = value.iter().position(|&byte| byte == b'"').filter(|_| is_quoted);
        let value = &value[..quote.unwrap_or(value.len())];
        if !is_hidden(value) {
            return;
        }
        let end = start + value.len();
        self.push(name, start..end, repeats);
        // A token in a longer text may be elsewhere by itself.
        if repeats && value.iter().any(|byte| matches!(byte, b' ' | b'"' | b',' | b'=')) {
            for word in words(value) {
                let word = start + word.start..start + word.end;
                let is_cut = word.end == self.text.len() && is_token_like(&self.text[word.clone()]);
                if is_cut || is_random(&self.text[word.clone()]) {
                    self.push(name, word, true);
                }
            }
        }
    }

    /// The values of `a=b; c=d`.
    fn cookies(&mut self, range: Range<usize>, name: &'static str) {
        let mut at = range.start;
        let text = self.text;
        for part in text[range].split(|&byte| matches!(byte, b';' | b'\n')) {
            let start = at;
            at += part.len() + 1;
            let equals = part.iter().position(|&byte| byte == b'=');
            let key = part[..equals.unwrap_or(part.len())].trim_ascii();
            if ATTRIBUTES.iter().any(|it| key.eq_ignore_ascii_case(it)) {
                continue;
            }
            let from = equals.map_or(0, |equals| equals + 1);
            let value = &part[from..];
            let trimmed = value.trim_ascii_start();
            let open = usize::from(trimmed.first() == Some(&b'"'));
            let from = start + from + (value.len() - trimmed.len()) + open;
            let trimmed = trimmed[open..].trim_ascii_end();
            let value = trimmed.strip_suffix(b"\"").unwrap_or(trimmed);
            if is_hidden(value) {
                let end = from + value.len();
                let has_cases =
                    value.iter().any(u8::is_ascii_uppercase) && value.iter().any(u8::is_ascii_lowercase);
                let repeats = is_random(value) || value.len() >= 16 || has_cases || end == text.len();
                // The semicolon may be a wrong byte.
                let repeats = repeats || text.get(end) == Some(&b';') && text.get(end + 1) != Some(&b' ');
                self.push(name, from..end, repeats);
                // `Set-Cookie=name=value`
                if let Some(equals) = value.iter().position(|&byte| byte == b'=') {
                    self.push(name, from + equals + 1..end, repeats);
                }
            }
        }
    }
}

/// How many bytes `Bearer `, or `Token token="`, takes at the start of a value.
pub(super) fn scheme_length(value: &[u8]) -> usize {
    let word = value.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let space = value[word..].iter().take_while(|&&byte| matches!(byte, b' ' | b'+' | b'\t')).count();
    let is_scheme = SCHEMES.iter().any(|scheme| value[..word].eq_ignore_ascii_case(scheme));
    if !is_scheme || space == 0 || word + space == value.len() {
        return 0;
    }
    let parameter = &value[word + space..];
    if parameter.len() > 6 && parameter[..6].eq_ignore_ascii_case(b"token=") {
        return word + space + 6 + usize::from(parameter[6] == b'"');
    }
    word + space
}

fn words(value: &[u8]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for word in value.split(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b',' | b';' | b'"' | b'=')) {
        words.push(start..start + word.len());
        start += word.len() + 1;
    }
    words
}
