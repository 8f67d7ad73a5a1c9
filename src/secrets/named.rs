//! Finds the secret that a name belongs to.

use core::ops::Range;

use super::judge::{is_random, is_token};
use super::names::{Kind, is_joint};
use super::pairs::is_value_key;
use super::scan::{NamePlace, Scan, is_hidden, is_quote};

/// How far a tag is read for the end of its attributes.
const MAX_TAG: usize = 512;

impl Scan<'_> {
    /// Masks the value of a name.
    pub(super) fn named(&mut self, place: NamePlace) {
        if place.start >= self.done_until {
            return self.name_in_sight(place);
        }
        // A hidden value may go too far, where its own quote is not closed: a name in quotes at its very end, or before a colon,
        // has a value of its own. What is in that again is not read, so that each byte is read twice at most.
        let is_quoted = place.start.checked_sub(1).is_some_and(|before| is_quote(self.text[before]));
        let goes_on = || place.end + 2 >= self.done_until || self.is_member_name(place.end);
        if is_quoted && place.start >= self.nested_until && goes_on() {
            let hidden = core::mem::take(&mut self.done_until);
            self.name_in_sight(place);
            self.nested_until = self.done_until;
            self.done_until = self.done_until.max(hidden);
        }
    }

    /// Masks the value of a name that is not in the value of another one.
    fn name_in_sight(&mut self, place: NamePlace) {
        let text = self.text;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let word_start =
            place.start - text[..place.start].iter().rev().take(64).take_while(|it| is_part(it)).count();
        let word_end = place.end + text[place.end..].iter().take_while(|byte| is_part(byte)).count();
        let before = word_start.checked_sub(1).map(|before| text[before]);
        if place.name.kind == Kind::Quoted && word_start != place.start {
            return;
        }
        let word = word_start..word_end;
        if place.name.kind != Kind::Quoted
            && (self.cell_beside(place, &word) || self.line_beside(place, &word))
        {
            // Nothing else belongs to it.
            self.places.pop();
            return;
        }
        // `auth token ` in quotes, `["authToken"]`.
        let spaces = text[word_end..].iter().take(8).take_while(|&&byte| byte == b' ').count();
        // The quote must be that of the name, if that has one. Wrong bytes may be before it.
        let spaces_before = text[..word_start].iter().rev().take(2).take_while(|&&byte| byte == b' ').count();
        let spaces_before = match text[..word_start] {
            // Or a wrong byte: `[",authToken"`.
            [.., b'[' | b'{' | b',' | b':', quote, byte] if is_quote(quote) && !is_quote(byte) => 1,
            _ => spaces_before,
        };
        let opening = text[..word_start - spaces_before].last().copied().filter(|&byte| is_quote(byte));
        let is_gap = |byte: &&u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b':' | b'=' | b',');
        let gap = text[word_end..].iter().take(3).take_while(is_gap);
        let closing = match opening {
            Some(quote) if text[word_end..].starts_with(&[b',', quote]) => Some(1),
            Some(quote) => gap
                .copied()
                .position(|byte| byte == quote)
                .or((text.get(word_end + spaces) == Some(&quote)).then_some(spaces)),
            None => text.get(word_end).filter(|byte| is_quote(**byte)).map(|_| 0),
        };
        let is_closed = closing.is_some();
        let mut at = closing.map_or(word_end, |gap| word_end + gap + 1);
        if text.get(at) == Some(&b']') && matches!(before, Some(b'[' | b'"' | b'\'')) {
            at += 1;
        }
        let at = self.skip_space(at, is_closed);
        // A wrong byte may be before the separator.
        let is_wrong = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'"';
        let known = self.found.len();
        let next = at + usize::from(text.get(at).is_some_and(is_wrong));
        if let Some(value) = separator_end(text, at).or_else(|| separator_end(text, next)) {
            self.member_name(place);
            match self.end_around(closing.map_or(word_end, |gap| word_end + gap), value) {
                Some(end) => self.element_behind(place, end),
                None => self.value_behind(place, word_start, value, is_closed),
            }
        } else if place.name.kind == Kind::Quoted {
        } else if before == Some(b'<')
            || text.get(word_end) == Some(&b'>')
                && matches!(text[..word_start], [.., b'<', byte] if byte != b'/')
        {
            self.element(place, word_end);
        } else if is_closed && opening.is_some() {
            self.pair_name(place, word_start - spaces_before);
            // `"authToken" "…"`: the colon is missing.
            let is_attribute = matches!(text.get(self.token_end(at)), Some(b':')) || self.is_attribute(at);
            // A quote with fewer escapes than that of the name ends the string around it.
            let width = self.view.width(closing.map_or(word_end, |gap| word_end + gap));
            let is_value =
                |byte: &u8| is_quote(*byte) && self.view.width(at) >= width || byte.is_ascii_alphanumeric();
            if !is_attribute && text.get(at).is_some_and(is_value) {
                self.value_behind(place, word_start, at, true);
            }
        } else if text[word_start] == b'-' {
            // An option: `--token …`, not `--token <token>`.
            match self.placeholder_end(at) {
                Some(end) => self.done_until = self.done_until.max(end),
                None => self.value_behind(place, word_start, at, true),
            }
        } else {
            if is_list_item(before, text.get(word_end).copied()) {
                self.pair_name(place, word_start);
            }
            self.without_separator(place, word_end);
        }
        let may_be_lost = place.name.kind != Kind::Quoted && self.found.len() == known;
        if may_be_lost && self.is_damaged(place, word_start..word_end, opening, is_closed) {
            self.lost_value(place.name.shown, word_end, b"");
            self.lost_value_before(place.name.shown, word_start);
        }
    }

    /// Returns whether a wrong byte is in or next to a name: one quote of two, a bracket.
    fn is_damaged(&self, place: NamePlace, word: Range<usize>, opening: Option<u8>, is_closed: bool) -> bool {
        let text = self.text;
        let Range { start: word_start, end: word_end } = word;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || is_joint(*byte);
        let near = &text[word_start.saturating_sub(2)..word_start];
        let is_wrong = |byte: u8| !is_quote(byte) && !matches!(byte, b',' | b':' | b'<' | b'>' | b'/' | b'[');
        let is_beside =
            matches!(near, [quote, byte] if is_quote(*quote) && !is_part(byte) && is_wrong(*byte));
        let has_wrong = !text[place.start..place.end].iter().all(is_part);
        // Not the first or last of a list in quotes.
        let is_list =
            |byte: Option<u8>| byte.is_none_or(|byte| matches!(byte, b',' | b';' | b' ' | b'\n' | b'|'));
        let ends = (word_start.checked_sub(1).map(|at| text[at]), text.get(word_end).copied());
        let is_half_quoted = opening.is_some() != is_closed && !is_list(ends.0) && !is_list(ends.1);
        is_half_quoted || is_beside || has_wrong
    }

    /// Looks for a secret before a name that is damaged, as in `"value":"…","name":`.
    pub(super) fn lost_value_before(&mut self, name: &'static str, end: usize) {
        let text = self.text;
        let limit = end.saturating_sub(96);
        // Not within a word.
        let limit = limit - text[..limit].iter().rev().take(4096).take_while(|byte| is_token(**byte)).count();
        let words = text[limit..end].split(|byte| !is_token(*byte));
        let last = words.rev().find(|word| is_random(word));
        if let Some(word) =
            last.filter(|_| text[limit..end].windows(5).any(|it| it.eq_ignore_ascii_case(b"value")))
        {
            let start =
                text[limit..end].windows(word.len()).rposition(|it| it == word).map_or(end, |it| limit + it);
            let stop = (start + word.len()).min(end);
            self.push(name, start..stop, true);
        }
    }

    /// The quote at which the string around a name ends, if it does at `at`, so that there is no value: the name has no quote of
    /// its own, or one with more escapes.
    fn end_around(&self, quote_of_name: usize, at: usize) -> Option<usize> {
        let text = self.text;
        let end = self.skip_space(at, true);
        let is_quote_at = |at: usize| text.get(at).is_some_and(|&byte| is_quote(byte));
        let is_outer = !is_quote_at(quote_of_name) || self.view.width(end) < self.view.width(quote_of_name);
        // No secret begins with one of these, should a quote or the escapes be lost.
        let is_end = || match text.get(end + 1) {
            None | Some(b',' | b'}' | b']' | b'>') => true,
            Some(b'/') => text.get(end + 2) == Some(&b'>'),
            Some(b' ') => self.is_attribute(self.skip_space(end + 1, false)),
            _ => false,
        };
        (is_quote_at(end) && is_outer && is_end()).then_some(end)
    }

    /// `["authToken:","…"]`: the string behind that of the name, where it looks like a secret and is no name.
    fn element_behind(&mut self, place: NamePlace, quote: usize) {
        let next = self.string_behind(self.skip_space(quote + 1, true));
        if let Some(next) = next.filter(|next| !self.text[next.end..].starts_with(b"\":")) {
            self.push(place.name.shown, next, true);
        }
    }

    /// The string behind a comma at `at`, as far as it is a token, if that looks like a secret.
    fn string_behind(&self, at: usize) -> Option<Range<usize>> {
        let text = self.text;
        text.get(at).filter(|&&byte| byte == b',')?;
        let open = self.skip_space(at + 1, true);
        text.get(open).filter(|&&byte| is_quote(byte))?;
        let content = open + 1..self.token_end(open + 1);
        is_random(&text[content.clone()]).then_some(content)
    }

    /// Whether the word at `at` is the name of an attribute.
    fn is_attribute(&self, at: usize) -> bool {
        let word = self.text[at..]
            .iter()
            .take(64)
            .take_while(|it| it.is_ascii_alphanumeric() || **it == b'-')
            .count();
        word > 0 && (self.text.get(at + word) == Some(&b'=') || is_value_key(&self.text[at..at + word]))
    }

    /// White space from `at`: with line feeds, or on the line.
    pub(super) fn skip_space(&self, at: usize, lines: bool) -> usize {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t') || lines && matches!(byte, b'\r' | b'\n');
        at + self.text[at..].iter().take_while(|byte| is_space(byte)).count()
    }

    fn value_behind(&mut self, place: NamePlace, word_start: usize, at: usize, is_closed: bool) {
        let start = self.skip_space(at, is_closed);
        let start = self.skip_wrappers(start);
        let known = self.found.len();
        let end = self.value(place, word_start, start, is_closed);
        self.done_until = self.done_until.max(end);
        if self.found.len() > known || place.name.kind == Kind::Quoted {
            return;
        }
        if matches!(self.text.get(start), Some(b',')) {
            if let Some(next) = self.string_behind(start) {
                self.push(place.name.shown, next, true);
                return;
            }
            self.lost_value(place.name.shown, start, b"");
        } else if end > start && matches!(self.text[start], b'{' | b'[') {
            // It holds no secret. What directly follows it is an error.
            if self.text.get(end).is_some_and(|&byte| is_quote(byte)) {
                let end = self.value(place, word_start, end, true);
                self.done_until = self.done_until.max(end);
            }
        } else if self.text[start..end]
            .iter()
            .any(|&byte| is_quote(byte) || !byte.is_ascii() || byte.is_ascii_alphanumeric() || byte == b'*')
        {
            self.behind_value(place, start..end);
        } else {
            self.lost_value(place.name.shown, start, b"");
            if is_closed && self.found.len() == known {
                self.lost_value_before(place.name.shown, word_start);
            }
        }
    }

    /// Looks for a secret near its expected position, up to a byte that ends it.
    pub(super) fn lost_value(&mut self, name: &'static str, at: usize, ends: &[u8]) {
        let text = self.text;
        let limit = text.len().min(at + 64);
        let mut here = at;
        while here < limit {
            let byte = text[here];
            if ends.contains(&byte) {
                return;
            }
            if !byte.is_ascii_alphanumeric() {
                here += 1;
                continue;
            }
            let end = self.token_end(here);
            let word = &text[here..end];
            let mut behind = text[end..].iter().take(4).skip_while(|byte| is_quote(**byte) || **byte == b' ');
            let is_name =
                matches!(behind.next(), Some(b':' | b'=')) || word[..word.len() - 1].contains(&b'=');
            let key = word.split(|&byte| byte == b'=').next().unwrap_or_default();
            let is_passed = is_value_key(key) || name.ends_with("ookie") && key.len() < word.len();
            // The next name. A digit is from a colour escape that is wrong.
            let is_passed = is_passed || word.len() == 1 || word[0].is_ascii_digit();
            if is_name && !is_passed {
                return;
            }
            if is_name {
                here += key.len().max(1);
                continue;
            }
            if is_random(word) {
                self.push(name, here..end, true);
                return;
            }
            here = end;
        }
    }

    /// `null "…"`: what is between a harmless value and the next comma is an error, and may be the secret.
    fn behind_value(&mut self, place: NamePlace, value: Range<usize>) {
        if !place.name.distinct || is_hidden(&self.text[value.clone()]) {
            return;
        }
        let next = self.skip_space(value.end, false);
        if self.text.get(next).is_some_and(|&byte| is_quote(byte)) && next > value.end {
            let end = self.value(place, place.start, next, true);
            self.done_until = self.done_until.max(end);
        }
    }

    /// `<auth-token type="…">…</auth-token>`
    fn element(&mut self, place: NamePlace, word_end: usize) {
        let text = self.text;
        let tag = &text[word_end..text.len().min(word_end + MAX_TAG)];
        let Some(end_of_tag) = tag.iter().position(|byte| matches!(byte, b'>' | b'<')) else {
            return self.without_separator(place, word_end);
        };
        if tag[end_of_tag] == b'<' {
            return self.without_separator(place, word_end);
        }
        if tag[..end_of_tag].ends_with(b"/") {
            return;
        }
        let start = word_end + end_of_tag + 1;
        let is_cdata = text[start..].starts_with(b"<![CDATA[");
        let start = if is_cdata { start + 9 } else { start };
        let close: &[u8] = if is_cdata { b"]]>" } else { b"<" };
        let length = text[start..].windows(close.len()).position(|it| it == close);
        let end = length.map_or(text.len(), |length| start + length);
        // `<token>  The token of …`: no element, but what is to be written there.
        let content = &text[start..end];
        let is_prose = content.first().is_some_and(|&byte| !is_token(byte) && !is_quote(byte))
            && content.trim_ascii().iter().any(u8::is_ascii_whitespace);
        if is_prose && tag[..end_of_tag].is_empty() && !is_cdata && !text[end..].starts_with(b"</") {
            return;
        }
        self.secret(start..end, place.name.shown, place.name.kind, true);
        if text.get(end + 1).is_some_and(u8::is_ascii_alphabetic) && text[end] == b'<' {
            self.elements_in(end, &text[place.start..word_end], place.name.shown);
        }
        let end = self.extend_over_error(end, place.name.shown);
        self.done_until = self.done_until.max(end);
    }

    /// Hides the texts of the elements in an element, `<auth-token><value>…</value></auth-token>`.
    fn elements_in(&mut self, at: usize, tag: &[u8], name: &'static str) {
        let text = self.text;
        let limit = text.len().min(at + MAX_TAG);
        let mut here = at;
        while here < limit && !(text[here..].starts_with(b"</") && text[here + 2..].starts_with(tag)) {
            let Some(open) = text[here..limit].iter().position(|&byte| byte == b'>') else { return };
            let start = here + open + 1;
            let end = text[start..].iter().position(|&byte| byte == b'<').map_or(text.len(), |it| start + it);
            self.secret(start..end, name, Kind::Value, true);
            here = end;
        }
    }

    /// A name in prose, or one whose separator is lost. Hides the next word if it looks like a secret.
    fn without_separator(&mut self, place: NamePlace, word_end: usize) {
        let text = self.text;
        // `authTokenSECRET`: the separator is missing.
        if place.name.distinct && word_end > place.end {
            let start = place.end;
            if is_random(&text[start..word_end]) {
                let end = self.token_end(start);
                self.push(place.name.shown, start..end, true);
                self.done_until = self.done_until.max(end);
                return;
            }
        }
        let gap = text[word_end..]
            .iter()
            .take(4)
            .take_while(|byte| !byte.is_ascii_alphanumeric() && **byte != b'\n');
        let gap = gap.count();
        let between = &text[word_end..word_end + gap];
        let ends_value = between.iter().any(|byte| matches!(byte, b',' | b'}' | b']' | b';'));
        if gap == 0 || gap == 4 || ends_value && gap > 1 {
            return;
        }
        let mut start = word_end + gap;
        // `token is now …`
        for _ in 0..2 {
            let length = text[start..].iter().take(4).take_while(|byte| byte.is_ascii_lowercase()).count();
            if length > 0 && text.get(start + length) == Some(&b' ') {
                start += length + 1;
            }
        }
        start += usize::from(text.get(start).is_some_and(|&byte| is_quote(byte)));
        let end = self.token_end(start);
        let is_date = text[start..end].iter().take(5).position(|byte| !byte.is_ascii_digit()) == Some(4);
        let min = if place.name.distinct { 8 } else { 12 };
        let is_name = matches!(text.get(end), Some(b':' | b'='));
        if end - start >= min && !is_date && !is_name && is_random(&text[start..end]) {
            self.push(place.name.shown, start..end, true);
            let is_whole = text.get(end).is_none_or(u8::is_ascii_whitespace);
            let end = if is_whole { end } else { self.extend_over_error(end, place.name.shown) };
            self.done_until = self.done_until.max(end);
        }
    }
}

/// Whether a name without quotes is an element of a printed list: `[X-Plex-Token, …]`.
fn is_list_item(before: Option<u8>, behind: Option<u8>) -> bool {
    matches!(before, Some(b'[' | b'(' | b',' | b' ')) && matches!(behind, Some(b',' | b']' | b')'))
}

/// Where the separator at `at` ends: `:`, `=`, `=>`, `:=`, `->`, `→`, `⇒`.
fn separator_end(text: &[u8], at: usize) -> Option<usize> {
    match text.get(at..)? {
        [b'=', b'>' | b'=', ..] | [b':', b'=' | b':', ..] | [b'-', b'>', ..] => Some(at + 2),
        [0xE2, 0x86 | 0x87, 0x92, ..] => Some(at + 3),
        [b':' | b'=', ..] => Some(at + 1),
        _ => None,
    }
}
