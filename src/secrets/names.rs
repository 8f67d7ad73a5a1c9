//! The names whose values are secrets, in any spelling.

/// The shape of a name's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The secret itself.
    Value,
    /// Perhaps a scheme, then the secret: `Bearer …`.
    Credentials,
    /// `name=value; name=value`, or an object or array of these.
    Cookies,
    /// A secret only as a quoted string of some length: `pin` is a document elsewhere.
    Quoted,
}

/// A name whose value is a secret.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The name as shown in reports.
    pub(super) shown: &'static str,
    /// Its letters in lower case.
    letters: &'static str,
    pub(super) kind: Kind,
    /// Whether no other word contains these letters, so that they also match inside a longer name and without a
    /// separator.
    pub(super) distinct: bool,
}

/// Longer names come before the names that they end with.
#[rustfmt::skip]
const NAMES: &[Name] = &[
    name("authenticationToken", "authenticationtoken", Kind::Value, true),
    name("myPlexAccessToken", "myplexaccesstoken", Kind::Value, true),
    name("accessToken", "accesstoken", Kind::Value, true),
    name("X-Plex-Token", "xplextoken", Kind::Value, true),
    name("authToken", "authtoken", Kind::Value, true),
    name("refresh_token", "refreshtoken", Kind::Value, true),
    name("id_token", "idtoken", Kind::Value, false),
    name("token", "token", Kind::Value, false),
    name("tokens", "tokens", Kind::Value, false),
    name("deviceJWT", "devicejwt", Kind::Value, true),
    name("jwt", "jwt", Kind::Value, false),
    name("clientSecret", "clientsecret", Kind::Value, true),
    name("secret", "secret", Kind::Value, false),
    name("password", "password", Kind::Value, false),
    name("passwd", "passwd", Kind::Value, false),
    name("apiKey", "apikey", Kind::Value, false),
    name("Proxy-Authorization", "proxyauthorization", Kind::Credentials, true),
    name("Authorization", "authorization", Kind::Credentials, false),
    name("Set-Cookie", "setcookie", Kind::Cookies, true),
    name("Cookie", "cookie", Kind::Cookies, false),
    name("cookies", "cookies", Kind::Cookies, false),
    // The working directory elsewhere.
    name("pwd", "pwd", Kind::Quoted, false),
    // The account's, a hash of the home user's PIN.
    name("pin", "pin", Kind::Quoted, false),
];

const fn name(name: &'static str, letters: &'static str, kind: Kind, distinct: bool) -> Name {
    Name { shown: name, letters, kind, distinct }
}

/// Whether two letters are the last ones of a name.
const fn is_end_of_name(before: u8, last: u8) -> bool {
    const ENDS: [u32; 26] = {
        let mut ends = [0; 26];
        let mut index = 0;
        while index < NAMES.len() {
            let letters = NAMES[index].letters.as_bytes();
            let (before, last) = (letters[letters.len() - 2], letters[letters.len() - 1]);
            ends[(last - b'a') as usize] |= 1 << (before - b'a');
            index += 1;
        }
        ends
    };
    before.is_ascii_lowercase()
        && last.is_ascii_lowercase()
        && ENDS[(last - b'a') as usize] >> (before - b'a') & 1 == 1
}

/// From this length on a name counts at the end of any word. Shorter ones end random ids.
pub(super) const MIN_SUFFIX: usize = 5;

/// How many letters of a text are kept to compare: as many as the longest name has.
const MAX_LETTERS: usize = 19;

/// The last letters of a text, without what separates words.
#[derive(Debug)]
pub(super) struct Letters {
    bytes: [u8; 2 * MAX_LETTERS],
    offsets: [usize; 2 * MAX_LETTERS],
    /// Which of them were capitals.
    capitals: [bool; 2 * MAX_LETTERS],
    len: usize,
}

impl Letters {
    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; 2 * MAX_LETTERS],
            offsets: [0; 2 * MAX_LETTERS],
            capitals: [false; 2 * MAX_LETTERS],
            len: 0,
        }
    }

    pub(super) fn clear(&mut self) {
        self.len = 0;
    }

    pub(super) fn push(&mut self, letter: u8, at: usize) {
        if self.len == self.bytes.len() {
            self.bytes.copy_within(MAX_LETTERS.., 0);
            self.offsets.copy_within(MAX_LETTERS.., 0);
            self.capitals.copy_within(MAX_LETTERS.., 0);
            self.len = MAX_LETTERS;
        }
        self.bytes[self.len] = letter.to_ascii_lowercase();
        self.offsets[self.len] = at;
        self.capitals[self.len] = letter.is_ascii_uppercase();
        self.len += 1;
    }

    /// The name that the text ends with, and where it begins. Inside of a word only a distinct one.
    pub(super) fn name(&self, is_word_end: bool) -> Option<(&'static Name, usize)> {
        let letters = &self.bytes[..self.len];
        // Rules out most texts quickly.
        let [.., before, last] = letters else { return None };
        if !is_end_of_name(*before, *last) {
            return None;
        }
        let name = NAMES.iter().find(|name| {
            letters.ends_with(name.letters.as_bytes())
                && (name.distinct || is_word_end)
                && (name.letters.len() >= MIN_SUFFIX || self.is_word(letters.len() - name.letters.len()))
                && (name.kind != Kind::Quoted || letters.len() == name.letters.len())
        })?;
        Some((name, self.offsets[self.len - name.letters.len()]))
    }

    /// Whether the letters from `start` are a word, or the last part of one: `accessJWT`, `plexjwt`, not an id like
    /// `k06a2b44b58jwt`.
    fn is_word(&self, start: usize) -> bool {
        let is_apart = |start: usize| {
            self.offsets[start - 1] + 1 != self.offsets[start]
                || self.capitals[start] && !self.capitals[start - 1]
        };
        start == 0
            || is_apart(start)
            || self.len <= 12 && self.bytes[..start].iter().all(u8::is_ascii_alphabetic)
    }

    /// The name whose end these letters are, where the start of the text has cut it.
    pub(super) fn cut_name(&self) -> Option<&'static Name> {
        let letters = &self.bytes[..self.len];
        NAMES.iter().find(|name| {
            name.kind != Kind::Quoted
                && name.letters.len() > letters.len()
                && name.letters.as_bytes().ends_with(letters)
        })
    }
}

/// Returns whether a byte separates the words of a name.
pub(super) const fn is_joint(byte: u8) -> bool {
    matches!(byte, b'_' | b'-' | b' ' | b'.')
}

/// Returns whether a name continues after a word: `token_type`.
pub(super) fn goes_on(text: &[u8], end: usize) -> bool {
    let joints = text[end..].iter().take(4).take_while(|byte| matches!(byte, b'_' | b'-')).count();
    joints > 0 && text.get(end + joints).is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether a name is in `text`, in any spelling.
pub(super) fn contains_name(text: &[u8]) -> bool {
    let mut letters = Letters::new();
    for (at, &byte) in text.iter().enumerate() {
        if !byte.is_ascii_alphanumeric() {
            if !is_joint(byte) {
                letters.clear();
            }
            continue;
        }
        letters.push(byte, at);
        let is_word_end = !text.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) && !goes_on(text, at + 1);
        if letters.name(is_word_end).is_some_and(|(name, _)| name.kind != Kind::Quoted) {
            return true;
        }
    }
    false
}

/// The name that a text is, or that it ends with, in any spelling: `Plex auth token`.
pub(super) fn whole_name(text: &[u8]) -> Option<&'static Name> {
    let mut letters = Letters::new();
    for (at, &byte) in text.iter().enumerate() {
        if byte.is_ascii_alphanumeric() {
            letters.push(byte, at);
        } else if !is_joint(byte) {
            return None;
        }
    }
    letters.name(true).map(|(name, _)| name).filter(|name| name.kind != Kind::Quoted)
}

/// Whether `text` could be the start of a name, cut off.
pub(super) fn is_start_of_name(text: &[u8]) -> bool {
    let letters = text.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
    let length = letters.clone().count();
    NAMES
        .iter()
        .any(|name| length <= name.letters.len() && name.letters.bytes().take(length).eq(letters.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the letters of each name are those of its text, and every name is found before one that it ends with.
    #[test]
    fn ok_names_are_consistent() {
        for (index, name) in NAMES.iter().enumerate() {
            let letters: String = name.shown.chars().filter(char::is_ascii_alphabetic).collect();
            assert_eq!(letters.to_ascii_lowercase(), name.letters);
            assert!(name.letters.len() <= MAX_LETTERS);
            let hides = |other: &Name| name.letters.ends_with(other.letters);
            assert!(!NAMES[..index].iter().any(hides), "{}", name.shown);
        }
    }
}
