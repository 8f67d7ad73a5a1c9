//! The one scan of a decoded text for the names of secrets, for JSON web tokens, and for what is cut off.
//!
//! The text need not be valid: a name counts anywhere, depending on what is before and after it.

use alloc::vec::Vec;
use core::ops::Range;

use super::judge::{is_harmless, is_masked, is_random, is_token, is_token_like};
use super::names::{Kind, Letters, Name, goes_on, is_joint};
use super::pairs::Pairs;
use super::view::View;

/// A secret in a decoded text.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) name: &'static str,
    pub(super) range: Range<usize>,
    /// Whether it is searched in the rest of the text.
    pub(super) repeats: bool,
    /// Whether the text ends before the secret does.
    pub(super) is_cut: bool,
}

pub(super) struct Scan<'v> {
    pub(super) view: &'v View<'v>,
    pub(super) text: &'v [u8],
    extent: Extent,
    pub(super) found: Vec<Found>,
    /// Everything before this offset is decided and not searched for names again, so that the time is linear.
    pub(super) done_until: usize,
    /// The same for values of names within such a value.
    pub(super) nested_until: usize,
    letters: Letters,
    word_end: usize,
    pairs: Pairs,
    /// All names, in order.
    pub(super) places: Vec<NamePlace>,
    /// The heads of tables, whose values are below them.
    pub(super) heads: Vec<Range<usize>>,
}

/// Where a name is, with what belongs to its word.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamePlace {
    pub(super) name: &'static Name,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Which part of the whole a text is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// It begins where the whole does.
    pub(super) is_start: bool,
    /// It ends where the whole does.
    pub(super) is_end: bool,
    /// It follows an error, so that names may be lost.
    pub(super) is_piece: bool,
}

/// The secrets of a decoded text, found by their name or shape.
pub(super) fn scan(view: &View<'_>, extent: Extent) -> Vec<Found> {
    let mut scan = Scan::new(view, extent);
    scan.tables();
    if extent.is_start {
        scan.cut_start();
    }
    if extent.is_piece {
        scan.words_of_piece();
    }
    scan.run();
    scan.add_pairs();
    scan.hide_near();
    scan.found.retain(|found| !is_masked(&scan.text[found.range.clone()]));
    scan.found
}

impl<'v> Scan<'v> {
    pub(super) fn new(view: &'v View<'v>, extent: Extent) -> Self {
        Self {
            view,
            text: view.bytes(),
            extent,
            found: Vec::new(),
            done_until: 0,
            nested_until: 0,
            letters: Letters::new(),
            word_end: usize::MAX,
            pairs: Pairs::default(),
            places: Vec::new(),
            heads: Vec::new(),
        }
    }

    fn run(&mut self) {
        let text = self.text;
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                    at = self.word(at);
                    continue;
                }
                b'"' | b'\'' | b'`' => self.pairs.quote(self.view, at),
                b'{' | b'[' | b'(' | b'<' => self.pairs.open(text, at),
                b'}' | b']' | b')' | b'>' => self.pairs.close(text, at),
                b'\n' => self.pairs.line_feed(self.view, at),
                b':' if text[at..].starts_with(b"://") => self.user(at + 3),
                _ => {}
            }
            at += 1;
        }
        if self.extent.is_end {
            self.pairs.finish(text, text.len());
        }
    }

    /// Looks at a word of letters and digits, and returns its end.
    fn word(&mut self, start: usize) -> usize {
        let text = self.text;
        let before = text.get(self.word_end..start).unwrap_or(b"  :");
        if !is_within_name(before) {
            self.letters.clear();
        }
        if text[start..].starts_with(b"eyJ") {
            self.jwt(start);
        }
        let mut at = start;
        let mut names = None;
        while let Some(&byte) = text.get(at).filter(|byte| byte.is_ascii_alphanumeric()) {
            self.letters.push(byte, at);
            at += 1;
            let is_word_end = !text.get(at).is_some_and(u8::is_ascii_alphanumeric) && !goes_on(text, at);
            if let Some((name, start)) = self.letters.name(is_word_end) {
                names = Some(NamePlace { name, start, end: at });
            }
        }
        self.word_end = at;
        if names.is_none()
            && self.extent.is_start
            && start <= 1
            && text[..start].iter().all(|&byte| is_quote(byte))
        {
            names = self.letters.cut_name().map(|name| NamePlace { name, start, end: at });
        }
        match names {
            Some(place) if self.is_in_head(place) => {}
            Some(place) => {
                if place.name.kind != Kind::Quoted {
                    self.places.push(place);
                }
                self.named(place);
            }
            None => self.plain_word(start..at),
        }
        at
    }

    /// Whether a name is in the head of a table.
    pub(super) fn is_in_head(&self, place: NamePlace) -> bool {
        let next = self.heads.partition_point(|head| head.end <= place.start);
        self.heads.get(next).is_some_and(|head| head.start <= place.start)
    }

    /// Whether a quote and a colon are at `end`, behind a name.
    pub(super) fn is_member_name(&self, end: usize) -> bool {
        self.text.get(end).is_some_and(|&byte| is_quote(byte))
            && self.text.get(self.skip_space(end + 1, false)) == Some(&b':')
    }

    /// Handles a word that is not the name of a secret: an attribute, a value without quotes.
    fn plain_word(&mut self, word: Range<usize>) {
        let text = self.text;
        let before = word.start.checked_sub(1).map(|before| text[before]);
        if text.get(word.end) == Some(&b'=') {
            self.pairs.bare_key(&text[word]);
            return;
        }
        // After a colon, a comma or a bracket.
        if !matches!(before, Some(b':' | b',' | b'[' | b'(' | b' ')) || word.start < self.done_until {
            return;
        }
        let opener = text[..word.start].iter().rev().take(16).find(|byte| **byte != b' ');
        let is_value = match opener {
            Some(b':' | b',' | b'[' | b'(') => true,
            Some(b'"') => self.pairs.has_key(),
            _ => false,
        };
        if !is_value {
            return;
        }
        let end = self.token_end(word.start).min(word.start + 4096);
        self.pairs.bare_value(word.start..end);
        let is_member = opener == Some(&b':') && {
            let colon = text[..word.start].iter().rposition(|&byte| byte == b':').unwrap_or(0);
            matches!(text[..colon], [.., before, b'"'] if before.is_ascii_alphanumeric())
        };
        // Where JSON has a number or a literal, and this is neither.
        let value = &text[word.start..end];
        let is_number =
            value.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
        if is_member && value.len() >= 8 && !is_number && !matches!(value, b"undefined" | b"Infinity") {
            self.push("unreadable value", word.start..end, false);
        }
    }

    /// Adds a secret, or a mask, so that what is decided by what was found before is the same after redaction.
    pub(super) fn push(&mut self, name: &'static str, range: Range<usize>, repeats: bool) {
        if !range.is_empty() && is_hidden(&self.text[range.clone()]) {
            let is_cut = self.extent.is_end && range.end == self.text.len();
            self.found.push(Found { name, range, repeats: repeats || is_cut, is_cut });
        }
    }

    /// A JSON web token: two or more parts of base64 with dots, the first of which begins an object.
    fn jwt(&mut self, start: usize) {
        let text = self.text;
        let is_inside = start.checked_sub(1).is_some_and(|before| is_base64url(text[before]));
        if is_inside || start < self.done_until {
            return;
        }
        let part = |at: usize| {
            text[at..].iter().position(|&byte| !is_base64url(byte)).map_or(text.len(), |it| at + it)
        };
        let mut end = part(start);
        let mut parts = 1;
        while parts < 5 && text.get(end) == Some(&b'.') {
            end = part(end + 1);
            parts += 1;
        }
        // A wrong byte may be in the middle.
        if parts < 4 && end + 1 < text.len() && text[end] != b'\n' {
            let skip = end + 1 + usize::from(text[end + 1] == b'.');
            let more = part(skip);
            let is_rest = more - end > 8
                && (parts > 1 || text.get(more) == Some(&b'.'))
                && is_random(&text[end + 1..more]);
            if is_rest && !matches!(text.get(more), Some(b'=' | b':')) {
                end = more;
                parts += 1;
                while parts < 5 && text.get(end) == Some(&b'.') {
                    end = part(end + 1);
                }
            }
        }
        let is_cut = self.extent.is_end && end == text.len() && end - start >= 8;
        if parts > 1 && end - start >= 12 || is_cut {
            self.push("JWT", start..end, true);
            self.done_until = self.done_until.max(end);
        }
    }

    /// The password in an address: `https://user:password@host/`. A user alone may be a token.
    fn user(&mut self, start: usize) {
        let text = self.text;
        let is_user = |byte: &&u8| is_token(**byte) && **byte != b'/' || b":!$&*+;~".contains(byte);
        let end = start + text[start..].iter().take(1024).take_while(is_user).count();
        if text.get(end) != Some(&b'@') {
            return;
        }
        let colon = text[start..end].iter().position(|&byte| byte == b':');
        let password = colon.map_or(start, |colon| start + colon + 1)..end;
        if colon.is_some() || is_random(&text[password.clone()]) {
            let repeats = repeats_bare(&text[password.clone()]);
            self.push("password", password, repeats);
            self.done_until = self.done_until.max(end);
        }
    }

    /// What a text that is cut at its start begins with: the value of a name that is lost.
    fn cut_start(&mut self) {
        let text = self.text;
        let space = text.iter().take(64).take_while(|byte| byte.is_ascii_whitespace()).count();
        let quoted = space + usize::from(text.get(space).is_some_and(|&byte| is_quote(byte)));
        let separator = text.get(quoted).is_some_and(|byte| matches!(byte, b':' | b'='));
        if separator {
            let start =
                quoted + 1 + text[quoted + 1..].iter().take(4).take_while(|&&byte| byte == b' ').count();
            let open = start + usize::from(text.get(start).is_some_and(|&byte| is_quote(byte)));
            let end = self.token_end(open);
            if is_random(&text[open..end]) {
                self.push("value", open..end, true);
            }
            return;
        }
        // The rest of a value, or a token and nothing else.
        let end = self.token_end(quoted);
        let behind = text[end..].trim_ascii_end();
        let is_alone = matches!(behind, [] | [b'"' | b'\'']);
        let is_rest = text.get(end).is_some_and(|&byte| is_quote(byte))
            && text[end + 1..].trim_ascii_start().first().is_none_or(|it| b",}]".contains(it));
        if (is_alone || is_rest) && is_random(&text[quoted..end]) {
            self.push("token", quoted..end, true);
        }
    }

    /// Masks what is near an error and looks like a secret.
    fn words_of_piece(&mut self) {
        let mut at = 0;
        while at < self.text.len().min(128) {
            let end = self.token_end(at);
            if is_random(&self.text[at..end]) {
                self.push("token", at..end, true);
            }
            at = end + 1;
        }
    }

    pub(super) fn token_end(&self, at: usize) -> usize {
        let is_end = |&byte: &u8| !super::judge::is_token(byte);
        self.text[at..].iter().position(is_end).map_or(self.text.len(), |it| at + it)
    }

    /// Reports a name that is a value itself.
    pub(super) fn pair_name(&mut self, place: NamePlace, start: usize) {
        self.pairs.name(place.name.shown, start);
    }

    pub(super) fn member_name(&mut self, place: NamePlace) {
        self.pairs.bare_key(place.name.shown.as_bytes());
    }

    fn add_pairs(&mut self) {
        for (name, at) in core::mem::take(&mut self.pairs.behind) {
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || is_joint(*byte);
            let end = at + self.text[at..].iter().take_while(|byte| is_name(byte)).count();
            self.lost_value(name, end, b"");
        }
        for (name, at) in core::mem::take(&mut self.pairs.doubtful) {
            self.lost_value_before(name, at);
        }
        let mut beside = core::mem::take(&mut self.pairs.found);
        beside.sort_by_key(|it| (it.range.start, core::cmp::Reverse(it.range.end)));
        let mut done = 0;
        for it in beside {
            if it.range.start < done {
                continue;
            }
            if it.is_container {
                done = self.container(it.range.start, it.name, Kind::Value);
            } else {
                let open = it.range.start.checked_sub(1).filter(|&before| is_quote(self.text[before]));
                let repeats = open.is_some() || repeats_bare(&self.text[it.range.clone()]);
                let end = open.map_or(it.range.end, |open| self.quoted_end(open).max(it.range.end));
                self.secret(it.range.start..end, it.name, Kind::Value, repeats);
            }
        }
    }
}

/// Whether a value is hidden, or was.
pub(super) fn is_hidden(value: &[u8]) -> bool {
    !is_harmless(value) || is_masked(value)
}

/// Whether a value without quotes is worth a search: `c.authToken` is no secret.
pub(super) fn repeats_bare(value: &[u8]) -> bool {
    is_random(value) || value.iter().all(u8::is_ascii_digit) || is_token_like(value) && !value.contains(&b'.')
}

/// Whether what is between two words may be inside of a name: `auth_token`, `auth-token`, `auth token`, or one wrong
/// byte.
fn is_within_name(between: &[u8]) -> bool {
    between.len() <= 4
        && between.iter().filter(|byte| !is_joint(**byte)).count() <= usize::from(between.len() <= 2)
}

pub(super) const fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

const fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}
