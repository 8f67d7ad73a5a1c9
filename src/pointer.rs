//! Where something stands in the tree of a document: JSON Pointer, RFC 6901.

use core::fmt;

/// A JSON Pointer (RFC 6901), with member names as the document writes them.
///
/// `""` is the document itself, `/location/city` the member `city` of the member `location`,
/// `/errors/0` the first element of `errors`. In a name `~` stands as `~0` and `/` as `~1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Pointer(String);

impl Pointer {
    /// The document itself.
    pub const ROOT: Self = Self(String::new());

    /// The pointer's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it points at the whole document.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    #[cfg(feature = "validate")]
    pub(crate) fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Where a member of the object at this place stands.
    #[cfg(feature = "validate")]
    pub(crate) fn member(&self, name: &str) -> Self {
        let mut text = self.0.clone();
        Path::Root.name(name).write(&mut text);
        Self(text)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Pointer {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Pointer {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Pointer {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// The way from the root to where the decoder stands, linked through its stack frames: a document
/// without deviations pays for no pointer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Path<'p> {
    Root,
    Name(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    pub(crate) const fn name(&'p self, name: &'p str) -> Self {
        Self::Name(self, name)
    }

    pub(crate) const fn index(&'p self, index: usize) -> Self {
        Self::Index(self, index)
    }

    #[cold]
    pub(crate) fn to_pointer(self) -> Pointer {
        let mut text = String::new();
        self.write(&mut text);
        Pointer(text)
    }

    // At most five deep: no document of ours nests its members further.
    fn write(self, text: &mut String) {
        match self {
            Path::Root => {}
            Path::Name(parent, name) => {
                parent.write(text);
                text.push('/');
                for character in name.chars() {
                    match character {
                        '~' => text.push_str("~0"),
                        '/' => text.push_str("~1"),
                        _ => text.push(character),
                    }
                }
            }
            Path::Index(parent, index) => {
                parent.write(text);
                text.push('/');
                text.push_str(&index.to_string());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn ok_pointer_escapes_tilde_and_slash() {
        let root = Path::Root;
        let errors = root.name("errors");
        let first = errors.index(0);
        assert_eq!(root.to_pointer(), "");
        assert_eq!(first.name("a/b~c").to_pointer(), "/errors/0/a~1b~0c");
    }
}
