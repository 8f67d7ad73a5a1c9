//! Finds where a tool has split a text in two.
//!
//! `curl --trace-ascii` writes 64 bytes a line after an offset. Docker's json-file makes two records of a line
//! above 16,384 bytes. A secret may be cut there.

/// Finds what is between two halves.
pub(super) struct Joins<'t> {
    text: &'t [u8],
    line_start: usize,
}

/// How many bytes `curl --trace-ascii` writes on a line.
const TRACE_WIDTH: usize = 64;

impl<'t> Joins<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { text, line_start: 0 }
    }

    /// Where the second half begins, if `byte` at `at` ends a first half. Must see each line feed, in order.
    pub(super) fn end(&mut self, byte: u8, at: usize) -> Option<usize> {
        if byte == b'"' {
            return self.docker_record(at);
        }
        let line = &self.text[self.line_start..at];
        self.line_start = at + 1;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let (offset, prefix) = trace_offset(line)?;
        let (next_offset, next_prefix) = trace_offset(&self.text[at + 1..])?;
        let joined = line.len() - prefix == TRACE_WIDTH && next_offset == offset + TRACE_WIDTH;
        joined.then_some(at + 1 + next_prefix)
    }

    /// After `","stream":"stdout","time":"…"}` and the start of the next record, unless a line ends before it.
    fn docker_record(&self, at: usize) -> Option<usize> {
        const NEXT: &[u8] = b"\"}\n{\"log\":\"";
        let rest = self.text[at..].strip_prefix(b"\",\"stream\":\"std")?;
        if self.text[..at].ends_with(b"\\n") {
            return None;
        }
        let rest = rest.strip_prefix(b"out").or_else(|| rest.strip_prefix(b"err"))?;
        let rest = rest.strip_prefix(b"\",\"time\":\"")?;
        let time = rest.iter().take(40).position(|&byte| byte == b'"')?;
        rest[time..].starts_with(NEXT).then(|| self.text.len() - rest.len() + time + NEXT.len())
    }
}

/// The offset at the start of a line, as in `0040: `, and how many bytes it takes.
fn trace_offset(line: &[u8]) -> Option<(usize, usize)> {
    let digits = line.iter().take(9).take_while(|byte| byte.is_ascii_hexdigit()).count();
    if !(4..=8).contains(&digits) || !line[digits..].starts_with(b": ") {
        return None;
    }
    let digits_text = str::from_utf8(&line[..digits]).ok()?;
    Some((usize::from_str_radix(digits_text, 16).ok()?, digits + 2))
}
