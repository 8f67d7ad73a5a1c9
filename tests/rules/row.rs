//! One row of a table: a value of a member, and what both modes make of it.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

use plex_pin::{ApiErrors, Deviation, Error, Location, MemberKind, NewRegistration, Parsed, Parser, Pin};

use crate::support::law;

/// A member, by its pointer, and the `expected` part of its messages.
pub(crate) struct Member {
    pub(crate) pointer: Cow<'static, str>,
    pub(crate) expected: &'static str,
}

pub(crate) const fn member(pointer: &'static str, expected: &'static str) -> Member {
    Member { pointer: Cow::Borrowed(pointer), expected }
}

/// Returns the members of a pin and of its location that are of a kind.
pub(crate) fn members(kind: MemberKind, expected: &'static str) -> Vec<Member> {
    let own = Pin::MEMBERS.iter().map(|member| ("", member));
    let location = Location::MEMBERS.iter().map(|member| ("/location", member));
    let of_kind = own.chain(location).filter(|(_, member)| member.kind == kind);
    of_kind
        .map(|(place, member)| Member { pointer: format!("{place}/{}", member.name).into(), expected })
        .collect()
}

/// Miri takes its time over a row: it looks at each tenth one.
static ROWS: AtomicUsize = AtomicUsize::new(0);

/// A deviation as a row states it: its code, its outcome, what was found.
type Found<'r> = Option<(&'r str, &'r str, &'r str)>;

impl Member {
    /// The value is a strict form, worth `shown`.
    #[track_caller]
    pub(crate) fn strict(&self, value: &str, shown: &str) {
        self.row(value, None, Some(shown));
    }

    /// The value is strict, and means `None`.
    #[track_caller]
    pub(crate) fn strict_none(&self, value: &str) {
        self.row(value, None, None);
    }

    /// Lenient takes the value to be worth `shown`.
    #[track_caller]
    pub(crate) fn coerced(&self, value: &str, code: &str, found: &str, shown: &str) {
        self.row(value, Some((code, "coerced", found)), Some(shown));
    }

    /// Lenient drops the value.
    #[track_caller]
    pub(crate) fn dropped(&self, value: &str, code: &str, found: &str) {
        self.row(value, Some((code, "dropped", found)), None);
    }

    #[track_caller]
    fn row(&self, value: &str, found: Found<'_>, shown: Option<&str>) {
        self.at(&self.pointer, value, found, shown);
        // A member of a pin's location is also one of a location document.
        if let Some(pointer) = self.pointer.strip_prefix("/location").filter(|it| !it.is_empty()) {
            self.at(pointer, value, found, shown);
        }
    }

    #[track_caller]
    fn at(&self, pointer: &str, value: &str, found: Found<'_>, shown: Option<&str>) {
        if cfg!(miri) && !ROWS.fetch_add(1, Ordering::Relaxed).is_multiple_of(10) {
            return;
        }
        // Between spaces; and compact, with enough bytes after it for functions that read many at once.
        self.in_text(pointer, value, &envelope(pointer, value, " "), found, shown);
        let (text, start) = envelope(pointer, value, "");
        self.in_text(pointer, value, &(text + &" ".repeat(16), start), found, shown);
    }

    #[track_caller]
    fn in_text(
        &self,
        pointer: &str,
        value: &str,
        (text, start): &(String, usize),
        found: Found<'_>,
        shown: Option<&str>,
    ) {
        law::holds(text.as_bytes());
        let shown = shown.map(str::to_owned);
        let strict = self.read(pointer, Parser::STRICT, text);
        let lenient = self.read(pointer, Parser::LENIENT, text);
        let (lenient_shown, deviations) = lenient.unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(lenient_shown, shown, "lenient value: {text}");
        let Some((code, outcome, found)) = found else {
            assert_eq!(strict, Ok((shown, vec![])), "{text}");
            assert_eq!(deviations, [], "{text}");
            return;
        };
        let message = format!("expected {}, found {found}", self.expected);
        let display = format!("{message} at {pointer} (byte {start})");
        let [deviation] = &deviations[..] else { panic!("not one deviation: {text} {deviations:#?}") };
        assert_eq!(deviation.to_string(), display, "{text}");
        assert_eq!(deviation.message().to_string(), message, "{text}");
        assert_eq!(deviation.expected().to_string(), self.expected, "{text}");
        assert_eq!(deviation.found().as_str(), found, "{text}");
        assert_eq!(deviation.code().as_str(), code, "{text}");
        assert_eq!(deviation.outcome().as_str(), outcome, "{text}");
        assert_eq!(deviation.pointer(), pointer, "{text}");
        assert_eq!(&text[deviation.span().range()], value, "{text}");
        assert_eq!(deviation.span().start, *start, "{text}");

        let error = strict.expect_err(text);
        assert_eq!(error.to_string(), display, "{text}");
        assert_eq!(error.kind().as_str(), code, "{text}");
        assert_eq!(error.pointer(), Some(deviation.pointer()), "{text}");
        assert_eq!(error.span(), Some(deviation.span()), "{text}");
    }

    /// The value of the member as a text, and the deviations.
    #[track_caller]
    fn read(
        &self,
        pointer: &str,
        parser: Parser,
        text: &str,
    ) -> Result<(Option<String>, Vec<Deviation>), Error> {
        fn parts<T>(
            parsed: Parsed<T>,
            show: impl Fn(&T) -> Option<String>,
        ) -> (Option<String>, Vec<Deviation>) {
            let shown = show(parsed.value());
            (shown, parsed.into_parts().1)
        }
        if pointer.starts_with("/errors") {
            Ok(parts(parser.parse::<ApiErrors>(text)?, |errors| show_error(errors, pointer)))
        } else if pointer == self.pointer {
            Ok(parts(parser.parse::<Pin>(text)?, |pin| show_pin(pin, pointer)))
        } else {
            Ok(parts(parser.parse::<Location>(text)?, |location| show_location(location, &pointer[1..])))
        }
    }
}

/// Returns a document with the value at the pointer, with `space` around it, and the offset of the value.
fn envelope(pointer: &str, value: &str, space: &str) -> (String, usize) {
    let (mut before, mut after) = (String::new(), String::new());
    for name in pointer[1..].split('/') {
        if name.parse::<usize>().is_ok() {
            before.extend(["[", space]);
            after.insert_str(0, &format!("{space}]"));
        } else {
            before.extend(["{\"", name, "\"", space, ":", space]);
            after.insert(0, '}');
        }
    }
    (format!("{before}{value}{space}{after}"), before.len())
}

fn show_pin(pin: &Pin<'_>, pointer: &str) -> Option<String> {
    match pointer {
        "/id" => pin.id.map(|it| it.to_string()),
        "/code" => pin.code.as_deref().map(str::to_owned),
        "/product" => pin.product.as_deref().map(str::to_owned),
        "/trusted" => pin.trusted.map(|it| it.to_string()),
        "/qr" => pin.qr.as_deref().map(str::to_owned),
        "/clientIdentifier" => pin.client_identifier.as_deref().map(str::to_owned),
        "/location" => pin.location.as_ref().map(|it| format!("{it:?}")),
        "/expiresIn" => pin.expires_in.map(|it| it.to_string()),
        "/createdAt" => pin.created_at.map(|it| it.to_string()),
        "/expiresAt" => pin.expires_at.map(|it| it.to_string()),
        "/authToken" => pin.auth_token.as_ref().map(|it| it.expose().to_owned()),
        "/newRegistration" => pin.new_registration.as_ref().map(|it| match it {
            NewRegistration::Flag(flag) => format!("flag {flag}"),
            NewRegistration::Text(text) => format!("text {text}"),
            other => panic!("another kind: {other:?}"),
        }),
        _ => show_location(pin.location.as_ref()?, pointer.strip_prefix("/location/")?),
    }
}

fn is_boolean(name: &str) -> bool {
    Location::MEMBERS.iter().any(|member| member.name == name && member.kind == MemberKind::Boolean)
}

fn show_location(location: &Location<'_>, name: &str) -> Option<String> {
    let text = match name {
        "coordinates" => {
            let coordinates = location.coordinates?;
            for degrees in [coordinates.latitude(), coordinates.longitude()] {
                assert!(degrees.is_sign_positive() || degrees < 0.0, "-0.0, which is equal to 0.0");
            }
            return Some(coordinates.to_string());
        }
        "code" => &location.code,
        "continent_code" => &location.continent_code,
        "country" => &location.country,
        "city" => &location.city,
        "time_zone" => &location.time_zone,
        "postal_code" => &location.postal_code,
        "subdivisions" => &location.subdivisions,
        name if is_boolean(name) => {
            // `Location { european_union_member: Some(true), … }`
            let shown = format!("{location:?}");
            let (_, value) = shown.split_once(&format!(" {name}: Some("))?;
            return value.split_once(')').map(|(flag, _)| flag.to_owned());
        }
        _ => panic!("no location member {name}: add it to show_location in tests/rules/row.rs"),
    };
    text.as_deref().map(str::to_owned)
}

fn show_error(errors: &ApiErrors<'_>, pointer: &str) -> Option<String> {
    let first = errors.as_slice().first();
    match pointer {
        "/errors" => errors.errors.as_ref().map(|it| format!("{it:?}")),
        "/errors/0" => first.map(|it| format!("{it:?}")),
        "/errors/0/code" => first?.code.map(|it| it.to_string()),
        "/errors/0/message" => first?.message.as_deref().map(str::to_owned),
        "/errors/0/status" => first?.status.map(|it| it.to_string()),
        _ => panic!("no such member: {pointer}"),
    }
}
