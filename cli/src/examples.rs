//! The examples of `plex-pin explain`: at least one for each code.

use plex_pin::{DeviationCode, Error, ErrorKind, NoteCode, Parsed, Parser, Pin};

/// A pin with one deviation, and the member whose value is shown.
pub(crate) struct Example {
    code: DeviationCode,
    pub(crate) text: &'static str,
    pub(crate) member: &'static str,
    pub(crate) value: fn(&Pin<'_>) -> Option<String>,
}

impl Example {
    pub(crate) fn strict(&self) -> Result<Parsed<Pin<'static>>, Error> {
        self.parse(Parser::STRICT)
    }

    pub(crate) fn lenient(&self) -> Result<Parsed<Pin<'static>>, Error> {
        self.parse(Parser::LENIENT)
    }

    fn parse(&self, parser: Parser) -> Result<Parsed<Pin<'static>>, Error> {
        if self.code == DeviationCode::MissingMember {
            parser.complete().parse::<Pin>(self.text)
        } else {
            parser.parse::<Pin>(self.text)
        }
    }
}

/// Returns the examples of a code.
pub(crate) fn examples(code: DeviationCode) -> impl Iterator<Item = &'static Example> {
    EXAMPLES.iter().filter(move |example| example.code == code)
}

/// A body that is refused in every mode.
pub(crate) struct Refusal {
    pub(crate) kind: ErrorKind,
    pub(crate) description: &'static str,
    pub(crate) body: fn() -> Vec<u8>,
}

fn plain(value: &impl ToString) -> String {
    value.to_string()
}

fn text(value: &str) -> String {
    format!("{value:?}")
}

macro_rules! examples {
    ($($code:ident $text:literal $member:literal $form:ident $($field:ident).+;)+) => {
        &[$(Example {
            code: DeviationCode::$code,
            text: $text,
            member: $member,
            value: |pin| Some($form(pin$(.$field.as_ref()?)+)),
        }),+]
    };
}

const EXAMPLES: &[Example] = examples! {
    UnknownMember r#"{"id":5123,"colour":"red"}"# "id" plain id;
    MemberSpelling r#"{"ExpiresIn":1799}"# "expiresIn" plain expires_in;
    DuplicateMember r#"{"code":"ABCD","code":"WXYZ"}"# "code" text code;
    MissingMember r#"{"id":5123}"# "code" text code;
    WrappedDocument r#"{"pin":{"id":5123}}"# "id" plain id;
    ByteOrderMark "\u{FEFF}{\"id\":5123}" "id" plain id;
    NullValue r#"{"code":null}"# "code" text code;
    EmptyValue r#"{"createdAt":""}"# "createdAt" plain created_at;
    UnknownMarker r#"{"location":{"european_union_member":"Unknown"}}"# "european_union_member" plain location.european_union_member;
    StringForNumber r#"{"id":"5123"}"# "id" plain id;
    StringForBoolean r#"{"trusted":"0"}"# "trusted" plain trusted;
    NumberForBoolean r#"{"trusted":1}"# "trusted" plain trusted;
    NumberForString r#"{"location":{"postal_code":802}}"# "postal_code" text location.postal_code;
    BooleanForString r#"{"product":true}"# "product" text product;
    NumberForTimestamp r#"{"expiresAt":1500000000}"# "expiresAt" plain expires_at;
    IdPrecision r#"{"id":9007199254740993}"# "id" plain id;
    TimestampFormat r#"{"createdAt":"2023-04-12 17:00:03Z"}"# "createdAt" plain created_at;
    TimestampFormat r#"{"createdAt":"yesterday"}"# "createdAt" plain created_at;
    TimestampZoneAssumed r#"{"createdAt":"2023-04-12T17:00:03"}"# "createdAt" plain created_at;
    CoordinatesFormat r#"{"location":{"coordinates":"30.3768,-97.8935"}}"# "coordinates" plain location.coordinates;
    CoordinatesFormat r#"{"location":{"coordinates":"north"}}"# "coordinates" plain location.coordinates;
    OutOfRange r#"{"expiresIn":-1}"# "expiresIn" plain expires_in;
    WrongType r#"{"code":["ABCD"]}"# "code" text code;
};

macro_rules! refusals {
    ($($kind:ident $description:literal $body:expr;)+) => {
        &[$(Refusal {
            kind: ErrorKind::$kind,
            description: $description,
            body: || $body.to_vec(),
        }),+]
    };
}

pub(crate) const REFUSALS: &[Refusal] = refusals! {
    EmptyBody "an empty body, or only white space" b"";
    NotUtf8 "bytes that are not UTF-8" b"{\"code\":\"\xE9\"}";
    XmlBody "XML where a program reads JSON; this command reads both" b"<pin id=\"5123\"/>";
    HtmlBody "a web page, as proxies and maintenance modes send it" b"<html><body>Maintenance</body></html>";
    XmlDoctype "XML with a document type declaration, which may define entities" b"<!DOCTYPE pin><pin id=\"5123\"/>";
    Syntax "invalid JSON, or XML that is not well-formed" br#"{"id":5123,"trusted":tru}"#;
    UnexpectedEnd "JSON or XML that is cut off" br#"{"id":5123,"code":"AB"#;
    LoneSurrogate "an escape for one half of a surrogate pair, which is not a character" br#"{"code":"\ud800"}"#;
    TooDeep "arrays, objects or elements nested deeper than 128 levels" [br#"{"id":"#.to_vec(), vec![b'['; 128]].concat();
    TrailingText "more text after the document" br#"{"id":5123} {"id":5124}"#;
    NotAnObject "JSON whose root is not an object" br#"[{"id":5123}]"#;
    UnrecognisedDocument "an object or element that is not a pin, a location or an error" br#"{"MediaContainer":{}}"#;
};

/// A pin on which there is a note.
pub(crate) const NOTES: &[(NoteCode, &str)] = &[
    (NoteCode::TokenPlaceholder, r#"{"id":5123,"authToken":"undefined","newRegistration":false}"#),
    (NoteCode::CodeForm, r#"{"id":5123,"code":"abcd"}"#),
    (
        NoteCode::ExpiresBeforeCreated,
        r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-12T16:45:03Z"}"#,
    ),
    (NoteCode::LongLifetime, r#"{"createdAt":"2023-04-12T17:00:03Z","expiresAt":"2023-04-13T17:00:03Z"}"#),
    (NoteCode::ZeroTime, r#"{"id":5123,"createdAt":"0001-01-01T00:00:00Z"}"#),
    (NoteCode::Milliseconds, r#"{"id":5123,"expiresIn":900000}"#),
    (NoteCode::MissingRegistration, r#"{"id":5123,"authToken":"example-token"}"#),
    (NoteCode::ProductZero, r#"{"id":5123,"product":"0"}"#),
];

/// A capture with a finding of each code of captures, but for an input that cannot be read.
pub(crate) const CAPTURES: &[(&str, &[&str])] = &[
    (
        "unexpected-document",
        &[
            "GET https://plex.tv/api/v2/geoip HTTP/1.1",
            "",
            "HTTP/1.1 200 OK",
            "",
            r#"{"id":5123,"code":"7RQZ","trusted":false,"authToken":null}"#,
        ],
    ),
    (
        "status-mismatch",
        &[
            "GET https://plex.tv/api/v2/pins/5123 HTTP/1.1",
            "",
            "HTTP/1.1 404 Not Found",
            "",
            r#"{"id":5123,"code":"7RQZ","trusted":false,"authToken":null}"#,
        ],
    ),
    (
        "content-type",
        &[
            "GET https://plex.tv/api/v2/pins/5123 HTTP/1.1",
            "",
            "HTTP/1.1 200 OK",
            "Content-Type: text/html",
            "",
            r#"{"id":5123,"code":"7RQZ","trusted":false,"authToken":null}"#,
        ],
    ),
    (
        "pin-changed",
        &[
            r#"{"id":5123,"code":"7RQZ","trusted":false,"authToken":null}"#,
            r#"{"id":5123,"code":"K3M9","trusted":false,"authToken":null}"#,
        ],
    ),
    (
        "clock-ran-back",
        &[
            r#"{"id":5123,"code":"7RQZ","expiresIn":840,"authToken":null}"#,
            r#"{"id":5123,"code":"7RQZ","expiresIn":900,"authToken":null}"#,
        ],
    ),
    (
        "claim-undone",
        &[
            r#"{"id":5123,"code":"7RQZ","authToken":"example-token","newRegistration":false}"#,
            r#"{"id":5123,"code":"7RQZ","authToken":null,"newRegistration":false}"#,
        ],
    ),
    ("no-document", &[r#"{"MediaContainer":{"size":0}}"#]),
];
