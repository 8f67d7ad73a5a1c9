//! Decides whether the text gives a word to a name that is no secret's: `"id":"…"`, `id=…`, `Id: …`, `<id>…`.
//!
//! It reads a few bytes backwards from the word. Where these are not in order, the word is not explained.

use core::ops::Range;

use super::names::contains_name;
use super::pairs::is_value_key;
use super::scan::is_quote;
use super::tables::is_showing;
use super::view::View;

/// How far a value and a name are read, and how many members of an object.
const MAX_VALUE: usize = 256;
const MAX_KEY: usize = 64;
const MAX_MEMBERS: usize = 8;

/// The members that hold the name of a pair.
const NAME_KEYS: [&[u8]; 5] = [b"name", b"key", b"header", b"field", b"k"];

pub(super) struct Explain<'v> {
    view: &'v View<'v>,
    text: &'v [u8],
}

/// A member of an object.
struct Member {
    /// Where its name begins, with its quote.
    start: usize,
    key: Range<usize>,
    value: Range<usize>,
}

impl<'v> Explain<'v> {
    pub(super) fn new(view: &'v View<'v>) -> Self {
        Self { view, text: view.bytes() }
    }

    /// Returns whether a word is a date, a part of an address, a plain name, or the value of one.
    pub(super) fn is_explained(&self, word: &Range<usize>, is_cookie: bool) -> bool {
        let text = self.text;
        let bytes = &text[word.clone()];
        let is_name = || !bytes.iter().any(u8::is_ascii_digit) && contains_name(bytes);
        if is_date(bytes) || is_name() || self.is_key(word) {
            return true;
        }
        let limit = word.start.saturating_sub(MAX_VALUE);
        let delimiter = text[limit..word.start].iter().rposition(|&byte| is_quote(byte) || byte == b'\n');
        let Some(from) = delimiter.map(|at| limit + at + 1).or((limit == 0).then_some(0)) else {
            return false;
        };
        let line = &text[from..word.start];
        if is_address(line, bytes) {
            return true;
        }
        if line.ends_with(b">") {
            return is_element(line);
        }
        let quote = from.checked_sub(1).filter(|&at| is_quote(text[at]));
        // `W/"…"`, a weak validator, in quotes itself.
        let quote = quote.map(|quote| if text[..quote].ends_with(b"\"W/") { quote - 3 } else { quote });
        let Some(quote) = quote else {
            return parameter(line, is_cookie).or_else(|| header(line)).unwrap_or(false);
        };
        if self.opens(quote) {
            return match (parameter(line, is_cookie), header(line)) {
                (Some(explained), _) => explained && self.is_value(quote, 0),
                (None, Some(explained)) => explained,
                (None, None) => !contains_name(line) && self.is_value(quote, 0),
            };
        }
        // Behind a string: `"a": …`.
        line.trim_ascii() == b":" && self.is_value(word.start, 0)
            || !line.starts_with(b":") && parameter(line, is_cookie).unwrap_or(false)
    }

    /// Whether a word is itself the name of a member, a header or a parameter.
    pub(super) fn is_key(&self, word: &Range<usize>) -> bool {
        let text = self.text;
        let key = &text[word.clone()];
        let Some(before) = word.start.checked_sub(1) else { return false };
        match text.get(word.end) {
            Some(&quote) if is_quote(quote) && text[before] == quote => {
                let behind = text[word.end + 1..].trim_ascii_start();
                behind.starts_with(b":") && is_plain(key) && self.is_in_place(before)
            }
            Some(b':') => {
                is_plain(key) && !key.iter().any(u8::is_ascii_digit) && is_before_key(Some(text[before]))
            }
            // Of a cookie or a parameter, any name.
            Some(b'=') => is_plain(key) && is_before_key(Some(text[before])),
            _ => false,
        }
    }

    /// Whether a quote begins a string by what is before it.
    fn opens(&self, quote: usize) -> bool {
        let Some(left) = self.left(quote) else { return true };
        matches!(self.text[left], b':' | b',' | b'=' | b'[' | b'(' | b'{')
            || left + 1 < quote && self.text[left].is_ascii_alphanumeric()
    }

    /// Whether what begins at `at` is the value of a plain name.
    fn is_value(&self, at: usize, depth: usize) -> bool {
        let text = self.text;
        let Some(left) = self.left(at).filter(|_| depth < MAX_MEMBERS) else { return false };
        match text[left] {
            b':' | b'=' => self.key_before(left).is_some_and(|(start, key)| self.is_member(start, key, at)),
            b'>' if left > 0 && text[left - 1] == b'=' => {
                self.key_before(left - 1).is_some_and(|(start, key)| self.is_member(start, key, at))
            }
            // `Some(`
            b'(' => {
                let word =
                    text[..left].iter().rev().take(MAX_KEY).take_while(|byte| byte.is_ascii_alphanumeric());
                let word = word.count();
                word > 0 && self.is_value(left - word, depth + 1)
            }
            b'[' => {
                let list = &text[at..text.len().min(at + MAX_KEY)];
                let list = list.split(|&byte| byte == b']').next().unwrap_or_default();
                !contains_name(list) && self.is_value(left, depth + 1)
            }
            b',' => self.is_behind_plain(left),
            _ => false,
        }
    }

    /// Whether the element of a list before a comma is a plain string.
    fn is_behind_plain(&self, comma: usize) -> bool {
        let Some(close) = self.left(comma).filter(|&close| is_quote(self.text[close])) else { return false };
        let Some(open) = self.opening(close, MAX_VALUE) else { return false };
        let is_element = self.left(open).is_some_and(|left| matches!(self.text[left], b',' | b'[' | b'('));
        is_element && is_plain(&self.text[open + 1..close])
    }

    fn is_member(&self, start: usize, key: Range<usize>, value: usize) -> bool {
        let name = &self.text[key];
        if !is_plain(name) {
            false
        } else if is_value_key(name) {
            self.has_plain_sibling(start, value)
        } else {
            self.is_in_place(start)
        }
    }

    /// Whether a value belongs to a plain name beside it: `"name":"Accept","value":"…"`.
    fn has_plain_sibling(&self, start: usize, value: usize) -> bool {
        let text = self.text;
        let decide = |member: &Member| {
            let is_name = NAME_KEYS.iter().any(|key| text[member.key.clone()].eq_ignore_ascii_case(key));
            // `:path` of HTTP/2.
            let name = &text[member.value.clone()];
            is_name.then(|| is_plain(name.strip_prefix(b":").unwrap_or(name)))
        };
        let mut at = start;
        for _ in 0..MAX_MEMBERS {
            let before = match self.left(at).map(|left| (left, text[left])) {
                Some((left, b',')) => self.member_before(left),
                // Attributes.
                Some((left, quote)) if is_quote(quote) && left + 1 < at => self.member_before(left + 1),
                _ => break,
            };
            let Some(member) = before else { return false };
            if let Some(is_plain) = decide(&member) {
                return is_plain;
            }
            at = member.start;
        }
        let mut end = self.closing(value);
        for _ in 0..MAX_MEMBERS {
            let Some(comma) = end.map(|end| self.right(end + 1)).filter(|&at| text.get(at) == Some(&b','))
            else {
                return false;
            };
            let open = self.right(comma + 1);
            let Some(close) = self.closing(open) else { return false };
            let colon = self.right(close + 1);
            let at = self.right(colon + 1);
            let Some(value_end) = self.closing(at).filter(|_| text.get(colon) == Some(&b':')) else {
                return false;
            };
            let member = Member { start: open, key: open + 1..close, value: at + 1..value_end };
            if let Some(is_plain) = decide(&member) {
                return is_plain;
            }
            end = Some(value_end);
        }
        false
    }

    /// Whether a name that begins at `start` is where names are: in an object whose members before it are in order, and
    /// that belongs to no secret itself; at the start of a line; in a tag, a list of parameters.
    fn is_in_place(&self, start: usize) -> bool {
        let text = self.text;
        let mut at = start;
        for _ in 0..MAX_MEMBERS {
            if !is_quote(text[at]) {
                return is_before_key(at.checked_sub(1).map(|before| text[before]));
            }
            let Some(left) = self.left(at) else { return true };
            match text[left] {
                b',' => match self.member_before(left) {
                    Some(member) => at = member.start,
                    None => return false,
                },
                b'{' => return self.is_plain_object(left, 0),
                b'[' | b'(' => return true,
                _ => return false,
            }
        }
        true
    }

    /// Whether an object or array that begins at `open` is not the value of a secret.
    fn is_plain_object(&self, open: usize, depth: usize) -> bool {
        let text = self.text;
        let Some(left) = self.left(open).filter(|_| depth < MAX_MEMBERS) else { return true };
        match text[left] {
            b':' | b'=' => self.key_before(left).is_some_and(|(_, key)| {
                let key = &text[key];
                is_plain(key) && (!is_value_key(key) || key.eq_ignore_ascii_case(b"content"))
            }),
            b'[' => self.is_plain_object(left, depth + 1),
            b',' => match self.left(left).map(|left| text[left]) {
                Some(quote) if is_quote(quote) => self.is_behind_plain(left),
                _ => true,
            },
            quote if is_quote(quote) => {
                let is_argument = self
                    .left(left)
                    .is_none_or(|before| before + 1 < left && text[before].is_ascii_alphanumeric());
                is_argument || self.is_value(left, depth + 1)
            }
            byte => byte == b'(' || byte.is_ascii_alphanumeric(),
        }
    }

    /// The member that ends before `end`.
    fn member_before(&self, end: usize) -> Option<Member> {
        let text = self.text;
        let last = self.left(end)?;
        let (start, value) = match text[last] {
            quote if is_quote(quote) => self.opening(last, MAX_VALUE).map(|open| (open, open + 1..last))?,
            close @ (b'}' | b']' | b')') => {
                let mut depth = 0_usize;
                let start = text[..=last].iter().rev().take(2 * MAX_VALUE).position(|&byte| {
                    match byte {
                        b'}' | b']' | b')' => depth += 1,
                        b'{' | b'[' | b'(' => depth -= 1,
                        _ => {}
                    }
                    depth == 0
                })?;
                let start = last - start;
                let wrapper = text[..start]
                    .iter()
                    .rev()
                    .take_while(|byte| byte.is_ascii_alphanumeric() && close == b')');
                (start - wrapper.count(), start..last + 1)
            }
            _ => {
                let is_value = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+');
                let length =
                    text[..=last].iter().rev().take(MAX_KEY).take_while(|byte| is_value(byte)).count();
                (last + 1 - length, last + 1 - length..last + 1)
            }
        };
        let separator = self.left(start).filter(|&at| matches!(text[at], b':' | b'=') && start <= last)?;
        let (start, key) = self.key_before(separator)?;
        Some(Member { start, key, value })
    }

    /// The name before a separator, and where it begins with its quote.
    fn key_before(&self, separator: usize) -> Option<(usize, Range<usize>)> {
        let text = self.text;
        let last = self.left(separator)?;
        if is_quote(text[last]) {
            return self.opening(last, MAX_KEY).map(|open| (open, open + 1..last));
        }
        let length = text[..=last].iter().rev().take(MAX_KEY).take_while(|byte| is_key_byte(**byte)).count();
        (length > 0).then(|| (last + 1 - length, last + 1 - length..last + 1))
    }

    /// The last byte before `at` that is no white space; of a long one, any byte of it.
    fn left(&self, at: usize) -> Option<usize> {
        let space =
            self.text[..at].iter().rev().take(MAX_VALUE).take_while(|byte| byte.is_ascii_whitespace());
        at.checked_sub(space.count() + 1)
    }

    fn right(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.iter().take(MAX_VALUE).take_while(|byte| byte.is_ascii_whitespace()).count()
    }

    /// The quote that opens the string that ends at `close`, on the same line.
    fn opening(&self, close: usize, max: usize) -> Option<usize> {
        let (quote, width) = (self.text[close], self.view.width(close));
        let limit = close.saturating_sub(max);
        for at in (limit..close).rev() {
            let byte = self.text[at];
            if byte == b'\n' || byte == quote && self.view.width(at) <= width {
                return (byte == quote && self.view.width(at) == width).then_some(at);
            }
        }
        None
    }

    /// The quote that closes the string that begins at `open`, on the same line.
    fn closing(&self, open: usize) -> Option<usize> {
        let quote = self.text.get(open).copied().filter(|&byte| is_quote(byte))?;
        let width = self.view.width(open);
        for at in open + 1..self.text.len().min(open + MAX_VALUE) {
            let byte = self.text[at];
            if byte == b'\n' || byte == quote && self.view.width(at) <= width {
                return (byte == quote && self.view.width(at) == width).then_some(at);
            }
        }
        None
    }
}

/// `id=` before a word: whether that is a plain name. In a cookie no name is plain.
fn parameter(line: &[u8], is_cookie: bool) -> Option<bool> {
    let rest = line.rsplit(|byte| byte.is_ascii_whitespace() || b"&;?,".contains(byte)).next()?;
    let equals = line.len() - rest.len() + rest.iter().rposition(|&byte| byte == b'=')?;
    let length = line[..equals]
        .iter()
        .rev()
        .take_while(|byte| is_key_byte(**byte) || **byte == b']' || **byte == b'[');
    let start = equals - length.count();
    let before = start.checked_sub(1).map(|before| line[before]);
    let key = &line[start..equals];
    let is_cookie = is_cookie && !matches!(before, Some(b'?' | b'&'));
    Some(is_before_key(before) && !is_cookie && is_plain(key) && !is_value_key(key))
}

/// `Id: ` before a word: whether that is a plain name.
fn header(line: &[u8]) -> Option<bool> {
    let colon = line.iter().rposition(|&byte| byte == b':')?;
    let length = line[..colon].iter().rev().take_while(|byte| is_key_byte(**byte)).count();
    let before = (colon - length).checked_sub(1).map(|before| line[before]);
    let is_header = is_before_key(before)
        && is_plain(&line[colon - length..colon])
        && !line[colon..].starts_with(b"://")
        && !line[colon..].iter().any(|byte| b",;{}[]()".contains(byte));
    if is_header { Some(true) } else { contains_name(line).then_some(false) }
}

/// `<id>` before a word.
fn is_element(line: &[u8]) -> bool {
    let Some(open) = line.iter().rposition(|&byte| byte == b'<') else { return false };
    let tag = &line[open + 1..line.len() - 1];
    let length = tag.iter().take_while(|byte| is_key_byte(**byte)).count();
    let name = &tag[..length];
    // `<i<d>`
    if line[..open].iter().rev().find(|byte| matches!(byte, b'<' | b'>')) == Some(&b'<') {
        return false;
    }
    let is_value = is_value_key(name) || is_showing(name) || name.eq_ignore_ascii_case(b"string");
    let is_whole = tag.len() == length || tag[length].is_ascii_whitespace() && tag.contains(&b'=');
    !is_value && is_plain(name) && is_whole
}

/// Whether a word belongs to the path of an address.
fn is_address(line: &[u8], word: &[u8]) -> bool {
    let start = line.iter().rposition(|byte| byte.is_ascii_whitespace() || b"\"'`(<>,".contains(byte));
    let line = &line[start.map_or(0, |at| at + 1)..];
    !line.iter().any(|byte| b"?&=;#".contains(byte))
        && (line.windows(3).any(|part| part == b"://") || line.ends_with(b":") && word.starts_with(b"//"))
}

fn is_date(word: &[u8]) -> bool {
    let form = b"0000-00-00";
    word.len() >= form.len()
        && word
            .iter()
            .zip(form)
            .all(|(byte, form)| if *form == b'0' { byte.is_ascii_digit() } else { byte == form })
}

/// Whether a name has no byte that names have not, and is no secret's.
fn is_plain(name: &[u8]) -> bool {
    (1..=MAX_KEY).contains(&name.len())
        && name.iter().all(|&byte| is_key_byte(byte) || byte == b' ')
        && !contains_name(name)
}

const fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'@' | b'$')
}

/// Whether a name without quotes may be behind a byte.
fn is_before_key(before: Option<u8>) -> bool {
    before.is_none_or(|byte| byte.is_ascii_whitespace() || b"?&;,{([<\"'`|".contains(&byte))
}
