//! Recognises texts that cannot be redacted safely: lines cut by a terminal, hexadecimal dumps.

/// Why a text cannot be redacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsafe {
    /// Lines were cut at a width, in the middle of a string.
    HardWrapped,
    /// Bytes are written in hexadecimal.
    HexDump,
    /// A secret is left after redaction.
    Leak,
}

/// The narrowest terminal.
const MIN_WIDTH: usize = 40;

/// Examines the lines of a text, one after another.
#[derive(Debug, Default)]
pub(super) struct Lines {
    line: Vec<u8>,
    width: usize,
    /// Whether a string is open at the end of the line before.
    is_open: bool,
    dump_length: usize,
}

impl Lines {
    /// Adds bytes of the text. Returns why it cannot be redacted, if so.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Option<Unsafe> {
        for part in bytes.split_inclusive(|&byte| byte == b'\n') {
            // The start of a longer line is enough.
            let room = 4096_usize.saturating_sub(self.line.len());
            self.line.extend_from_slice(&part[..part.len().min(room)]);
            if part.ends_with(b"\n") {
                let line = std::mem::take(&mut self.line);
                if let Some(problem) = self.end_line(line.trim_ascii_end()) {
                    return Some(problem);
                }
            }
        }
        None
    }

    fn end_line(&mut self, line: &[u8]) -> Option<Unsafe> {
        self.dump_length = if is_hex_dump(line) { self.dump_length + 1 } else { 0 };
        if self.dump_length == 2 {
            return Some(Unsafe::HexDump);
        }
        // Characters, since that is what a terminal counts.
        let width = line.iter().filter(|byte| !(0x80..0xC0).contains(*byte)).count();
        let goes_on = self.is_open && width <= self.width;
        if goes_on && width == self.width {
            return Some(Unsafe::HardWrapped);
        }
        let is_odd = quotes(line) % 2 == 1;
        self.is_open = width >= MIN_WIDTH && is_odd && line.len() < 4000;
        self.width = width;
        None
    }
}

/// Counts quotes that are not escaped.
fn quotes(line: &[u8]) -> usize {
    let is_quote = |at: &usize| line[*at] == b'"' && (*at == 0 || line[at - 1] != b'\\');
    (0..line.len()).filter(is_quote).count()
}

/// Returns whether a line is like those of `xxd`, `hexdump -C` and `curl --trace`: an offset, and eight or more bytes.
fn is_hex_dump(line: &[u8]) -> bool {
    let offset = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    if !(4..=8).contains(&offset) {
        return false;
    }
    let rest = line[offset..].strip_prefix(b":").unwrap_or(&line[offset..]);
    let Some(rest) = rest.strip_prefix(b" ") else { return false };
    let hex = rest.iter().take_while(|byte| byte.is_ascii_hexdigit() || **byte == b' ');
    let digits = hex.filter(|byte| **byte != b' ').count();
    let words = rest.split(|&byte| byte == b' ').filter(|word| !word.is_empty()).take(4);
    digits >= 16 && words.clone().count() == 4 && words.into_iter().all(|word| matches!(word.len(), 2 | 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn err_texts_that_cannot_be_redacted() {
        let body = format!("{{\"id\":1,\"product\":\"{}\",\"authToken\":\"T\"}}", "y".repeat(200));
        let wrapped: Vec<_> = body.as_bytes().chunks(80).map(|it| std::str::from_utf8(it).unwrap()).collect();
        for (text, expected) in [
            (wrapped.join("\n"), Some(Unsafe::HardWrapped)),
            (format!("{body}\n{body}\n"), None),
            ("{\n  \"a\": 1,\n  \"b\": 2\n}\n".to_owned(), None),
            (
                "00000000  7b 22 61 75 74 68 54 6f  6b 65 6e 22 3a 22 78 59  |{\"authToken\":\"xY|\n\
                 00000010  37 2d 4b 64 39 33 5f 73  51 70 4c 6d 32 56 62 6e  |7-Kd93_sQpLm2Vbn|\n"
                    .to_owned(),
                Some(Unsafe::HexDump),
            ),
            ("0000: GET / HTTP/1.1\n0010: Accept: */*\n".to_owned(), None),
        ] {
            assert_eq!(Lines::default().add((text.clone() + "\n").as_bytes()), expected, "{text}");
        }
    }
}
