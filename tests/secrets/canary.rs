//! The canary law: a planted secret comes out of nothing, wherever it is planted and the text is broken.
//!
//! A seeded generator plants a canary under each name in each form, repeats it, breaks the text at a byte, and looks
//! for eight bytes of it in what is shown. `CANARY_RUNS` sets how many texts are tried.

use std::fmt::Write;

use plex_pin::secrets::find;
use plex_pin::{Parser, redacted, secret_spans};

use crate::masks;

/// A generator of numbers (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap()
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

/// The names of the contract, in some spellings.
const NAMES: &[&str] = &[
    "authToken",
    "auth_token",
    "AUTH-TOKEN",
    "accessToken",
    "authenticationToken",
    "X-Plex-Token",
    "x_plex_token",
    "token",
    "jwt",
    "deviceJWT",
    "device_jwt",
    "secret",
    "clientSecret",
    "client_secret",
    "password",
    "refresh_token",
    "refreshToken",
    "id_token",
    "Authorization",
    "Proxy-Authorization",
    "Cookie",
    "Set-Cookie",
    "myPlexAccessToken",
];

/// Texts with `N` for the name and `@` for the secret.
const FORMS: &[&str] = &[
    r#"{"id":1,"N":"@","code":"ABCD"}"#,
    "{\n  \"id\": 1,\n  \"N\": \"@\",\n  \"code\": \"ABCD\"\n}",
    r#"{"N":["@"],"id":1}"#,
    r#"{"N":{"a":"@"},"id":1}"#,
    r#"{"headers":[{"name":"N","value":"@"},{"name":"Accept","value":"a/b"}]}"#,
    r#"{"headers":[{"value":"@","name":"N"},{"value":"a/b","name":"Accept"}]}"#,
    r#"{"key": "N", "value": "@", "type": "text"}"#,
    r#"{"rawHeaders":["Host","plex.tv","N","@","Accept","a/b"]}"#,
    r#"[["Host","plex.tv"],["N","@"],["Accept","a/b"]]"#,
    "GET / HTTP/1.1\r\nHost: plex.tv\r\nN: @\r\nAccept: a/b\r\n\r\n",
    "> GET / HTTP/2\n> N: @\n> accept: a/b\n",
    "* h2h3 [N: @]\n* h2h3 [accept: a]\n",
    "curl -H 'N: @' https://plex.tv/",
    "GET https://plex.tv/api/v2/user?N=@&x=1 HTTP/1.1",
    "https://plex.tv/?a=b&N=@",
    "x=1&N=@&y=2",
    "Cookie: N=@; theme=dark",
    r#"{"headers":{"cookie":"N=@; theme=dark"}}"#,
    r#"<pin id="1" N="@" code="ABCD"/>"#,
    "<pin><id>1</id><N>@</N><code>ABCD</code></pin>",
    r#"<header name="N" value="@"/>"#,
    "{'id': 1, 'N': '@', 'code': 'ABCD'}",
    r#"Pin { id: 1, N: Some("@"), code: "ABCD" }"#,
    "Pin {\n    N: Some(\n        \"@\",\n    ),\n}",
    "2026-11-27 07:59:39 DEBUG N=@ id=1",
    "N: @\nid: 1\n",
    "\u{1b}[36mN\u{1b}[39;49;00m: \u{1b}[33m@\u{1b}[0m\nid: 1",
    "\u{1b}[94m\"N\"\u{1b}[39;49;00m:\u{1b}[37m \u{1b}[39;49;00m\u{1b}[33m\"@\"\u{1b}[39m,\n",
    r#"{"N":"Bearer @","id":1}"#,
    r#"{"qr":"https://plex.tv/?N=@","id":1}"#,
    "id,N,code\n1,@,ABCD\n",
    "N\tid\n@\t1\n",
    "<tr><td>N</td><td>@</td></tr>",
    "| N | @ |\n| id | 1 |",
];

const REPEATS: &[&str] =
    &["", "", r#"{"foo":"@"}"#, "foo @ bar", r#"{"@":1}"#, "https://x/@/y", r#"{"x":"a@b"}"#];

/// What is written in place of a byte, or before it.
const WRONG: &[&str] =
    &["\"", "'", "\\", "{", "}", "[", "]", ",", ":", "=", "&", " ", "\n", "%", "\u{1}", "<", ">", ";"];

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - group.len()));
        for digit in 0..4 {
            let value = (bits >> (18 - 6 * digit)) & 63;
            text.push(if digit > group.len() { '=' } else { char::from(DIGITS[value as usize]) });
        }
    }
    text
}

fn percent(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => encoded.push(char::from(byte)),
            _ => write!(encoded, "%{byte:02X}").unwrap(),
        }
    }
    encoded
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// Wraps a text in another one.
fn wrap(random: &mut Random, text: String) -> String {
    match random.below(10) {
        0 => format!("{{\"log\":{},\"time\":\"2026\"}}", quoted(&text)),
        1 => format!("{{\"text\":{}}}", quoted(&format!("{{\"body\":{},\"status\":200}}", quoted(&text)))),
        2 => format!("https://x/?q={}&r=1", percent(&text)),
        3 => format!("{{\"text\":\"{}\",\"encoding\":\"base64\"}}", base64(text.as_bytes())),
        4 => format!("<a b=\"{}\"/>", text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")),
        _ => text,
    }
}

/// A canary of a token's form.
fn canary(random: &mut Random) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let length = 18 + random.below(12);
    let token: String = (0..length).map(|_| char::from(LETTERS[random.below(64)])).collect();
    match random.below(4) {
        0 => format!("eyJhbGciOiJIUzI1NiJ9.{token}.{token}"),
        1 => "CanaryCanary9Canary".to_owned(),
        2 => format!("Zx9{token}"),
        _ => format!("PLANTED-tok-{token}"),
    }
}

/// A canary, a text with it, and where the part begins that names it.
fn text(random: &mut Random) -> (String, String, usize) {
    let canary = canary(random);
    let form = random.one(FORMS).replace('N', "\u{0}");
    let name = random.one(NAMES);
    let value = if name.contains("ookie") { format!("sid={canary}") } else { canary.clone() };
    let text = form.replace('\u{0}', name).replace('@', &value);
    let text = wrap(random, text);
    let repeat = random.one(REPEATS).replace('@', &canary);
    let repeat = wrap(random, repeat);
    match random.below(3) {
        0 => (canary, format!("{repeat}\n{text}"), repeat.len() + 1),
        1 => (canary, format!("{text}\n{repeat}"), 0),
        _ => (canary, text, 0),
    }
}

/// Cuts a text off, or puts a wrong byte into it.
fn broken(random: &mut Random, text: &str) -> String {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    match random.below(4) {
        0 => text.to_owned(),
        1 => text[..at].to_owned(),
        // Within an escape, or where it makes one, a byte may turn one name into another.
        _ if is_in_escape(&text[..at]) || is_in_base64(text, at) => text.to_owned(),
        _ => match (random.one(WRONG), text.as_bytes().get(at).copied().unwrap_or_default()) {
            ("\\", b'n' | b't' | b'r' | b'x' | b'u' | b'e' | b'0') => text.to_owned(),
            ("%", byte) if byte.is_ascii_hexdigit() => text.to_owned(),
            (wrong, _) => format!("{}{wrong}{}", &text[..at], &text[at..]),
        },
    }
}

/// In base64 a byte more makes all that follows another text, and of a short one no part is long enough to be decoded.
fn is_in_base64(text: &str, at: usize) -> bool {
    let is_digit = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let behind = text.as_bytes()[at..].iter().take_while(is_digit).count();
    let before = text.as_bytes()[..at].iter().rev().take_while(is_digit).count();
    before + behind >= 32
}

fn is_in_escape(before: &str) -> bool {
    let tail = &before.as_bytes()[before.len().saturating_sub(7)..];
    let Some(start) = tail.iter().rposition(|byte| matches!(byte, b'%' | b'&' | b'\\' | 0x1B)) else {
        return false;
    };
    let rest = &tail[start + 1..];
    match tail[start] {
        b'%' => rest.len() < 2,
        b'&' => !rest.contains(&b';') && rest.iter().all(u8::is_ascii_lowercase),
        _ => rest.is_empty() || rest[0] == b'u' && rest.len() < 5,
    }
}

/// Whether eight bytes of the canary are shown, as they are or in another form.
fn leak(shown: &str, canary: &str) -> Option<String> {
    let parts = canary.as_bytes().windows(8).map(|part| std::str::from_utf8(part).unwrap());
    // The start of a JSON web token is no secret.
    let parts: Vec<_> =
        parts.filter(|part| !"eyJhbGciOiJIUzI1NiJ9.".contains(part) || !canary.starts_with("eyJ")).collect();
    parts
        .iter()
        .find(|part| shown.contains(**part) || shown.contains(&percent(part)))
        .map(|it| (*it).to_owned())
}

fn runs() -> u64 {
    std::env::var("CANARY_RUNS").ok().and_then(|it| it.parse().ok()).unwrap_or(20_000)
}

#[test]
fn ok_no_eight_bytes_of_a_canary_are_shown() {
    let first = std::env::var("CANARY_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(0_u64);
    let runs = if cfg!(miri) { 20 } else { runs() };
    let mut failures = Vec::new();
    for seed in first..first + runs {
        let mut random = Random(seed.wrapping_mul(0x2545_F491_4F6C_DD1D));
        let (canary, whole, named_at) = text(&mut random);
        let text = broken(&mut random, &whole);
        // Cut off before the name or the secret: nothing is named.
        let named = text.get(named_at..).unwrap_or_default();
        let start = canary.as_bytes()[..8].to_vec();
        let is_named =
            || find(named.as_bytes()).iter().any(|it| it.value.windows(8).any(|part| part == start));
        if text.len() < whole.len() && !is_named() {
            continue;
        }
        let shown = redacted(&text);
        if let Some(part) = leak(&shown, &canary) {
            failures.push(format!("seed {seed}: {part}\n  {whole:?}\n  {text:?}\n  {shown:?}"));
        }
        // In a broken text a mask may hide what was in order.
        if text == whole
            && let Some(changed) = masks::changed(&text)
        {
            failures.push(format!("seed {seed}: {changed}"));
        }
        for span in secret_spans(text.as_bytes()) {
            assert!(text.get(span.range()).is_some());
        }
        // A pointer of a deviation names members as they are written; a value is never shown.
        if seed % 8 == 1 {
            let models = format!(
                "{:?}{:?}{:?}",
                Parser::LENIENT.parse::<plex_pin::Pin>(&text).ok().map(plex_pin::Parsed::into_value),
                Parser::STRICT.parse_document(&text).ok().map(plex_pin::Parsed::into_value),
                Parser::LENIENT.parse::<plex_pin::ApiErrors>(&text).ok().map(plex_pin::Parsed::into_value)
            );
            assert!(leak(&models, &canary).is_none(), "{models} of {text:?}");
        }
    }
    let shown: Vec<_> = failures.iter().take(12).cloned().collect();
    assert!(failures.is_empty(), "{} of {runs}:\n{}", failures.len(), shown.join("\n"));
}
