//! The lines of HTTP messages in a text, as `curl -i`, `curl -v`, `HTTPie` and `.http` files have them.

use memchr::{memchr, memmem, memrchr2};

use super::candidate::{Exchange, SkipReason};
use super::search::{Pending, Search, Text};

/// How long a header line may be.
const MAX_LINE: usize = 8192;

/// How many header lines a message may have.
const MAX_HEADERS: usize = 256;

/// What every first line has.
const NAME: &[u8] = b"HTTP/";

/// What the messages read so far say of the document that comes next.
#[derive(Default)]
pub(crate) struct Messages {
    /// Where the next `HTTP` is.
    next: Option<usize>,
    exchange: Exchange,
}

impl Messages {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self { next: memmem::find(bytes, NAME), ..Self::default() }
    }

    /// Reads the messages that begin before `at`.
    pub(crate) fn read_to(&mut self, search: &mut Search, text: &Text<'_>, at: usize) {
        let bytes = text.bytes;
        while let Some(next) = self.next.filter(|next| *next < at) {
            let end = self.message(bytes, next).max(next + NAME.len());
            if matches!(self.exchange.status, Some(204 | 205 | 304)) {
                search.skip(SkipReason::NoBodyExpected, text.map.locate(next..end));
                self.exchange = Exchange::default();
            }
            self.next = memmem::find(&bytes[end..], NAME).map(|found| end + found);
        }
    }

    /// Gives what is known to the documents of the body, which is the first that follows.
    pub(crate) fn apply(&mut self, pending: &mut [Pending]) {
        if self.exchange == Exchange::default() || pending.is_empty() {
            return;
        }
        for it in pending {
            it.exchange.fill(&self.exchange);
        }
        self.exchange = Exchange::default();
    }

    /// Reads the message whose first line has `HTTP` at `at`. Returns where its header ends.
    fn message(&mut self, bytes: &[u8], at: usize) -> usize {
        let start = line_start(bytes, at);
        let mut end = line_end(bytes, at);
        let Some((prefix, first)) = line(&bytes[start..end]) else { return end };
        let mut words = first.split_ascii_whitespace();
        let (word, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let is_response = word.starts_with("HTTP/");
        let mut target = None;
        if is_response {
            let status = second.parse().ok().filter(|status| (100..600).contains(status));
            if status.is_none() || prefix == b'>' {
                return end;
            }
            self.exchange.status = status;
            self.exchange.content_type = None;
        } else {
            let is_method =
                (3..=7).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
            if !is_method || words.next().is_none_or(|it| !it.starts_with("HTTP/")) || prefix == b'<' {
                return end;
            }
            self.exchange = Exchange { method: Some(word.to_owned()), ..Exchange::default() };
            target = Some(second.to_owned());
        }
        let mut host = None;
        for _ in 0..MAX_HEADERS {
            let next = bytes.len().min(end + 1);
            let next_end = line_end(bytes, next);
            let Some((mark, header)) = line(&bytes[next..next_end]) else { break };
            let Some((name, value)) = header.split_once(':').filter(|_| mark == prefix) else { break };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" if is_response => self.exchange.content_type = Some(value.to_owned()),
                "accept" if !is_response => self.exchange.accept = Some(value.to_owned()),
                "host" if !is_response => host = Some(value.to_owned()),
                _ => {}
            }
            end = next_end;
        }
        self.exchange.url = match (target, host) {
            (Some(target), Some(host)) if target.starts_with('/') => Some(format!("https://{host}{target}")),
            (Some(target), _) if target.starts_with("http") => Some(target),
            _ => self.exchange.url.take(),
        };
        end
    }
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    // A line that is longer is no header, and its end is not looked for.
    let near = &bytes[at..bytes.len().min(at + MAX_LINE)];
    memchr(b'\n', near).map_or(at + near.len(), |end| at + end)
}

/// A line without curl's mark, which comes first; none if it is long or no text.
fn line(raw: &[u8]) -> Option<(u8, &str)> {
    if raw.len() > MAX_LINE {
        return None;
    }
    let text = std::str::from_utf8(raw).ok()?.trim_end();
    Some(match text.as_bytes() {
        [mark @ (b'<' | b'>'), b' ', ..] => (*mark, &text[2..]),
        _ => (b' ', text),
    })
}

/// Where the line starts that holds `at`, looked for in the few bytes before it.
fn line_start(bytes: &[u8], at: usize) -> usize {
    // A body without a line break at its end, and the next response behind it.
    if at > 0 && matches!(bytes[at - 1], b'}' | b']' | b'>') {
        return at;
    }
    let from = at.saturating_sub(2048);
    memrchr2(b'\n', b'\r', &bytes[from..at]).map_or(from, |line| from + line + 1)
}
