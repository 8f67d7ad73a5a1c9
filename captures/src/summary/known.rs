//! What the scan of a summary knows of each member: how it is written, and what is kept of its value.

use plex_pin::{Member, MemberKind};
use wide::u8x16;

/// How many bytes are compared at once: the longest name with its quotes and its colon.
const WINDOW: usize = 32;

/// What is kept of the values of a member beside their types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Nothing.
    Plain,
    /// Whether a number has a fraction or an exponent.
    Id,
    /// The same, and the number.
    Number,
    Timestamp,
    Coordinates,
    AuthToken,
    /// The code of a pin.
    Code,
    Product,
    /// An object whose members are counted by themselves.
    Location,
}

/// A member, prepared for the scan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// `"name":`, and zeros behind it.
    key: [u8; WINDOW],
    length: usize,
    /// A bit for each byte of the key, the first one in the lowest bit.
    mask: u32,
    pub(super) rule: Rule,
}

/// Prepares the members of an object.
pub(super) const fn known<const N: usize>(members: &[Member], is_pin: bool) -> [Known; N] {
    let mut all = [Known { key: [0; WINDOW], length: 0, mask: 0, rule: Rule::Plain }; N];
    let mut index = 0;
    while index < N {
        let name = members[index].name.as_bytes();
        let length = name.len() + 3;
        assert!(length <= WINDOW, "the window is as long as the longest name");
        let known = &mut all[index];
        known.rule = rule(members[index].kind, name, is_pin);
        known.length = length;
        known.mask = u32::MAX >> (WINDOW - length);
        known.key[0] = b'"';
        let mut at = 0;
        while at < name.len() {
            known.key[at + 1] = name[at];
            at += 1;
        }
        known.key[at + 1] = b'"';
        known.key[at + 2] = b':';
        index += 1;
    }
    all
}

const fn rule(kind: MemberKind, name: &[u8], is_pin: bool) -> Rule {
    match kind {
        MemberKind::Timestamp => Rule::Timestamp,
        MemberKind::Coordinates => Rule::Coordinates,
        MemberKind::AuthToken => Rule::AuthToken,
        MemberKind::Text if is_pin && matches!(name, b"code") => Rule::Code,
        MemberKind::Text if is_pin && matches!(name, b"product") => Rule::Product,
        MemberKind::Id => Rule::Id,
        MemberKind::Seconds | MemberKind::ErrorCode | MemberKind::ErrorStatus => Rule::Number,
        MemberKind::Location => Rule::Location,
        _ => Rule::Plain,
    }
}

impl Known {
    /// Returns the length of this member's key if `text` begins with it, with no white space.
    #[inline(always)]
    pub(super) fn key_length(&self, text: &[u8]) -> Option<usize> {
        let Some(window) = text.first_chunk::<WINDOW>() else {
            return text.starts_with(&self.key[..self.length]).then_some(self.length);
        };
        let half = |bytes: &[u8; WINDOW], start: usize| {
            u8x16::new(*bytes[start..].first_chunk().unwrap_or(&[0; 16]))
        };
        let same = |start| half(window, start).simd_eq(half(&self.key, start)).to_bitmask();
        let differs = !(same(0) & 0xFFFF | same(16) << 16);
        (differs & self.mask == 0).then_some(self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::super::object::Object;

    /// Each member is found by its key, and by no other one's.
    #[test]
    fn ok_keys_of_members() {
        for object in Object::ALL {
            for (index, known) in object.known().iter().enumerate() {
                let key = format!("\"{}\":", object.members()[index].name);
                for rest in ["", "1", "\"a string that is longer than the window\""] {
                    let text = format!("{key}{rest}");
                    assert_eq!(known.key_length(text.as_bytes()), Some(key.len()), "{text}");
                    let others = object.known().iter().enumerate().filter(|(other, _)| *other != index);
                    for (_, other) in others {
                        assert_eq!(other.key_length(text.as_bytes()), None, "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn err_other_texts() {
        let id = &Object::Pin.known()[0];
        for text in [
            "",
            "\"id\"",
            "\"id\" :",
            "\"ID\":1",
            " \"id\":1",
            "\"idx\":1",
            "\"id\";1,\"code\":\"7RQZ\",\"qr\":\"\"}",
        ] {
            assert_eq!(id.key_length(text.as_bytes()), None, "{text}");
        }
    }
}
