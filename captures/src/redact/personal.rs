//! Finds personal values that are not secrets: codes, identifiers, locations, addresses. Masked on request.

use plex_pin::Span;
use plex_pin::secrets::{Secret, is_placeholder};

/// A kind of personal value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Personal {
    /// The code of a pin, also in the address of its QR code.
    Code,
    /// The number of a pin, also in the path of a request.
    Id,
    /// The client identifier; in a HAR, page titles and the initiators of requests.
    Client,
    /// The members of a location.
    Location,
    /// IP addresses, `serverIPAddress`, host names below `plex.direct`.
    Ip,
    /// E-mail addresses and names of users.
    Email,
}

impl Personal {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Code, Self::Id, Self::Client, Self::Location, Self::Ip, Self::Email];

    /// Returns its word on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Id => "id",
            Self::Client => "client",
            Self::Location => "location",
            Self::Ip => "ip",
            Self::Email => "email",
        }
    }

    /// Returns the kind of value that a member, an attribute, an element, a header or a parameter has.
    fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "code" | "qr" => Self::Code,
            "id" | "pinid" => Self::Id,
            "clientidentifier"
            | "xplexclientidentifier"
            | "initiator"
            | "pagetitle"
            | "machineidentifier" => Self::Client,
            "city" | "country" | "postalcode" | "subdivisions" | "coordinates" | "timezone"
            | "continentcode" => Self::Location,
            "serveripaddress" | "publicaddress" | "address" | "xforwardedfor" | "xrealip" => Self::Ip,
            "email" | "username" | "title" | "friendlyname" => Self::Email,
            _ => return None,
        })
    }
}

/// Finds the personal values of these kinds.
pub(super) fn find(text: &[u8], kinds: &[Personal]) -> Vec<Secret> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let end = at + text[at..].iter().take_while(|byte| is_word(**byte)).count();
        word(text, at, end, kinds, &mut found);
        at = end;
    }
    found
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'@' | b'+')
}

fn word(text: &[u8], start: usize, end: usize, kinds: &[Personal], found: &mut Vec<Secret>) {
    let word = &text[start..end];
    let has = |kind| kinds.contains(&kind);
    let mut push = |name, start: usize, end: usize| {
        let value = &text[start..end];
        if !is_placeholder(value)
            || value.iter().all(u8::is_ascii_digit) && value.iter().any(|&byte| byte != b'9')
        {
            found.push(Secret::at(name, value.to_vec(), Span::new(start, end)));
        }
    };
    if has(Personal::Email) && is_email(word) {
        return push("email", start, end);
    }
    if has(Personal::Ip) {
        if let Some(length) = word.windows(12).position(|it| it.eq_ignore_ascii_case(b".plex.direct")) {
            return push("ip", start, start + length);
        }
        if is_ipv4(word) {
            return push("ip", start, end);
        }
        if let Some(end) = ipv6_end(text, start) {
            return push("ip", start, end);
        }
    }
    // `/api/v2/pins/1272322473`
    if has(Personal::Id) && word.iter().all(u8::is_ascii_digit) && text[..start].ends_with(b"/pins/") {
        return push("id", start, end);
    }
    if has(Personal::Code) && text[..start].ends_with(b"/pins/qr/") {
        return push("code", start, end);
    }
    let letters: String =
        word.iter().filter(|it| it.is_ascii_alphanumeric()).take(32).map(|&it| char::from(it)).collect();
    let Some(kind) = Personal::of_name(&letters.to_ascii_lowercase()).filter(|kind| kinds.contains(kind))
    else {
        return;
    };
    let Some((from, to, is_quoted)) = value(text, end) else { return };
    let value = &text[from..to];
    let is_code = matches!(value.len(), 4 | 25) && value.iter().all(u8::is_ascii_alphanumeric);
    match kind {
        // The code of an error is a number, that of a country has two letters.
        Personal::Code if letters.eq_ignore_ascii_case("code") && (!is_quoted || !is_code) => {}
        // Its last part is the code, found there.
        Personal::Code if letters.eq_ignore_ascii_case("qr") => {}
        Personal::Id if !value.iter().all(u8::is_ascii_digit) || value.len() < 5 => {}
        Personal::Ip | Personal::Email if !is_quoted || value.len() < 3 => {}
        _ if letters.eq_ignore_ascii_case("coordinates") => coordinates(text, from, to, found),
        _ => push(kind.as_str(), from, to),
    }
}

/// Replaces each digit of coordinates by a nine, so that the form stays valid.
fn coordinates(text: &[u8], from: usize, to: usize, found: &mut Vec<Secret>) {
    let mut at = from;
    while at < to {
        let digits = text[at..to].iter().take_while(|byte| byte.is_ascii_digit()).count();
        // Only after the point: 99 degrees would be out of range.
        if digits > 0
            && at > from
            && text[at - 1] == b'.'
            && text[at..at + digits].iter().any(|&byte| byte != b'9')
        {
            found.push(Secret::at("location", text[at..at + digits].to_vec(), Span::new(at, at + digits)));
        }
        at += digits.max(1);
    }
}

/// Returns the value after a name: in quotes, in escaped quotes, or bare.
fn value(text: &[u8], name_end: usize) -> Option<(usize, usize, bool)> {
    let mut at = name_end;
    let skip =
        |at: usize, bytes: &[u8]| at + text[at..].iter().take(16).take_while(|it| bytes.contains(it)).count();
    at = skip(at, b"\\\"'");
    at = skip(at, b" \t");
    match text.get(at)? {
        b':' | b'=' => at += 1,
        b'>' if at == name_end => {
            let end = at + 1 + text[at + 1..].iter().take(256).position(|&byte| byte == b'<')?;
            return Some((at + 1, end, true));
        }
        _ => return None,
    }
    at = skip(at, b" \t");
    let escapes = skip(at, b"\\");
    let quote = text.get(escapes).copied().filter(|byte| matches!(byte, b'"' | b'\''));
    let (start, is_end): (usize, &dyn Fn(u8) -> bool) = match quote {
        Some(b'\'') => (escapes + 1, &|byte| matches!(byte, b'\'' | b'\\' | b'\n')),
        Some(_) => (escapes + 1, &|byte| matches!(byte, b'"' | b'\\' | b'\n')),
        None => (at, &|byte| !is_word(byte)),
    };
    let end = start + text[start..].iter().position(|&byte| is_end(byte)).unwrap_or(text.len() - start);
    (end > start).then_some((start, end, quote.is_some()))
}

fn is_email(word: &[u8]) -> bool {
    let Some(at) = word.iter().position(|&byte| byte == b'@') else { return false };
    at > 0 && word[at + 1..].contains(&b'.') && !word[at + 1..].contains(&b'@')
}

fn is_ipv4(word: &[u8]) -> bool {
    let word = word.strip_suffix(b".").unwrap_or(word);
    let mut parts = word.split(|&byte| byte == b'.');
    let is_part = |part: &[u8]| str::from_utf8(part).is_ok_and(|part| part.parse::<u8>().is_ok());
    parts.clone().count() == 4 && parts.all(is_part)
}

/// Returns the end of the IPv6 address that begins at `start`.
fn ipv6_end(text: &[u8], start: usize) -> Option<usize> {
    let is_part = |byte: &&u8| byte.is_ascii_hexdigit() || **byte == b':';
    if start > 0 && (text[start - 1].is_ascii_alphanumeric() || text[start - 1] == b':') {
        return None;
    }
    let length = text[start..].iter().take(40).take_while(is_part).count();
    let address = str::from_utf8(&text[start..start + length]).ok()?;
    address.parse::<std::net::Ipv6Addr>().is_ok().then_some(start + length)
}
