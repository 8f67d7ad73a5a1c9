//! Where something stands in the tree of a document: JSON Pointer, RFC 6901.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

/// A JSON Pointer (RFC 6901), with member names as the document writes them.
///
/// `""` is the document itself, `/location/city` the member `city` of the member `location`,
/// `/errors/0` the first element of `errors`. In a name `~` stands as `~0` and `/` as `~1`.
#[derive(Clone)]
pub struct Pointer(Text);

/// Short texts, as are the pointers to all known members, stand where they are: so most deviations allocate nothing.
#[derive(Clone)]
enum Text {
    Short { bytes: [u8; SHORT], length: u8 },
    Long(Box<str>),
}

/// As long as `/location/in_privacy_restricted_country`, and what makes the whole a number of words.
const SHORT: usize = 46;

impl Text {
    const EMPTY: Self = Self::Short { bytes: [0; SHORT], length: 0 };

    fn as_str(&self) -> &str {
        match self {
            // Invariant: made of whole strings.
            Self::Short { bytes, length } => {
                core::str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default()
            }
            Self::Long(text) => text,
        }
    }

    fn push(&mut self, text: &str) {
        self.push_pair("", text);
    }

    /// Appends two texts, the first of which is a few bytes and known when this is compiled.
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

    #[cold]
    fn push_long(&mut self, first: &str, second: &str) {
        *self = Self::Long([self.as_str(), first, second].concat().into());
    }
}

impl Pointer {
    /// The document itself.
    pub const ROOT: Self = Self(Text::EMPTY);

    /// The pointer's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it points at the whole document.
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

    /// Where a member of the object at this place stands.
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

/// The way from the root to where the decoder stands, linked through its stack frames: a document
/// without deviations pays for no pointer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Path<'p> {
    Root,
    /// A member of ours, as it stands in a pointer: `/id`.
    Known(&'p Path<'p>, &'static str),
    Name(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    /// `step` begins with a slash, and has nothing else that would have to be escaped.
    pub(crate) const fn known(&'p self, step: &'static str) -> Self {
        Self::Known(self, step)
    }

    pub(crate) const fn name(&'p self, name: &'p str) -> Self {
        Self::Name(self, name)
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

    /// Appends the way to a pointer.
    // At most five deep: no document of ours nests its members further. Lent, since a path was just written in pieces.
    pub(crate) fn write(&self, pointer: &mut Pointer) {
        let (Path::Known(parent, _) | Path::Name(parent, _) | Path::Index(parent, _)) = self else { return };
        if !matches!(parent, Path::Root) {
            parent.write(pointer);
        }
        let text = &mut pointer.0;
        match *self {
            // With its slash and looked through before: a pin with ten deviations went from 12,670 instructions
            // to 10,760.
            Path::Known(_, step) => text.push(step),
            // All of it without a branch: names are short.
            Path::Name(_, name)
                if name.bytes().fold(false, |found, byte| found | matches!(byte, b'~' | b'/')) =>
            {
                text.push_pair("/", &name.replace('~', "~0").replace('/', "~1"));
            }
            Path::Name(_, name) => text.push_pair("/", name),
            Path::Index(_, index) => text.push_pair("/", &index.to_string()),
            Path::Root => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, RandomState};

    use super::Path;

    #[test]
    fn ok_pointers_are_compared_as_their_texts() {
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
    fn ok_pointer_escapes_tilde_and_slash() {
        let root = Path::Root;
        let errors = root.name("errors");
        let first = errors.index(0);
        assert_eq!(root.to_pointer(), "");
        assert_eq!(first.name("a/b~c").to_pointer(), "/errors/0/a~1b~0c");
    }
}
