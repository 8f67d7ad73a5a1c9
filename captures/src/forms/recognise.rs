//! Which document an object is, by the names of its members (contract, section 1).

use std::sync::LazyLock;

use plex_pin::{Location, Member, Pin};

use super::lookalike::Lookalike;
use crate::model::DocumentKind;
use crate::tokens::{LONGEST_SPELLING, fold};

/// What a member name means to the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    /// A member of a model: its bit.
    Member(u64),
    /// A sign of something else that plex.tv or a tool writes: its bit.
    Sign(u32),
    /// About the HTTP exchange.
    Exchange(Field),
    Other,
}

/// A member of an envelope that says something about the exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Url,
    /// The parts of a URL, as Postman and newman write them.
    Protocol,
    Host,
    Path,
    Method,
    Status,
    ContentType,
    Encoding,
    IsBase64,
    /// A body, which may be base64.
    Body,
    /// `request`: what it says holds for the object around it.
    Request,
    Key,
    Value,
}

/// The bit of a member of a pin.
const fn pin(name: &str) -> u64 {
    1 << index_of(name, Pin::MEMBERS)
}

/// The bit of a member of a location. The one that a pin has too has the bit of the pin.
const fn location(name: &str) -> u64 {
    if same(name, "code") { CODE } else { 1 << (Pin::MEMBERS.len() + index_of(name, Location::MEMBERS)) }
}

const fn index_of(name: &str, members: &[Member]) -> usize {
    let mut index = 0;
    while !same(name, members[index].name) {
        index += 1;
    }
    index
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

pub(crate) const CODE: u64 = pin("code");
const ID: u64 = pin("id");
const LOCATION_OBJECT: u64 = pin("location");
const AUTH_TOKEN: u64 = pin("authToken");
/// The members of a pin that no other object has in this number.
const TELLING: u64 = pin("clientIdentifier")
    | pin("expiresIn")
    | pin("expiresAt")
    | AUTH_TOKEN
    | pin("newRegistration")
    | pin("trusted")
    | pin("qr");
const PIN: u64 = (1 << Pin::MEMBERS.len()) - 1;
const MEMBERS: usize = Pin::MEMBERS.len() + Location::MEMBERS.len();
const LOCATION: u64 = CODE | ((1 << MEMBERS) - 1) ^ PIN;
const LOCATION_ALONE: u64 = location("european_union_member")
    | location("continent_code")
    | location("in_privacy_restricted_country")
    | location("in_privacy_restricted_region");
pub(crate) const ERRORS: u64 = 1 << MEMBERS;
pub(crate) const MESSAGE: u64 = ERRORS << 1;
pub(crate) const WRAPPER: u64 = ERRORS << 2;
/// Set by the search: the value of `code` is a number or digits.
pub(crate) const CODE_IS_NUMBER: u64 = ERRORS << 3;
/// Set by the search: that number is in 1000..=1999.
pub(crate) const CODE_IS_KNOWN: u64 = ERRORS << 4;
/// Set by the search: `errors` is an array of errors with a number among them.
pub(crate) const ERRORS_ARE_ERRORS: u64 = ERRORS << 5;
/// Set by the search: the value of `pin` is an object that shares a member with a pin.
pub(crate) const WRAPS_PIN: u64 = ERRORS << 6;

const UUID: u32 = 1;
const EMAIL: u32 = 1 << 1;
const USERNAME: u32 = 1 << 2;
const PROVIDES: u32 = 1 << 3;
const NONCE: u32 = 1 << 4;
const KEYS: u32 = 1 << 5;
const MEDIA_CONTAINER: u32 = 1 << 6;
const ENTRIES: u32 = 1 << 7;
const CREATOR: u32 = 1 << 8;
const ITEM: u32 = 1 << 9;
const INFO: u32 = 1 << 10;
const EXPORT_FORMAT: u32 = 1 << 11;
const RESOURCES: u32 = 1 << 12;

/// Returns the member that a name means, in any spelling: without `_` and `-`, in any case.
pub(crate) fn name(raw: &[u8]) -> Name {
    let mut folded = [0; LONGEST_SPELLING];
    let mut length = 0;
    if raw.len() > LONGEST_SPELLING {
        return Name::Other;
    }
    for byte in fold(raw) {
        folded[length] = byte;
        length += 1;
    }
    match &folded[..length] {
        b"errors" => Name::Member(ERRORS),
        b"message" => Name::Member(MESSAGE),
        b"pin" => Name::Member(WRAPPER),
        b"uuid" => Name::Sign(UUID),
        b"email" => Name::Sign(EMAIL),
        b"username" => Name::Sign(USERNAME),
        b"provides" => Name::Sign(PROVIDES),
        b"nonce" => Name::Sign(NONCE),
        b"keys" => Name::Sign(KEYS),
        b"mediacontainer" => Name::Sign(MEDIA_CONTAINER),
        b"entries" => Name::Sign(ENTRIES),
        b"creator" => Name::Sign(CREATOR),
        b"item" => Name::Sign(ITEM),
        b"info" => Name::Sign(INFO),
        b"exportformat" => Name::Sign(EXPORT_FORMAT),
        b"resources" => Name::Sign(RESOURCES),
        b"url" | b"uri" | b"href" | b"raw" | b"requesturl" => Name::Exchange(Field::Url),
        b"protocol" => Name::Exchange(Field::Protocol),
        b"host" => Name::Exchange(Field::Host),
        b"path" => Name::Exchange(Field::Path),
        b"method" | b"requestmethod" => Name::Exchange(Field::Method),
        b"status" | b"statuscode" | b"responsecode" | b"httpstatus" => Name::Exchange(Field::Status),
        b"mimetype" | b"contenttype" => Name::Exchange(Field::ContentType),
        b"encoding" => Name::Exchange(Field::Encoding),
        b"base64encoded" | b"isbase64encoded" | b"isbase64" => Name::Exchange(Field::IsBase64),
        b"body" | b"text" | b"content" | b"data" | b"payload" | b"string" => Name::Exchange(Field::Body),
        b"request" | b"originalrequest" | b"req" | b"config" => Name::Exchange(Field::Request),
        b"key" | b"name" => Name::Exchange(Field::Key),
        b"value" => Name::Exchange(Field::Value),
        name => member(name).map_or(Name::Other, Name::Member),
    }
}

/// Returns the bit of the member that a name means. The name is in small letters, without `_` and `-`.
fn member(folded: &[u8]) -> Option<u64> {
    /// Names and their bits, by the length of the name.
    type ByLength = Vec<Vec<(Vec<u8>, u64)>>;
    static BY_LENGTH: LazyLock<ByLength> = LazyLock::new(|| {
        let mut lists = vec![Vec::new(); LONGEST_SPELLING + 1];
        let pins = Pin::MEMBERS.iter().map(|it| (it.name, pin(it.name)));
        for (name, bit) in pins.chain(Location::MEMBERS.iter().map(|it| (it.name, location(it.name)))) {
            let name: Vec<u8> = fold(name.as_bytes()).collect();
            lists[name.len()].push((name, bit));
        }
        lists
    });
    BY_LENGTH[folded.len()].iter().find(|(name, _)| name == folded).map(|&(_, bit)| bit)
}

/// How many distinct names of neither model are remembered: more than a model has members decide by themselves.
const REMEMBERED: usize = 12;

/// The names of an object that were seen so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Names {
    pub(crate) members: u64,
    signs: u32,
    /// Hashes of names of neither model, each once.
    others: [u32; REMEMBERED],
    other_count: u8,
}

impl Names {
    pub(crate) fn add(&mut self, name: Name, raw: &[u8]) {
        match name {
            Name::Member(bit) => {
                self.members |= bit;
                if bit < ERRORS {
                    return;
                }
            }
            Name::Sign(bit) => self.signs |= bit,
            Name::Exchange(_) | Name::Other => {}
        }
        let known = usize::from(self.other_count);
        if known < REMEMBERED {
            let hash = hash(raw);
            if !self.others[..known].contains(&hash) {
                self.others[known] = hash;
                self.other_count += 1;
            }
        }
    }

    /// How many distinct members of a pin there are.
    pub(crate) const fn of_pin(&self) -> u32 {
        (self.members & PIN).count_ones()
    }

    const fn of_location(&self) -> u32 {
        (self.members & LOCATION).count_ones()
    }

    /// How many distinct members there are that neither model has.
    fn of_neither(&self) -> u32 {
        self.other_count.into()
    }

    const fn has(&self, any: u64) -> bool {
        self.members & any != 0
    }

    /// Returns the document that these members make: the first rule that fits decides.
    pub(crate) fn kind(&self) -> Option<DocumentKind> {
        // Every rule needs one of these.
        if !self.has(CODE | ID | LOCATION_ALONE | ERRORS_ARE_ERRORS | WRAPS_PIN) && self.of_location() < 4 {
            return None;
        }
        let (pin, location, neither) = (self.of_pin(), self.of_location(), self.of_neither());
        if self.has(ERRORS_ARE_ERRORS) {
            Some(DocumentKind::ApiErrors)
        } else if self.has(WRAPS_PIN) && neither == 1 && pin + location == 0
            || pin >= 3 && pin > neither && self.has(ID | CODE) && self.has(TELLING)
        {
            Some(DocumentKind::Pin)
        } else if location > neither && (location >= 4 || self.has(LOCATION_ALONE)) {
            Some(DocumentKind::Location)
        } else if self.has(MESSAGE) && self.has(CODE_IS_KNOWN) {
            Some(DocumentKind::ApiErrors)
        } else {
            None
        }
    }

    /// Whether what was seen of an object that is cut off or broken makes a document already.
    pub(crate) fn is_promising(&self) -> bool {
        self.kind().is_some()
            || self.has(ID | CODE) && (self.of_pin() >= 3 || self.has(AUTH_TOKEN))
            || self.has(LOCATION_OBJECT) && self.of_pin() >= 2
    }

    /// Returns what these members look like where they make no document.
    pub(crate) fn lookalike(&self) -> Option<Lookalike> {
        let has = |bits: u32| self.signs & bits == bits;
        let alone = self.of_neither() == 0 && self.of_pin() == 1 && self.of_location() == 0;
        Some(if has(UUID | EMAIL) || has(UUID | USERNAME) {
            Lookalike::Account
        } else if has(PROVIDES) {
            Lookalike::Resource
        } else if alone && self.has(AUTH_TOKEN) {
            Lookalike::JwtToken
        } else if has(NONCE) && self.of_neither() == 1 {
            Lookalike::JwtNonce
        } else if has(KEYS) && self.of_neither() == 1 {
            Lookalike::KeySet
        } else if has(MEDIA_CONTAINER) {
            Lookalike::MediaContainer
        } else if has(ENTRIES | CREATOR) {
            Lookalike::Har
        } else if has(INFO | ITEM) {
            Lookalike::Postman
        } else if has(EXPORT_FORMAT | RESOURCES) {
            Lookalike::Insomnia
        } else {
            return None;
        })
    }
}

/// A hash of a name: its length, its first and its last bytes.
fn hash(raw: &[u8]) -> u32 {
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let mix = match (raw.first_chunk(), raw.last_chunk()) {
        (Some(first), Some(last)) => word(first) ^ word(last).rotate_left(29),
        _ => raw.iter().fold(0, |hash, byte| hash << 8 | u64::from(*byte)),
    };
    let mix = (mix ^ (raw.len() as u64) << 57).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mix >> 32) as u32
}

#[cfg(test)]
mod tests {
    use crate::forms::find;
    use crate::model::DocumentKind;

    /// The search recognises as it goes, the library reads an object to its end: both must say the same.
    #[test]
    fn ok_same_as_the_library() {
        for body in [
            r"{}",
            r#"{"id":1}"#,
            r#"{"id":1,"code":"ABCD"}"#,
            r#"{"id":1,"code":"ABCD","trusted":false}"#,
            r#"{"id":1,"code":"ABCD","product":"0"}"#,
            r#"{"Id":1,"auth-token":"t","expires_in":5}"#,
            r#"{"id":1,"code":"A","qr":"q","a":1,"b":2}"#,
            r#"{"id":1,"code":"A","qr":"q","a":1,"b":2,"c":3}"#,
            r#"{"id":1,"code":"A","qr":"q","a":1,"a":2,"a":3}"#,
            r#"{"trusted":true,"qr":"q","expiresIn":1}"#,
            r#"{"pin":{"id":1}}"#,
            r#"{"pin":{"id":1},"a":1}"#,
            r#"{"pin":1}"#,
            r#"{"code":"NL","country":"NL","city":"A","time_zone":"B"}"#,
            r#"{"city":"A","country":"NL"}"#,
            r#"{"city":"A","continent_code":"EU"}"#,
            r#"{"continent_code":"EU","a":1}"#,
            r#"{"code":1020,"message":"m"}"#,
            r#"{"code":"1020","message":"m"}"#,
            r#"{"code":999,"message":"m"}"#,
            r#"{"code":2000,"message":"m"}"#,
            r#"{"code":1020}"#,
            r#"{"errors":[]}"#,
            r#"{"errors":[{"code":1020,"message":"m"}]}"#,
            r#"{"errors":[{"code":"x","message":"m"}]}"#,
            r#"{"errors":[{"code":"x","message":"m"},{"code":1,"message":"m"}]}"#,
            r#"{"errors":[{"code":1020,"message":"m"},{"code":1}]}"#,
            r#"{"errors":[{"code":1020,"message":"m"},1]}"#,
            r#"{"message":"m","errors":[{"path":"/x"}]}"#,
            r#"{"message":"m","errors":[{"code":1001,"message":"m"}],"a":1}"#,
            r#"{"uuid":"u","email":"e","id":1,"authToken":"t"}"#,
            r#"{"auth_token":"t"}"#,
            r#"{"MediaContainer":{}}"#,
            r#"{"status":500,"error":"Internal Server Error"}"#,
        ] {
            let library = DocumentKind::recognise(body).ok();
            let found = find(body.as_bytes());
            // A document inside the object is none that the object is.
            let at_root = found.candidates.iter().find(|it| it.pointer.is_empty());
            assert_eq!(at_root.and_then(|it| it.kind), library, "{body}");
        }
        // A member counts for its model, whichever it is.
        for member in plex_pin::Location::MEMBERS {
            let value = member.example;
            let body = format!(
                r#"{{"city":"A","country":"NL","time_zone":"B","a":1,"b":2,"c":3,"{}":{value}}}"#,
                member.name
            );
            let library = DocumentKind::recognise(&body).ok();
            assert_eq!(find(body.as_bytes()).candidates.iter().find_map(|it| it.kind), library, "{body}");
        }
        // In a log or an envelope the name of the wrapper alone is no sign of a pin.
        for body in [r#"{"pin":{"a":1}}"#, r#"{"pin":{}}"#] {
            assert!(DocumentKind::recognise(body).is_ok() && find(body.as_bytes()).candidates.is_empty());
        }
    }
}
