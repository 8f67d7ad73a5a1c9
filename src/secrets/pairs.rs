//! Finds secrets next to their name: `{"name":"X-Plex-Token","value":"…"}`, `["X-Plex-Token","…"]`.
//!
//! The scan reports quotes, brackets and names in order, in a text that may be malformed anywhere. This file keeps the
//! open ones, and decides at each closing bracket which value belongs to a name.

use alloc::vec::Vec;
use core::ops::Range;

use super::judge::{is_random, is_token};
use super::names::{MIN_SUFFIX, is_start_of_name};
use super::view::View;

/// A value next to a name.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    pub(super) name: &'static str,
    pub(super) range: Range<usize>,
    /// An array or object, all of which is hidden.
    pub(super) is_container: bool,
}

/// An open string, array, object or tag.
#[derive(Debug)]
struct Frame {
    /// Its first byte: a quote or a bracket.
    open: u8,
    at: usize,
    /// How many raw bytes the quote takes.
    width: usize,
    /// The name of a secret that it contains as a value.
    name: Option<&'static str>,
    /// Where that is.
    name_at: usize,
    /// Whether the next element of an array belongs to `name`.
    expects: bool,
    /// Whether the string is the name of a secret.
    is_name: bool,
    key: Key,
    items: Vec<Item>,
    count: usize,
}

/// What the name of a member means for its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    None,
    /// `value`.
    Value,
    /// `name`, `type`: not the secret.
    Name,
    Other,
}

#[derive(Debug)]
struct Item {
    range: Range<usize>,
    key: Key,
    is_container: bool,
}

const VALUE_KEYS: [&[u8]; 8] =
    [b"value", b"val", b"content", b"values", b"v", b"contents", b"rawvalue", b"raw"];
const NAME_KEYS: [&[u8]; 10] =
    [b"name", b"key", b"type", b"header", b"id", b"description", b"comment", b"field", b"enabled", b"k"];

/// How far down a closing bracket looks for its opening one.
const MAX_MISMATCH: usize = 8;

#[derive(Debug, Default)]
pub(super) struct Pairs {
    frames: Vec<Frame>,
    /// Indices of the open strings.
    strings: Vec<usize>,
    /// Whether `"value":` is before, outside of all open strings and brackets.
    is_value: bool,
    pub(super) found: Vec<Beside>,
    /// Names without a value: a wrong byte may be between the two.
    pub(super) behind: Vec<(&'static str, usize)>,
    /// Names whose value does not look like a secret, after a wrong bracket.
    pub(super) doubtful: Vec<(&'static str, usize)>,
}

impl Pairs {
    fn push(&mut self, open: u8, at: usize, width: usize) {
        self.frames.push(Frame {
            open,
            at,
            width,
            name: None,
            name_at: 0,
            expects: false,
            is_name: false,
            key: Key::None,
            items: Vec::new(),
            count: 0,
        });
    }

    /// A quote at `at`: the end of a string, or the start of one.
    pub(super) fn quote(&mut self, view: &View<'_>, at: usize) {
        let text = view.bytes();
        let (byte, width) = (text[at], view.width(at));
        let next = text.get(at + 1).copied().unwrap_or(b' ');
        let before = at.checked_sub(1).map_or(b' ', |before| text[before]);
        let closes = |frame: &Frame| frame.open == byte && frame.width >= width;
        if let Some(depth) = self.strings.iter().position(|&index| closes(&self.frames[index])) {
            // As in `don't`, or one too many.
            if next.is_ascii_alphanumeric() {
                return;
            }
            self.close_strings(text, depth, at);
            return;
        }
        let is_stray = before.is_ascii_alphanumeric()
            && (byte == b'\'' || matches!(next, b',' | b':' | b']' | b'}' | b' ' | b'\n' | b'\r'));
        if !is_stray {
            self.strings.push(self.frames.len());
            self.push(byte, at, width);
        }
    }

    /// Ends the open strings from `depth`, the first of them as it should, and all that is open within.
    fn close_strings(&mut self, text: &[u8], depth: usize, at: usize) {
        let index = self.strings[depth];
        while self.frames.len() > index + 1 {
            self.pop(text, at, true);
        }
        self.strings.truncate(depth);
        let Some(string) = self.frames.pop() else { return };
        self.string(text, &string, at);
    }

    /// A string of the innermost array or object.
    fn string(&mut self, text: &[u8], string: &Frame, end: usize) {
        let range = string.at + 1..end;
        let is_closed = text.get(end) == Some(&string.open);
        let mut behind = text[end..].iter().skip(1).take(16).skip_while(|byte| byte.is_ascii_whitespace());
        let next = behind.next().copied().filter(|_| is_closed);
        // No name has a quote: one is wrong.
        let has_colon = matches!(next, Some(b':' | b'=')) && !text[range.clone()].contains(&b'"');
        let Some(parent) = self.frames.last_mut().filter(|frame| !is_quote(frame.open)) else {
            // What is open was opened before the start of the text.
            let is_value =
                core::mem::replace(&mut self.is_value, has_colon && is_value_key(&text[range.clone()]));
            if is_value && is_random(&text[range.clone()]) {
                self.found.push(Beside { name: "value", range, is_container: false });
            }
            return;
        };
        // The colon may be missing.
        let is_key =
            has_colon || parent.open == b'{' && next.is_some_and(|next| next.is_ascii_alphanumeric());
        let is_expected = parent.expects || parent.key == Key::Value;
        if is_key && !(is_expected && is_random(&text[range.clone()])) {
            parent.key = key(&text[range]);
        } else if !string.is_name {
            self.item(range, false);
        }
    }

    /// The name of a member or an attribute without quotes.
    pub(super) fn bare_key(&mut self, word: &[u8]) {
        if let Some(frame) = self.frames.last_mut().filter(|frame| !is_quote(frame.open)) {
            frame.key = key(word);
        }
    }

    /// Returns whether the next value belongs to the name before it.
    pub(super) fn has_key(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.key != Key::None)
    }

    /// A value without quotes.
    pub(super) fn bare_value(&mut self, range: Range<usize>) {
        if self.frames.last().is_some_and(|frame| !is_quote(frame.open) && frame.open != b'<') {
            self.item(range, false);
        }
    }

    fn item(&mut self, range: Range<usize>, is_container: bool) {
        let Some(frame) = self.frames.last_mut() else { return };
        let key = core::mem::replace(&mut frame.key, Key::None);
        frame.count += 1;
        let item = Item { range, key, is_container };
        if !frame.is_list() {
            frame.items.push(item);
        } else if core::mem::take(&mut frame.expects) {
            let name = frame.name.unwrap_or_default();
            self.found.push(Beside { name, range: item.range, is_container });
        } else {
            // The last two are enough.
            if frame.items.len() == 2 {
                frame.items.remove(0);
            }
            frame.items.push(item);
        }
    }

    /// The name of a secret that is a value: a string of its own from `start`.
    pub(super) fn name(&mut self, name: &'static str, start: usize) {
        // A wrong bracket may be in the name.
        let is_string = |frame: &Frame| is_quote(frame.open) && frame.at + 1 == start;
        let above = self.frames.iter().rev().take(4).position(is_string);
        let index = above.map(|above| self.frames.len() - 1 - above);
        if let Some(index) = index {
            self.frames[index].is_name = true;
        }
        // Where it is no string by the quotes before it, one of those is wrong.
        if let Some(string) = self.frames.last_mut().filter(|frame| index.is_none() && is_quote(frame.open)) {
            string.is_name = true;
        }
        let (below, reach) = index.map_or((self.frames.len(), 3), |index| (index, 1));
        match self.frames[..below].iter_mut().rev().take(reach).find(|frame| !is_quote(frame.open)) {
            Some(frame) => frame.named(name, start),
            None => self.behind.push((name, start)),
        }
    }

    pub(super) fn open(&mut self, text: &[u8], at: usize) {
        if text[at] == b'<' {
            if !text.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
                return;
            }
            if self.frames.last().is_some_and(|frame| frame.open == b'<') {
                self.pop(text, at, false);
            }
        }
        self.push(text[at], at, 1);
    }

    pub(super) fn close(&mut self, text: &[u8], at: usize) {
        let open = match text[at] {
            b'}' => b'{',
            b']' => b'[',
            b')' => b'(',
            _ => b'<',
        };
        let within = self.frames.iter().rev().take(MAX_MISMATCH).take_while(|frame| !is_quote(frame.open));
        let Some(depth) = within.map(|frame| frame.open).position(|it| it == open) else { return };
        for _ in 0..depth {
            self.pop(text, at, true);
        }
        self.pop(text, at + 1, false);
    }

    /// A line feed ends the strings that cannot hold it, and a document on a line of its own begins anew.
    pub(super) fn line_feed(&mut self, view: &View<'_>, at: usize) {
        let text = view.bytes();
        let width = view.width(at);
        if let Some(depth) = self.strings.iter().position(|&index| self.frames[index].width >= width) {
            self.close_strings(text, depth, at);
        }
        if width == 1 && text.get(at + 1) == Some(&b'{') {
            self.finish(text, at);
        }
    }

    /// Closes all open strings and brackets.
    pub(super) fn finish(&mut self, text: &[u8], at: usize) {
        self.strings.clear();
        while !self.frames.is_empty() {
            self.pop(text, at, true);
        }
    }

    /// Closes the innermost bracket, and decides which value in it belongs to a name.
    fn pop(&mut self, text: &[u8], end: usize, is_cut: bool) {
        let Some(frame) = self.frames.pop() else { return };
        if is_quote(frame.open) {
            self.strings.truncate(self.strings.iter().take_while(|&&it| it < self.frames.len()).count());
            self.string(text, &frame, end);
            return;
        }
        let (name, is_list) = (frame.name, frame.is_list());
        let hidden = match name {
            // Undecided until the end, so decided by its shape.
            None if is_cut => lost_values(text, &frame),
            None => Vec::new(),
            Some(_) if is_list => frame.items.iter().rev().take(usize::from(frame.expects)).collect(),
            Some(_) => {
                let has_values = frame.items.iter().any(|item| item.key == Key::Value);
                let is_secret = |item: &&Item| match item.key {
                    // Its colon is lost.
                    _ if is_value_key(&text[item.range.clone()]) => false,
                    Key::Value => true,
                    Key::Name => false,
                    _ => !has_values && frame.open == b'{',
                };
                frame.items.iter().filter(is_secret).collect()
            }
        };
        let hides = !hidden.is_empty();
        for item in &hidden {
            let name = name.unwrap_or("value");
            self.found.push(Beside { name, range: item.range.clone(), is_container: item.is_container });
        }
        // A value that is a few letters may be what an error has left of it.
        let is_doubtful = |item: &&Item| !item.is_container && !is_random(&text[item.range.clone()]);
        if let Some(name) = name.filter(|_| hides && hidden.iter().all(is_doubtful)) {
            if is_cut {
                self.doubtful.push((name, frame.name_at));
            }
            if is_list {
                self.behind.push((name, frame.name_at));
            }
        }
        let has_value =
            hides || is_list && !frame.expects || frame.items.iter().any(|it| it.key == Key::Value);
        if let Some(name) = name.filter(|_| !has_value) {
            self.behind.push((name, frame.name_at));
        }
        let is_alone = frame.items.is_empty() && (!is_list || frame.expects);
        if let Some(parent) = self.frames.last_mut().filter(|parent| !is_quote(parent.open)) {
            match name {
                // The secret may be beside the whole.
                Some(name) if is_alone && !hides => parent.named(name, frame.name_at),
                _ if frame.open != b'<' => self.item(frame.at..end, true),
                _ => {}
            }
        }
    }
}

impl Frame {
    const fn is_list(&self) -> bool {
        matches!(self.open, b'[' | b'(')
    }

    fn named(&mut self, name: &'static str, at: usize) {
        // A postal code or a pin's code may be three letters by chance.
        if name.len() < MIN_SUFFIX && self.key == Key::Other {
            return;
        }
        self.name = Some(name);
        self.name_at = at;
        self.expects = self.is_list();
        self.key = Key::None;
        self.count += 1;
    }
}

/// The items of what is cut off that may be secrets whose name is lost.
fn lost_values<'f>(text: &[u8], frame: &'f Frame) -> Vec<&'f Item> {
    let content = |item: &Item| &text[item.range.clone()];
    let looks_secret = |item: &&Item| {
        !item.is_container && is_random(content(item)) && content(item).iter().all(|&byte| is_token(byte))
    };
    if frame.is_list() {
        // The first of a pair, the second of which may be cut.
        let is_pair = match (frame.count, &*frame.items) {
            (1, _) => true,
            (2, [_, second]) => is_start_of_name(content(second)),
            _ => false,
        };
        return frame.items.first().filter(|item| is_pair && looks_secret(item)).into_iter().collect();
    }
    let mut names = frame.items.iter().filter(|item| item.key == Key::Name);
    if names.any(|item| !is_start_of_name(content(item))) {
        return Vec::new();
    }
    frame.items.iter().filter(|item| item.key == Key::Value).filter(looks_secret).collect()
}

/// Returns whether a name means that its value is the value of a pair.
pub(super) fn is_value_key(name: &[u8]) -> bool {
    key(name) == Key::Value
}

/// Returns whether a name means that its value is the name of a pair.
pub(super) fn is_name_key(name: &[u8]) -> bool {
    key(name) == Key::Name
}

fn key(name: &[u8]) -> Key {
    let is = |keys: &[&[u8]]| keys.iter().any(|key| name.eq_ignore_ascii_case(key));
    if is(&VALUE_KEYS) {
        Key::Value
    } else if is(&NAME_KEYS) {
        Key::Name
    } else {
        Key::Other
    }
}

const fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}
