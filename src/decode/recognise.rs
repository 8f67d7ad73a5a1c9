//! Recognises the kind of a document by its members.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::documents::Wrapper;
use super::names::same_name;
use super::object::{Record, Seen, find_member};
use crate::json::{Reader, SyntaxError, Type, Value};
use crate::model::{ApiError, ApiErrors, DocumentKind, Location, Pin};
use crate::span::Span;

/// How many unknown members are kept: more than any document has known members.
const MAX_UNKNOWN: usize = 24;

/// A pin has one of these.
const PIN_MARKS: &[&str] =
    &["clientIdentifier", "expiresIn", "expiresAt", "authToken", "newRegistration", "trusted", "qr"];

/// An object with few members is a location if it has one of these.
const LOCATION_MARKS: &[&str] = &[
    "european_union_member",
    "continent_code",
    "in_privacy_restricted_country",
    "in_privacy_restricted_region",
];

/// Hints at what an unrecognised object is: an object that has all member names of a row gets the hint of the row.
const HINTS: &[(&[&str], &str)] = &[
    (&["uuid", "email"], "Plex account"),
    (&["uuid", "username"], "Plex account"),
    (&["provides"], "device or server of /api/v2/resources"),
    (&["nonce"], "nonce of the JWT flow"),
    (&["keys"], "key set"),
    (&["MediaContainer"], "MediaContainer of a media server"),
    (&["log"], "HAR file"),
    (&["entries"], "HAR file"),
    (&["_postman_variable_scope"], "Postman export"),
    (&["info", "item"], "Postman export"),
    (&["collection", "run"], "Postman export"),
    (&["__export_format"], "Insomnia export"),
    (&["_type", "resources"], "Insomnia export"),
    (&["protocolVersion", "tunnel"], "Charles export"),
    (&["keptAlive", "actualPort"], "Charles export"),
    (&["errors", "message"], "error of another service"),
    (&["error"], "error of another service"),
];

/// What decides the kind of a document, collected from the members of an object.
#[allow(clippy::struct_excessive_bools)] // Each is a question of its own.
pub(super) struct Recognition<'a> {
    pub(super) span: Span,
    pin: Members,
    location: Members,
    error: Members,
    /// The names of the first distinct members that are neither of a pin nor of a location.
    unknown: Vec<Cow<'a, str>>,
    /// Whether the member `errors` is there, and whether its value is an array of errors of plex.tv.
    errors: bool,
    errors_fit: bool,
    /// Whether `code` is a number of plex.tv's errors.
    code_fits: bool,
    /// How many members there are, and whether the first one is the wrapper of a pin.
    count: usize,
    wraps: bool,
    /// Why the text is not JSON, and the member in which the error is.
    pub(super) broken: Option<SyntaxError>,
    pub(super) last: Option<Cow<'a, str>>,
}

impl<'a> Recognition<'a> {
    /// Scans all members of the object at the reader's position, and on to the end of the text.
    // The text is read once more after this: which document it is may depend on its last member.
    pub(super) fn scan(mut reader: Reader<'a>) -> Self {
        let mut recognition = Self {
            span: Span::default(),
            pin: Members::of::<Pin<'_>>(),
            location: Members::of::<Location<'_>>(),
            error: Members::of::<ApiError<'_>>(),
            unknown: Vec::new(),
            errors: false,
            errors_fit: false,
            code_fits: false,
            count: 0,
            wraps: false,
            broken: None,
            last: None,
        };
        recognition.broken = recognition.read(&mut reader).err();
        recognition
    }

    fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), SyntaxError> {
        let start = reader.offset();
        let mut more = reader.open_object()?;
        while more {
            let name = reader.string()?;
            let value = reader.colon().and_then(|()| self.member(&name, reader));
            match value.and_then(|()| reader.next_member()) {
                Ok(next) => more = next,
                Err(error) => {
                    self.last = Some(name);
                    return Err(error);
                }
            }
        }
        self.span = reader.span_from(start);
        reader.end()
    }

    #[allow(clippy::ptr_arg)] // It is cloned as it is.
    fn member(&mut self, name: &Cow<'a, str>, reader: &mut Reader<'a>) -> Result<(), SyntaxError> {
        self.count += 1;
        match self.pin.add(name) {
            // The one name that is a member of all three.
            Some("code") => {
                self.location.add(name);
                self.error.add(name);
                self.code_fits = integer(&reader.value()?).is_some_and(|code| (1000..=1999).contains(&code));
                return Ok(());
            }
            None if self.location.add(name).is_none() => {}
            _ => return reader.skip(),
        }
        self.error.add(name);
        let is_errors = find_member::<ApiErrors<'_>>(name).is_some();
        self.wraps |= self.count == 1
            && find_member::<Wrapper<'_>>(name).is_some()
            && reader.cursor.byte() == Some(b'{');
        if self.unknown.len() < MAX_UNKNOWN && !self.unknown.iter().any(|other| same_name(other, name)) {
            self.unknown.push(name.clone());
        }
        if !is_errors {
            return reader.skip();
        }
        self.errors = true;
        self.errors_fit = errors_fit(reader)?;
        Ok(())
    }

    /// Returns the kind of the document, by the rules of `Parser::parse_document` in their order.
    pub(super) fn kind(&self) -> Option<DocumentKind> {
        let (location, unknown) = (self.location.count(), self.unknown.len());
        if self.errors_fit {
            return Some(DocumentKind::ApiErrors);
        }
        if self.is_wrapper() || self.pin.is_pin(unknown) {
            return Some(DocumentKind::Pin);
        }
        if location > unknown && (location >= 4 || self.location.has_any(LOCATION_MARKS)) {
            return Some(DocumentKind::Location);
        }
        (self.code_fits && self.error.is_error()).then_some(DocumentKind::ApiErrors)
    }

    /// Returns whether the object has a member of the document, in any spelling, or is a wrapper of it.
    pub(super) fn shares_member(&self, kind: DocumentKind) -> bool {
        match kind {
            DocumentKind::Pin => self.pin.count() > 0 || self.is_wrapper(),
            DocumentKind::Location => self.location.count() > 0,
            DocumentKind::ApiErrors => self.errors || self.error.is_error(),
        }
    }

    /// Returns whether the object is `{"pin":{…}}` and nothing else.
    pub(super) const fn is_wrapper(&self) -> bool {
        self.wraps && self.count == 1
    }

    /// Returns whether the object has no `errors`, but the members of an error.
    pub(super) fn is_bare_error(&self) -> bool {
        !self.errors && self.error.is_error()
    }

    /// Describes an object that is not the expected document.
    pub(super) fn describe(&self) -> &'static str {
        let has = |name: &&str| match *name {
            "message" => self.error.has("message"),
            name => self.unknown.iter().any(|other| other == name),
        };
        match self.kind() {
            Some(DocumentKind::Pin) => return "pin",
            Some(DocumentKind::Location) => return "location",
            Some(DocumentKind::ApiErrors) => return "errors of plex.tv",
            None if self.count == 0 => return "empty object",
            None if self.count == 1 && self.pin.has("authToken") => return "token of the JWT flow",
            None => {}
        }
        let hint = HINTS.iter().find(|(names, _)| names.iter().all(has));
        hint.map_or("another object", |(_, hint)| hint)
    }
}

/// Returns whether an object that has only members of a pin is recognised as one.
pub(super) fn is_pin(seen: Seen) -> bool {
    Members { bits: seen.0, ..Members::of::<Pin<'_>>() }.is_pin(0)
}

/// The members of a model that an object has, one bit each, in any spelling.
struct Members {
    names: &'static [&'static str],
    find: fn(&str) -> Option<usize>,
    bits: u32,
    /// The index of the member that is probably next.
    next: usize,
}

impl Members {
    const fn of<'a, R: Record<'a>>() -> Self {
        Self { names: R::NAMES, find: find_member::<R>, bits: 0, next: 0 }
    }

    /// Adds the member with this name. Returns its canonical name.
    fn add(&mut self, name: &str) -> Option<&'static str> {
        let predicted = self.names.get(self.next) == Some(&name);
        let index = if predicted { self.next } else { (self.find)(name)? };
        self.bits |= 1 << index;
        self.next = index + 1;
        Some(self.names[index])
    }

    const fn count(&self) -> usize {
        self.bits.count_ones() as usize
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().position(|known| *known == name).is_some_and(|index| self.bits >> index & 1 == 1)
    }

    fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    /// Returns whether an object with these members and so many unknown ones is a pin, unless it is errors.
    fn is_pin(&self, unknown: usize) -> bool {
        self.count() >= 3.max(unknown + 1) && self.has_any(&["id", "code"]) && self.has_any(PIN_MARKS)
    }

    fn is_error(&self) -> bool {
        self.has("code") && self.has("message")
    }
}

/// Steps over a value. Returns whether it is an array of objects with `code` and `message`, one code an integer.
fn errors_fit(reader: &mut Reader<'_>) -> Result<bool, SyntaxError> {
    if reader.cursor.byte() != Some(b'[') {
        return reader.skip().map(|()| false);
    }
    let mut more = reader.open_array()?;
    let (mut all, mut any) = (more, false);
    while more {
        let mut error = Members::of::<ApiError<'_>>();
        if reader.cursor.byte() == Some(b'{') {
            let mut members = reader.open_object()?;
            while members {
                let member = error.add(&reader.string()?);
                reader.colon()?;
                let value = reader.value()?;
                any |= member == Some("code") && (value.kind() == Type::Number || integer(&value).is_some());
                members = reader.next_member()?;
            }
        } else {
            reader.skip()?;
        }
        all &= error.is_error();
        more = reader.next_element()?;
    }
    Ok(all && any)
}

/// Returns the value of a number or a string of digits, if it is an integer.
fn integer(value: &Value<'_>) -> Option<u64> {
    match value {
        Value::Number(number) => number.integer(u32::MAX.into()),
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}
