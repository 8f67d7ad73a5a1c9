//! UTF-16 and UTF-32, told by their first bytes.

/// How a text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-16, most significant byte first.
    Utf16Be,
    /// UTF-16, least significant byte first.
    Utf16Le,
    /// UTF-32, most significant byte first.
    Utf32Be,
    /// UTF-32, least significant byte first.
    Utf32Le,
}

impl Encoding {
    /// Returns its name: `UTF-16LE`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf16Be => "UTF-16BE",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf32Be => "UTF-32BE",
            Self::Utf32Le => "UTF-32LE",
        }
    }

    /// Tells the encoding from the byte order mark; none for UTF-8.
    #[must_use]
    pub fn detect(prefix: &[u8]) -> Option<Self> {
        match *prefix {
            [0, 0, 0xfe, 0xff, ..] => Some(Self::Utf32Be),
            [0xff, 0xfe, 0, 0, ..] => Some(Self::Utf32Le),
            [0xfe, 0xff, ..] => Some(Self::Utf16Be),
            [0xff, 0xfe, ..] => Some(Self::Utf16Le),
            _ => None,
        }
    }

    /// Returns how many bytes a unit has.
    pub(crate) const fn unit(self) -> usize {
        match self {
            Self::Utf16Be | Self::Utf16Le => 2,
            Self::Utf32Be | Self::Utf32Le => 4,
        }
    }

    /// Tells the encoding of a JSON text that has no mark. Such a text begins with two ASCII characters, so that the
    /// zeros between them tell (RFC 4627, section 3).
    pub(crate) fn without_mark(prefix: &[u8]) -> Option<Self> {
        match *prefix {
            [0, 0, 0, 1..=0x7f, ..] => Some(Self::Utf32Be),
            [1..=0x7f, 0, 0, 0, ..] => Some(Self::Utf32Le),
            [0, 1..=0x7f, 0, 1..=0x7f, ..] => Some(Self::Utf16Be),
            [1..=0x7f, 0, 1..=0x7f, 0, ..] => Some(Self::Utf16Le),
            _ => None,
        }
    }

    /// Returns its name without the order of the bytes: `UTF-16`.
    pub(crate) const fn family(self) -> &'static str {
        match self {
            Self::Utf16Be | Self::Utf16Le => "UTF-16",
            Self::Utf32Be | Self::Utf32Le => "UTF-32",
        }
    }
}
