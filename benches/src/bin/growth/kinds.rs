//! The kinds of bodies whose cost is measured.

use core::hint::black_box;

use plex_pin::{ApiErrors, Error, Parser, Pin};

/// A kind of body: the text before and after a piece that is repeated, how the body is read, and what is found in it.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) before: &'static str,
    pub(crate) piece: &'static str,
    pub(crate) behind: &'static str,
    pub(crate) read: fn(&str) -> Result<usize, Error>,
    /// Whether each piece is a deviation, or holds a secret.
    pub(crate) deviant: bool,
}

/// Text in which secrets are searched.
const TEXT: Kind = Kind { name: "", before: "", piece: "", behind: "", read: secrets, deviant: false };

/// Such a text with a secret in each piece.
const SECRETS: Kind = Kind { deviant: true, ..TEXT };

pub(crate) const KINDS: &[Kind] = &[
    Kind {
        name: "padding",
        before: r#"{"id":1,"padding":["#,
        piece: r#"{"name":"value","numbers":[1,-2.5e3,true,null]},"#,
        behind: "0]}",
        read: pin,
        deviant: false,
    },
    Kind {
        name: "long string",
        before: r#"{"id":1,"product":""#,
        piece: "a name that goes on and on, ",
        behind: r#""}"#,
        read: pin,
        deviant: false,
    },
    Kind {
        name: "long string with escapes",
        before: r#"{"id":1,"product":""#,
        piece: r"Gda\u0144sk \u2013 Sopot, Küche \/ ",
        behind: r#""}"#,
        read: pin,
        deviant: false,
    },
    Kind {
        name: "deep nesting",
        before: r#"{"id":1,"padding":["#,
        // 120 levels.
        piece: "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
                [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
                ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\
                ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],",
        behind: "0]}",
        read: pin,
        deviant: false,
    },
    Kind {
        name: "white space",
        before: r#"{"id":1"#,
        piece: "        \n",
        behind: "}",
        read: pin,
        deviant: false,
    },
    Kind {
        name: "unknown members",
        before: "{",
        piece: r#""unknown":"value","#,
        behind: r#""id":1}"#,
        read: pin,
        deviant: true,
    },
    Kind {
        name: "unknown members, all kept",
        before: "{",
        piece: r#""unknown":"value","#,
        behind: r#""id":1}"#,
        read: pin_with_all,
        deviant: true,
    },
    Kind {
        name: "duplicate members",
        before: r#"{"code":"7RQZ","#,
        piece: r#""code":"7RQZ","#,
        behind: r#""id":1}"#,
        read: pin,
        deviant: true,
    },
    Kind {
        name: "deviant errors",
        before: r#"{"errors":["#,
        piece: r#"{"code":"1020","message":"gone"},"#,
        behind: r#"{"code":1020,"message":"gone"}]}"#,
        read: errors,
        deviant: true,
    },
    Kind {
        name: "text without secrets",
        piece: "2024-07-16 17:03:05 GET /library/sections 200 in 12 ms for demo\n",
        ..TEXT
    },
    Kind {
        name: "secrets",
        before: "{",
        piece: r#""authToken":"tok3n-A8f0-bb17-Q9","x":1,"#,
        behind: r#""id":1}"#,
        ..SECRETS
    },
    Kind {
        name: "pairs of secrets",
        before: "[",
        piece: r#"{"name":"X-Plex-Token","value":"tok3n-A8f0-bb17-Q9"},"#,
        behind: "0]",
        ..SECRETS
    },
    Kind { name: "broken secrets", before: "{", piece: r#""authToken":tru"tok3n-A8f0-bb17-Q9" "#, ..SECRETS },
    Kind { name: "unclosed arrays of secrets", piece: r#""authToken":["#, ..TEXT },
    Kind { name: "members in an unclosed value", before: "cookie:'", piece: r#""authToken":["#, ..TEXT },
    Kind { name: "names of secrets", piece: "token cookie: authorization ", ..TEXT },
    Kind {
        name: "table of secrets",
        before: "id,authToken,code\n",
        piece: "1,tok3n-A8f0-bb17-Q9,ABCD\n",
        ..SECRETS
    },
    Kind { name: "heads of tables", piece: "token,id\n", ..TEXT },
    Kind { name: "backslashes before quotes", piece: r#"\\\\","#, ..TEXT },
    Kind {
        name: "bytes of secrets",
        before: "[",
        piece: "[123,34,116,111,107,101,110,34,58,34,116,111,107,51,110,45,65,56,102,48,45,98,98,49,55,34,125],",
        behind: "0]",
        ..SECRETS
    },
];

/// Keeps one deviation and counts the rest: the first 64 cost what they cost in a body of any size.
const PARSER: Parser = Parser::LENIENT.max_deviations(1);

fn pin(body: &str) -> Result<usize, Error> {
    let parsed = PARSER.parse::<Pin>(body)?;
    black_box(parsed.value());
    Ok(parsed.deviation_count())
}

fn pin_with_all(body: &str) -> Result<usize, Error> {
    let parsed = Parser::LENIENT.max_deviations(usize::MAX).parse::<Pin>(body)?;
    black_box(parsed.deviations());
    Ok(parsed.deviation_count())
}

fn errors(body: &str) -> Result<usize, Error> {
    let parsed = PARSER.parse::<ApiErrors>(body)?;
    black_box(parsed.value());
    Ok(parsed.deviation_count())
}

/// Finds the secrets of a text.
#[allow(clippy::unnecessary_wraps)] // As the other ways to read.
fn secrets(text: &str) -> Result<usize, Error> {
    Ok(black_box(plex_pin::secret_spans(text)).len())
}
