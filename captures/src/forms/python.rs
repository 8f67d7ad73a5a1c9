//! What Python prints of a body: it is told for what it is, not read.

use std::ops::Range;

use memchr::memchr;

use super::recognise::{Names, name};

/// Whether the object at `span` is in a bytes literal that escapes some of it: `b'{"city":"K\xc3\xb8benhavn"}'`.
// Read as JSON, `\\n` would be other text than was received, and `\xc3` an error that nobody made.
pub(crate) fn is_escaped_literal(bytes: &[u8], span: Range<usize>) -> bool {
    let before = &bytes[..span.start];
    (before.ends_with(b"b'") || before.ends_with(b"b\"")) && memchr(b'\\', &bytes[span]).is_some()
}

/// How deep dictionaries are read.
const MAX_NESTING: usize = 64;

/// Finds the documents in the dictionary at `at`: `{'id': 1, 'code': 'ABCD', 'trusted': False}`. Returns how far it was
/// read: to its end, or to that of its line.
pub(crate) fn dictionaries(bytes: &[u8], at: usize) -> (usize, Vec<Range<usize>>) {
    let mut found = Vec::new();
    let mut open: Vec<(usize, Names)> = Vec::new();
    let mut position = at;
    while let Some(&byte) = bytes.get(position).filter(|byte| **byte != b'\n') {
        match byte {
            b'{' if open.len() == MAX_NESTING => break,
            b'{' => open.push((position, Names::default())),
            b'}' => {
                // Invariant: the first byte opens one, and the loop ends where the last is closed.
                let Some((start, names)) = open.pop() else { break };
                if names.kind().is_some() {
                    found.retain(|inner: &Range<usize>| inner.start < start);
                    found.push(start..position + 1);
                }
            }
            b'\'' | b'"' => {
                let end = string_end(bytes, position);
                if bytes.get(end) == Some(&b':')
                    && let Some((_, names)) = open.last_mut()
                {
                    let raw = &bytes[position + 1..end - 1];
                    names.add(name(raw), raw);
                }
                position = end - 1;
            }
            _ => {}
        }
        position += 1;
        if open.is_empty() {
            break;
        }
    }
    (position, found)
}

/// Returns where the string at `at` ends, behind its quote, or where its line does.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let quote = bytes[at];
    let mut position = at + 1;
    loop {
        match bytes.get(position) {
            None | Some(b'\n') => return position.min(bytes.len()),
            Some(b'\\') => position += 2,
            Some(byte) if *byte == quote => return position + 1,
            Some(_) => position += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{dictionaries, is_escaped_literal};

    #[test]
    fn ok_dictionaries() {
        for (text, end, found) in [
            ("{'id': 1, 'code': 'ABCD', 'trusted': False} }", 43, "[0..43]"),
            (
                "{'id': 1, 'code': \"it's\", 'qr': 'a}\\'b', 'location': {'code': 'NL', 'x': [(1, 2)]}}",
                83,
                "[0..83]",
            ),
            ("{'a': {'id': 1, 'code': 'A', 'qr': ''}, 'b': {'continent_code': 'EU'}}", 70, "[6..38, 45..69]"),
            ("{'a': 1}", 8, "[]"),
            ("{}", 2, "[]"),
            ("{'id': 1, 'code': 'ABCD'", 24, "[]"),
            ("{'id': 1, 'code': 'AB\nCD', 'trusted': True}", 21, "[]"),
            ("{'id\\", 5, "[]"),
        ] {
            let (read_to, documents) = dictionaries(text.as_bytes(), 0);
            assert_eq!((read_to, format!("{documents:?}").as_str()), (end, found), "{text}");
        }
        let deep = "{'a': ".repeat(1000);
        assert_eq!(dictionaries(deep.as_bytes(), 0).0, 64 * 6);
    }

    #[test]
    fn ok_bytes_literals() {
        for (text, is_escaped) in [
            (r#"b'{"a":"\xc3"}'"#, true),
            (r#"b"{'a':'\"'}""#, true),
            (r#"b'{"a":"c"}'"#, false),
            (r#"'{"a":"\n"}'"#, false),
        ] {
            let span = text.find('{').unwrap()..text.len() - 1;
            assert_eq!(is_escaped_literal(text.as_bytes(), span), is_escaped, "{text}");
        }
    }
}
