//! Locations in a document: JSON Pointer, RFC 6901; in XML `/pin/location/@city`.
//!
//! The decoder keeps a [`Path`], and makes a [`Pointer`] of it only for a deviation or an error.

use alloc::boxed::Box;
use alloc::string::ToString;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use wide::u8x16;

/// A JSON Pointer (RFC 6901), with member names as the document writes them.
///
/// `""` is the document itself, `/location/city` the member `city` of the member `location`, `/errors/0` the first element
/// of `errors`. In a name `~` is written `~0`, and `/` is written `~1`.
///
/// In XML the first step is the root element, and an attribute has an `@`: `/pin/location/@city`, `/pin/expires-at`. Of several
/// elements of one name all but the first are counted, from 2: `/errors/error[2]/@code`. `text()` is the text of an element.
///
/// Names come from the body, so a pointer is untrusted text: print it through [`Escaped`](crate::Escaped).
///
/// ```
/// use plex_pin::{Parser, Pin};
///
/// let parsed = Parser::LENIENT.parse::<Pin>(r#"{"location":{"CITY":"Breda"}}"#)?;
/// let pointer = parsed.deviations()[0].pointer();
/// assert_eq!(pointer, "/location/CITY");
/// assert!(!pointer.is_root());
/// # Ok::<(), plex_pin::Error>(())
/// ```
#[derive(Clone)]
pub struct Pointer(Storage);

/// The text of a pointer. A short one, as are those of all known members, needs no allocation.
#[derive(Clone)]
enum Storage {
    Short { bytes: [u8; SHORT], length: u8 },
    Long(Box<str>),
}

/// As long as `/location/in_privacy_restricted_country`, rounded up to whole words with the length.
const SHORT: usize = 46;

impl Storage {
    const EMPTY: Self = Self::Short { bytes: [0; SHORT], length: 0 };

    fn as_str(&self) -> &str {
        match self {
            // Invariant: UTF-8, since whole strings are appended.
            Self::Short { bytes, length } => {
                core::str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default()
            }
            Self::Long(text) => text,
        }
    }

    const fn len(&self) -> usize {
        match self {
            Self::Short { length, .. } => *length as usize,
            Self::Long(text) => text.len(),
        }
    }

    fn push(&mut self, text: &str) {
        self.push_pair("", text);
    }

    /// Appends two texts, the first of which is short and known at compile time.
    #[inline(always)]
    fn push_pair(&mut self, first: &'static str, second: &str) {
        if let Self::Short { bytes, length } = self {
            let start = usize::from(*length);
            let end = start + first.len() + second.len();
            if let Some((place, behind)) =
                bytes.get_mut(start..end).and_then(|place| place.split_at_mut_checked(first.len()))
            {
                place.copy_from_slice(first.as_bytes());
                behind.copy_from_slice(second.as_bytes());
                #[allow(clippy::cast_possible_truncation)] // Invariant: at most SHORT.
                let end = end as u8;
                *length = end;
                return;
            }
        }
        self.push_long(first, second);
    }

    /// Appends a slash and a name, in which `~` is written `~0`, and `/` is written `~1`.
    fn push_name(&mut self, name: &str) {
        let start = self.len();
        self.push_pair("/", name);
        let special = match self {
            // Over all bytes: how many loops a name needs cannot be predicted.
            Self::Short { bytes, .. } => escaped_places(bytes) >> (start + 1) != 0,
            Self::Long(_) => name.contains(['~', '/']),
        };
        if special {
            let escaped = name.replace('~', "~0").replace('/', "~1");
            *self = Self::Long([&self.as_str()[..start], "/", &escaped].concat().into());
        }
    }

    #[cold]
    fn push_long(&mut self, first: &str, second: &str) {
        *self = Self::Long([self.as_str(), first, second].concat().into());
    }
}

/// Returns which bytes are `~` or `/`, one bit each.
fn escaped_places(bytes: &[u8; SHORT]) -> u64 {
    let places = |at: usize| {
        let text = u8x16::new(*bytes[at..].first_chunk().unwrap_or(&[0; 16]));
        let is = |byte| text.simd_eq(u8x16::splat(byte));
        u64::from((is(b'~') | is(b'/')).to_bitmask() & 0xFFFF) << at
    };
    places(0) | places(16) | places(SHORT - 16)
}

impl Pointer {
    /// The document itself: the empty pointer.
    pub const ROOT: Self = Self(Storage::EMPTY);

    /// Returns the text of the pointer: `/location/city`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Returns whether it points at the whole document.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.as_str().is_empty()
    }

    #[cfg(feature = "validate")]
    pub(crate) fn from_text(text: &str) -> Self {
        let mut pointer = Self::ROOT;
        pointer.0.push(text);
        pointer
    }

    /// Returns the pointer to a member of the object that this one points at.
    #[cfg(feature = "validate")]
    pub(crate) fn member(&self, name: &str) -> Self {
        let mut pointer = self.clone();
        Path::Root.name(name).write(&mut pointer);
        pointer
    }
}

impl Default for Pointer {
    fn default() -> Self {
        Self::ROOT
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pointer").field(&self.as_str()).finish()
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl AsRef<str> for Pointer {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Pointer {}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Pointer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialEq<str> for Pointer {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Pointer {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

/// The path from the root to the current value, linked through the stack frames of the decoder.
// A document without deviations pays for no pointer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Path<'p> {
    Root,
    /// A known member, as it is in a pointer: `/id`.
    Known(&'p Path<'p>, &'static str),
    Name(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
    /// An attribute of an XML element: `/@id`.
    #[cfg(feature = "xml")]
    Attribute(&'p Path<'p>, &'p str),
    /// One of several XML elements of the same name, counted from 0. The first one is written as one alone is: `/error`,
    /// `/error[2]`.
    #[cfg(feature = "xml")]
    Element(&'p Path<'p>, &'p str, usize),
}

impl<'p> Path<'p> {
    /// Extends the path by a known member. `step` begins with a slash, and has nothing else that is escaped.
    pub(crate) const fn known(&'p self, step: &'static str) -> Self {
        Self::Known(self, step)
    }

    pub(crate) const fn name(&'p self, name: &'p str) -> Self {
        Self::Name(self, name)
    }

    #[cfg(feature = "xml")]
    pub(crate) const fn attribute(&'p self, name: &'p str) -> Self {
        Self::Attribute(self, name)
    }

    #[cfg(feature = "xml")]
    pub(crate) const fn element(&'p self, name: &'p str, index: usize) -> Self {
        Self::Element(self, name, index)
    }

    pub(crate) const fn index(&'p self, index: usize) -> Self {
        Self::Index(self, index)
    }

    #[cold]
    pub(crate) fn to_pointer(self) -> Pointer {
        let mut pointer = Pointer::ROOT;
        self.write(&mut pointer);
        pointer
    }

    /// Appends the path to a pointer.
    // At most five deep, as deep as models nest. By reference, since a path was just written in pieces, and slow to copy.
    pub(crate) fn write(&self, pointer: &mut Pointer) {
        match self {
            // A member of the root or of the location: by branches, which can be predicted.
            Path::Known(Path::Root, step) => pointer.0.push(step),
            Path::Known(Path::Known(Path::Root, first), step) => pointer.0.push_pair(first, step),
            _ => self.write_any(pointer),
        }
    }

    fn write_any(&self, pointer: &mut Pointer) {
        let parent = match self {
            Path::Root => return,
            Path::Known(parent, _) | Path::Name(parent, _) | Path::Index(parent, _) => parent,
            #[cfg(feature = "xml")]
            Path::Attribute(parent, _) | Path::Element(parent, ..) => parent,
        };
        if !matches!(parent, Path::Root) {
            parent.write_any(pointer);
        }
        let text = &mut pointer.0;
        match *self {
            // It has its slash, and nothing to escape.
            Path::Known(_, step) => text.push(step),
            Path::Name(_, name) => text.push_name(name),
            Path::Index(_, index) => text.push_pair("/", &index.to_string()),
            // Names of XML have nothing to escape.
            #[cfg(feature = "xml")]
            Path::Attribute(_, name) => text.push_pair("/@", name),
            #[cfg(feature = "xml")]
            Path::Element(_, name, index) => {
                text.push_pair("/", name);
                if index > 0 {
                    text.push(&alloc::format!("[{}]", index + 1));
                }
            }
            Path::Root => {}
        }
    }
}

/// How the path of an object is extended to one of its members.
pub(crate) type Step = for<'p> fn(&'p Path<'p>, &'static str) -> Path<'p>;

/// Extends a path by the name of a member.
pub(crate) const fn member<'p>(path: &'p Path<'p>, name: &'static str) -> Path<'p> {
    path.name(name)
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, RandomState};

    use super::Path;

    #[test]
    fn ok_comparisons() {
        let (city, code) = (Path::Root.name("city").to_pointer(), Path::Root.name("code").to_pointer());
        assert_eq!(city, city.clone());
        assert_ne!(city, code);
        assert!(city < code);
        assert!(city == "/city" && city == *"/city");
        assert!(city != "/code" && city != *"/code");
        assert_eq!(format!("{city:?} {city}"), "Pointer(\"/city\") /city");
        let hasher = RandomState::new();
        assert_eq!(hasher.hash_one(&city), hasher.hash_one("/city"));
    }

    #[test]
    fn ok_tilde_and_slash() {
        let root = Path::Root;
        let errors = root.name("errors");
        let first = errors.index(0);
        assert_eq!(root.to_pointer(), "");
        assert_eq!(first.name("a/b~c").to_pointer(), "/errors/0/a~1b~0c");
        // At each place of a short pointer, and of one that needs an allocation.
        for length in 0..60 {
            for (special, escaped) in [("", ""), ("~", "~0"), ("/", "~1")] {
                let (before, name) = ("b".repeat(length), "n".repeat(60 - length));
                let short = root.name(&before).name(special).to_pointer();
                assert_eq!(short, *format!("/{before}/{escaped}"));
                let long = root.name(&format!("{before}{special}{name}")).name("id").to_pointer();
                assert_eq!(long, *format!("/{before}{escaped}{name}/id"));
            }
        }
    }

    #[cfg(feature = "xml")]
    #[test]
    fn ok_elements_and_attributes() {
        let root = Path::Root;
        let errors = root.name("errors");
        for (index, pointer) in [(0, "/errors/error/@code"), (1, "/errors/error[2]/@code")] {
            assert_eq!(errors.element("error", index).attribute("code").to_pointer(), pointer);
        }
    }
}
