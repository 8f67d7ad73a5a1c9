//! Where secrets stand in a text, so that it can be shown without them.

use crate::json::{Reader, SyntaxError};
use crate::span::Span;

/// The spans of a text that must not be shown, in order and apart from each other.
///
/// These are the values of every member named `authToken` or `X-Plex-Token` in any spelling, wherever it
/// stands, and every string that quotes such a name, as JSON inside of JSON does. Of a text that is not JSON
/// all is hidden that follows the first error, but the few characters that are wrong there: nothing tells what they belong to.
///
/// ```
/// let body = r#"{"code":"ABCD","auth_token":"secret"}"#;
/// let spans = plex_pin::secret_spans(body);
/// assert_eq!(spans.len(), 1);
/// assert_eq!(&body[spans[0].range()], "\"secret\"");
/// ```
#[must_use]
pub fn secret_spans(text: &str) -> Vec<Span> {
    let mut search = Search { reader: Reader::new(text), spans: Vec::new(), after_secret: false };
    search.reader.eat("\u{FEFF}");
    search.reader.space();
    let result = search.value().and_then(|()| search.reader.end());
    let Search { mut spans, after_secret, .. } = search;
    if let Err(error) = result {
        let shown = if after_secret { 0 } else { wrong_part(&text[error.at..]) };
        hide(&mut spans, Span::new(error.at + shown, text.len()));
    }
    spans
}

struct Search<'t> {
    reader: Reader<'t>,
    spans: Vec<Span>,
    /// Whether the last name is that of a secret: what follows without a comma may be a part of it.
    after_secret: bool,
}

impl Search<'_> {
    // As deep as the reader goes, which is 128 levels.
    fn value(&mut self) -> Result<(), SyntaxError> {
        match self.reader.byte() {
            Some(b'{') => self.object(),
            Some(b'[') => {
                let mut more = self.reader.open_array()?;
                while more {
                    self.value()?;
                    more = self.reader.next_element()?;
                }
                Ok(())
            }
            Some(b'"') => self.string(|_| false),
            _ => self.reader.skip(),
        }
    }

    fn object(&mut self) -> Result<(), SyntaxError> {
        let mut more = self.reader.open_object()?;
        while more {
            self.after_secret = false;
            let mut secret = false;
            self.string(|name| {
                secret = is_secret(name);
                secret
            })?;
            self.after_secret = secret;
            self.reader.colon()?;
            if secret {
                self.secret()?;
            } else {
                self.value()?;
            }
            more = self.reader.next_member()?;
        }
        Ok(())
    }

    fn secret(&mut self) -> Result<(), SyntaxError> {
        // These tell nothing, and a report of them is of use.
        if ["null", "true", "false", "\"\""].into_iter().any(|text| self.reader.eat(text)) {
            return Ok(());
        }
        let start = self.reader.offset();
        let result = self.reader.skip();
        let end = if result.is_ok() { self.reader.offset() } else { self.reader.text().len() };
        hide(&mut self.spans, Span::new(start, end));
        result
    }

    /// Reads a string, and hides it if it quotes a secret's name and may not be shown as one.
    fn string(&mut self, may_be_shown: impl FnOnce(&str) -> bool) -> Result<(), SyntaxError> {
        let start = self.reader.offset();
        let result = self.reader.string();
        let (value, end) = match &result {
            Ok(value) => (&**value, self.reader.offset()),
            Err(_) => (&self.reader.text()[start..], self.reader.text().len()),
        };
        if quotes_secret(value) && !may_be_shown(value) {
            hide(&mut self.spans, Span::new(start, end));
        }
        result.map(|_| ())
    }
}

fn hide(spans: &mut Vec<Span>, span: Span) {
    let start = spans.last().map_or(0, |last| last.end).max(span.start);
    if start < span.end {
        spans.push(Span { start, ..span });
    }
}

/// What is wrong at the start of a text: a short word, as in `tru`, or one character.
fn wrong_part(text: &str) -> usize {
    // As long as `undefined`; a token is longer.
    match text.bytes().take(10).take_while(u8::is_ascii_alphanumeric).count() {
        word @ 1..=9 => word,
        _ => text.chars().next().map_or(0, char::len_utf8),
    }
}

fn letters(name: &str) -> impl Iterator<Item = u8> + Clone {
    name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase())
}

const SECRETS: [&str; 2] = ["authtoken", "xplextoken"];

fn is_secret(name: &str) -> bool {
    SECRETS.into_iter().any(|secret| letters(name).eq(secret.bytes()))
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
            (r#"{"authToken":"s","authToken":"t"}"#, r#"{"authToken":*,"authToken":*}"#),
            (r#"{"authToken":null}"#, r#"{"authToken":null}"#),
            (r#"{"body":"{\"authToken\":\"s\"}"}"#, r#"{"body":*}"#),
            (r#"{"qr":"https://plex.tv/?X-Plex-Token=s"}"#, r#"{"qr":*}"#),
            (r#"{"{\"authToken\":\"s\"}":1}"#, "{*:1}"),
            ("\u{FEFF}{\"authToken\":\"s\"}", "\u{FEFF}{\"authToken\":*}"),
            // Not JSON.
            (r#"{"id":tru,"authToken":"s"}"#, r#"{"id":tru*"#),
            (r#"{"authToken":"s"#, r#"{"authToken":*"#),
            (r#"{"authToken":s}"#, r#"{"authToken":*"#),
            (r#"{"authToken" s}"#, r#"{"authToken" *"#),
            (r#"{"authToken":"s"t"}"#, r#"{"authToken":**"#),
            (r#"{"code":"A"B","authToken":"s"}"#, r#"{"code":"A"B*"#),
            (r#"{"body":"{\"authToken\":\"s"#, r#"{"body":*"#),
            (r#"{"id":1} {"authToken":"s"}"#, r#"{"id":1} {*"#),
            (r#"{"id":1} tokentokentoken"#, r#"{"id":1} t*"#),
            ("<pin authToken=\"s\"/>", "<*"),
        ] {
            assert_eq!(hidden(text), shown, "{text}");
        }
    }
}
