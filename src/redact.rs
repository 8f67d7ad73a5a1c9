//! Where secrets stand in a text, so that it can be shown without them.

use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;

use crate::json::{Reader, SyntaxError};
use crate::span::Span;

/// The spans of a text that must not be shown, in order and apart from each other.
///
/// These are the values of every member whose name holds `authToken`, `accessToken` or `X-Plex-Token`, in any
/// spelling, wherever it stands; every string that quotes such a name, as JSON inside of JSON does; every array or
/// object with such a name among its values, as `{"name":"X-Plex-Token","value":"…"}`; and what stands in one of these
/// places, but for the names of members, wherever it is said again, with escapes or without: the first eight different
/// texts of 8 to 4096 bytes, since shorter ones may be anything, and to look for more would take too long. Of a text that
/// is not JSON all is hidden that follows the first error, but the few characters that are wrong there: nothing tells
/// what they belong to.
///
/// ```
/// let body = r#"{"code":"ABCD","auth_token":"secret"}"#;
/// let spans = plex_pin::secret_spans(body);
/// assert_eq!(spans.len(), 1);
/// assert_eq!(&body[spans[0].range()], "\"secret\"");
/// ```
#[must_use]
pub fn secret_spans(text: &str) -> Vec<Span> {
    let mut search =
        Search { reader: Reader::new(text), spans: Vec::new(), escaped: Vec::new(), after_secret: false };
    search.reader.cursor.eat("\u{FEFF}");
    search.reader.cursor.space();
    let result = search.value().and_then(|_| search.reader.end());
    let Search { mut spans, escaped, after_secret, .. } = search;
    add_repetitions(text, &escaped, &mut spans);
    if let Err(error) = result {
        let shown = if after_secret { 0 } else { wrong_part(&text[error.at..]) };
        spans.push(Span::new(error.at + shown, text.len()));
    }
    apart(spans)
}

struct Search<'t> {
    reader: Reader<'t>,
    spans: Vec<Span>,
    /// The strings that are written with escapes: what is hidden may be said again in one.
    escaped: Vec<Span>,
    /// Whether the last name is that of a secret: what follows without a comma may be a part of it.
    after_secret: bool,
}

/// What a value tells of the array or object that it stands in.
#[derive(PartialEq)]
enum Tells {
    Nothing,
    /// It is the name of a secret, so that the secret itself is likely to stand beside it.
    OfSecret,
}

impl<'t> Search<'t> {
    // As deep as the reader goes, which is 128 levels.
    fn value(&mut self) -> Result<Tells, SyntaxError> {
        let start = self.reader.offset();
        let hides = match self.reader.cursor.byte() {
            Some(b'{') => self.object()?,
            Some(b'[') => self.array()?,
            Some(b'"') => return self.string(),
            _ => return self.reader.skip().map(|()| Tells::Nothing),
        };
        if hides {
            self.spans.push(Span::new(start, self.reader.offset()));
        }
        Ok(Tells::Nothing)
    }

    fn array(&mut self) -> Result<bool, SyntaxError> {
        let mut hides = false;
        let mut more = self.reader.open_array()?;
        while more {
            hides |= self.value()? == Tells::OfSecret;
            self.after_secret |= hides;
            more = self.reader.next_element()?;
        }
        Ok(hides)
    }

    fn object(&mut self) -> Result<bool, SyntaxError> {
        let mut hides = false;
        let mut more = self.reader.open_object()?;
        while more {
            let (span, said) = self.text()?;
            let secret = quotes_secret(&said);
            // A name is shown where it is a name and nothing else.
            if secret && span.len() > LONGEST_NAME {
                self.spans.push(span);
            }
            self.after_secret = secret || hides;
            self.reader.colon()?;
            if secret {
                self.secret()?;
            } else {
                hides |= self.value()? == Tells::OfSecret;
                self.after_secret |= hides;
            }
            more = self.reader.next_member()?;
        }
        Ok(hides)
    }

    fn secret(&mut self) -> Result<(), SyntaxError> {
        // These tell nothing, and a report of them is of use.
        if ["null", "true", "false", "\"\""].into_iter().any(|text| self.reader.cursor.eat(text)) {
            return Ok(());
        }
        let start = self.reader.offset();
        let result = self.reader.skip();
        let end = if result.is_ok() { self.reader.offset() } else { self.reader.text().len() };
        self.spans.push(Span::new(start, end));
        result
    }

    fn string(&mut self) -> Result<Tells, SyntaxError> {
        let (span, said) = self.text()?;
        if !quotes_secret(&said) {
            return Ok(Tells::Nothing);
        }
        self.spans.push(span);
        let is_name = SECRETS.into_iter().any(|secret| letters(&said).eq(secret.bytes()));
        Ok(if is_name { Tells::OfSecret } else { Tells::Nothing })
    }

    /// A name or a value: where it stands, and what it says.
    fn text(&mut self) -> Result<(Span, Cow<'t, str>), SyntaxError> {
        let start = self.reader.offset();
        match self.reader.string() {
            Ok(said) => {
                let span = Span::new(start, self.reader.offset());
                if matches!(said, Cow::Owned(_)) {
                    self.escaped.push(span);
                }
                Ok((span, said))
            }
            Err(error) => Err(self.cut_off(start, error)),
        }
    }

    /// A string that does not end may quote a secret as well.
    fn cut_off(&mut self, start: usize, error: SyntaxError) -> SyntaxError {
        if quotes_secret(&self.reader.text()[start..]) {
            self.spans.push(Span::new(start, self.reader.text().len()));
        }
        error
    }
}

/// With quotes: longer ones that hold the name of a secret may hold the secret too.
const LONGEST_NAME: usize = 24;

/// How many secrets are looked for again: more of them would take too long.
const MOST_REPEATED: usize = 8;

/// Hides what is hidden wherever it is said again, unless it is too short to be a secret.
fn add_repetitions(text: &str, escaped: &[Span], spans: &mut Vec<Span>) {
    let mut secrets = Vec::new();
    for secret in spans.iter().flat_map(|span| said(&text[span.range()])) {
        if secrets.len() < MOST_REPEATED && (8..=4096).contains(&secret.len()) && !secrets.contains(&secret) {
            secrets.push(secret);
        }
    }
    for secret in &secrets {
        spans.extend(text.match_indices(&**secret).map(|(at, _)| Span::new(at, at + secret.len())));
    }
    // Read again only where there is something to look for.
    if !secrets.is_empty() {
        let says_one = |said: &Cow<'_, str>| secrets.iter().any(|secret| said.contains(&**secret));
        spans.extend(escaped.iter().filter(|span| said(&text[span.range()]).iter().any(says_one)));
    }
}

/// What a hidden value says: its strings, without the names of members; or the value as it is written, if there are none.
fn said(value: &str) -> Vec<Cow<'_, str>> {
    let mut said = Vec::new();
    let mut reader = Reader::new(value);
    while let Some(quote) = reader.cursor.as_str().find('"') {
        reader = Reader::new(&reader.cursor.as_str()[quote..]);
        let Ok(text) = reader.string() else { break };
        reader.cursor.space();
        if !reader.cursor.is_at(":") {
            said.push(text);
        }
    }
    if said.is_empty() { vec![value.trim_matches('"').into()] } else { said }
}

/// Spans in order, those that touch made one.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ if span.is_empty() => {}
            _ => apart.push(span),
        }
    }
    apart
}

/// What is wrong at the start of a text: a short word, as in `tru`, or one character.
fn wrong_part(text: &str) -> usize {
    // As long as `undefined`; a token is longer.
    match text.bytes().take(10).take_while(u8::is_ascii_alphanumeric).count() {
        word @ 1..=9 => word,
        _ => text.chars().next().map_or(0, char::len_utf8),
    }
}

const SECRETS: [&str; 3] = ["authtoken", "accesstoken", "xplextoken"];

/// What is left of a name in any spelling.
fn letters(name: &str) -> impl Iterator<Item = u8> + Clone {
    name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

fn quotes_secret(text: &str) -> bool {
    let mut rest = letters(text);
    loop {
        if SECRETS.into_iter().any(|secret| rest.clone().take(secret.len()).eq(secret.bytes())) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::secret_spans;

    /// Hides the secrets of a text.
    fn hidden(text: &str) -> String {
        let mut shown = String::new();
        let mut at = 0;
        for span in secret_spans(text) {
            shown += &text[at..span.start];
            shown += "*";
            at = span.end;
        }
        shown + &text[at..]
    }

    #[test]
    fn ok_every_place_of_a_secret() {
        for (text, shown) in [
            (r#"{"authToken":"s"}"#, r#"{"authToken":*}"#),
            (r#"{"a":[{"AUTH-token" : 12 }],"b":1}"#, r#"{"a":[{"AUTH-token" : * }],"b":1}"#),
            (r#"{"authToken":{"x":["s"]}}"#, r#"{"authToken":*}"#),
            (r#"{"auth\u0054oken":"s"}"#, r#"{"auth\u0054oken":*}"#),
            (r#"{"auth token ":"s","myAuthToken":"t"}"#, r#"{"auth token ":*,"myAuthToken":*}"#),
            (r#"{"authToken":"s","authToken":"t"}"#, r#"{"authToken":*,"authToken":*}"#),
            (r#"{"authToken":null}"#, r#"{"authToken":null}"#),
            (r#"{"body":"{\"authToken\":\"s\"}"}"#, r#"{"body":*}"#),
            (r#"{"qr":"https://plex.tv/?X-Plex-Token=s"}"#, r#"{"qr":*}"#),
            (r#"{"{\"authToken\":\"secret\"}":1}"#, "{*:*}"),
            ("\u{FEFF}{\"authToken\":\"s\"}", "\u{FEFF}{\"authToken\":*}"),
            // Beside its name.
            (r#"{"a":[{"value":"s","name":"X-Plex-Token"}],"b":1}"#, r#"{"a":[*],"b":1}"#),
            (r#"{"a":["authToken","s"]}"#, r#"{"a":*}"#),
            (r#"{"name":"X-Plex-Token" s"#, r#"{"name":* *"#),
            // Longer than a name.
            (r#"{"x-authToken--123456789":1}"#, r#"{"x-authToken--123456789":*}"#),
            (r#"{"x-authToken--1234567890":1}"#, "{*:*}"),
            // Said again.
            (r#"{"token":"tokentoken","authToken":"tokentoken"}"#, r#"{"token":"*","authToken":*}"#),
            (r#"{"token":"12345678","authToken":"12345678"}"#, r#"{"token":"*","authToken":*}"#),
            (r#"{"token":"1234567","authToken":"1234567"}"#, r#"{"token":"1234567","authToken":*}"#),
            (r#"{"qr":"tokentoken","authToken":"\u0074okentoken"}"#, r#"{"qr":"*","authToken":*}"#),
            (r#"{"qr":"a\/tokentoken","authToken":"\/tokentoken"}"#, r#"{"qr":*,"authToken":*}"#),
            (r#"{"\u0074okentoken":1,"authToken":"tokentoken"}"#, r#"{*:1,"authToken":*}"#),
            (r#"{"authToken":"tokentoken","tokentoken":1}"#, r#"{"authToken":*,"*":1}"#),
            (
                r#"{"authToken":["x", {"location":"tokentoken"}],"tokentoken":1,"location":2}"#,
                r#"{"authToken":*,"*":1,"location":2}"#,
            ),
            (r#"{"authToken":{"location" : "tokentoken"},"location":1}"#, r#"{"authToken":*,"location":1}"#),
            (r#"{"authToken":12345678,"qr":"12345678"}"#, r#"{"authToken":*,"qr":"*"}"#),
            (r#"{"qr":"tokentoken","authToken":"tokentoken"#, r#"{"qr":"*","authToken":*"#),
            // Not JSON.
            (r#"{"id":undefined,"authToken":"s"}"#, r#"{"id":undefined*"#),
            (r#"{"id":tokentoken,"authToken":"s"}"#, r#"{"id":t*"#),
            (r#"{"id":tru,"authToken":"s"}"#, r#"{"id":tru*"#),
            (r#"{"authToken":"s"#, r#"{"authToken":*"#),
            (r#"{"authToken":s}"#, r#"{"authToken":*"#),
            (r#"{"authToken" s}"#, r#"{"authToken" *"#),
            (r#"{"authToken":"s"t"}"#, r#"{"authToken":*"#),
            (r#"{"a":["authToken" s"#, r#"{"a":[* *"#),
            (r#"{"code":"A"B","authToken":"s"}"#, r#"{"code":"A"B*"#),
            (r#"{"body":"{\"authToken\":\"s"#, r#"{"body":*"#),
            (r#"{"id":1} {"authToken":"s"}"#, r#"{"id":1} {*"#),
            (r#"{"id":1} tokentokentoken"#, r#"{"id":1} t*"#),
            ("<pin authToken=\"s\"/>", "<*"),
        ] {
            assert_eq!(hidden(text), shown, "{text}");
        }
    }

    /// Secrets said again are looked for up to a length and a number that keep the time in bounds.
    #[test]
    fn ok_so_many_repetitions_are_hidden() {
        for (length, spans) in [(4096, 2), (4097, 1)] {
            let secret = "s".repeat(length);
            assert_eq!(secret_spans(&format!(r#"{{"x":"{secret}","authToken":"{secret}"}}"#)).len(), spans);
        }
        for (count, spans) in [(8, 16), (9, 17)] {
            let pair = |number| format!(r#"{{"x":"secret-{number:04}","authToken":"secret-{number:04}"}},"#);
            let pairs: String = (0..count).map(pair).collect();
            assert_eq!(secret_spans(&format!("[{pairs}0]")).len(), spans);
            // Each counts once, however often it is there.
            let again = pair(0).repeat(8);
            assert_eq!(secret_spans(&format!("[{again}{pairs}0]")).len(), 16 + spans);
        }
    }
}
