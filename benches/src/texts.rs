//! The bodies that are read: made from a seed, so that they are the same on every machine. All values are invented.

mod deviations;
mod refused;
mod xml;

pub use deviations::DEVIATIONS;

use fastrand::Rng;

use crate::json::{Json, Member, quoted};

/// How many different bodies there are of each kind: more than a branch predictor learns by heart.
pub const COUNT: usize = 256;

/// How many members of each [`Texts::unknown_members`] are of no document.
pub const UNKNOWN_MEMBERS: usize = 5;

pub type Bodies = Vec<Vec<u8>>;

/// The same pins in several shapes.
pub struct Texts {
    /// As on the wire.
    pub compact: Bodies,
    /// Printed for people.
    pub pretty: Bodies,
    /// Compact, members in any order.
    pub shuffled: Bodies,
    /// Compact, with escapes and text beyond ASCII in most strings.
    pub escaped: Bodies,
    /// Compact, with five members more that no document has.
    pub unknown_members: Bodies,
    /// In XML.
    pub xml: Bodies,
    /// Compact, with ten deviations each.
    pub deviant: Bodies,
    /// Compact, with one error of syntax at any place.
    pub bad_syntax: Bodies,
    /// Compact, with a first member of the wrong type.
    pub bad_type: Bodies,
    /// The locations alone.
    pub location: Bodies,
    /// The locations alone, with three deviations each.
    pub location_deviant: Bodies,
    /// What the service answers with a status of 4xx.
    pub errors: Bodies,
    pub timestamps: Vec<String>,
    pub ids: Vec<String>,
    pub coordinates: Vec<String>,
}

impl Texts {
    pub fn new() -> Self {
        let random = &mut Rng::with_seed(1_272_322_473);
        let pins: Vec<Json> = (0..COUNT).map(|_| pin(random, PLAIN)).collect();
        let escaped: Vec<Json> = (0..COUNT).map(|_| pin(random, ESCAPED)).collect();
        let bodies = |make: &mut dyn FnMut(Json) -> String| -> Bodies {
            pins.iter().map(|pin| make(pin.clone()).into_bytes()).collect()
        };
        let location = |mut pin: Json| pin.at(&["location"]).value.clone();
        Self {
            compact: bodies(&mut |pin| pin.compact()),
            pretty: bodies(&mut |pin| pin.pretty()),
            shuffled: bodies(&mut |pin| shuffled(pin, random).compact()),
            escaped: escaped.iter().map(|pin| pin.compact().into_bytes()).collect(),
            unknown_members: bodies(&mut |pin| with_unknown_members(pin, random).compact()),
            xml: bodies(&mut |pin| xml::pin(&pin.compact())),
            deviant: bodies(&mut |pin| deviations::in_pin(pin, random).compact()),
            bad_syntax: bodies(&mut |pin| refused::syntax(&pin.compact(), random)),
            bad_type: bodies(&mut |pin| refused::first_member(pin, random).compact()),
            location: bodies(&mut |pin| location(pin).compact()),
            location_deviant: bodies(&mut |pin| deviations::in_location(location(pin)).compact()),
            errors: (0..COUNT).map(|_| errors(random).into_bytes()).collect(),
            timestamps: (0..COUNT).map(|_| timestamp(random.u64(..SECONDS))).collect(),
            ids: (0..COUNT).map(|_| random.u64(100_000..2_000_000_000).to_string()).collect(),
            coordinates: (0..COUNT).map(|_| coordinates(random)).collect(),
        }
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self::new()
    }
}

/// Compact bodies without end, as an archive has them: none has a finding, not even a note, since to print findings takes far
/// longer than to look for them.
pub fn archive() -> impl Iterator<Item = String> {
    let mut random = Rng::with_seed(613);
    core::iter::repeat_with(move || pin(&mut random, PLAIN).compact())
        .filter(|body| !body.contains(r#""product":"0""#))
}

/// The strings of a place: country code, continent, country, city, time zone, subdivisions; as JSON writes them.
type Place = [&'static str; 6];

/// Strings that vary, as JSON writes them.
struct Strings {
    products: &'static [&'static str],
    places: &'static [Place],
    slash: &'static str,
}

const PLAIN: &Strings = &Strings {
    products: &["0", "Lounge Television", "Kitchen Radio", "Attic Server", "Hall", "Garden Speaker 2"],
    places: &[
        ["NL", "EU", "The Netherlands", "Breda", "Europe/Amsterdam", "North Brabant"],
        ["CA", "NA", "Canada", "Halifax", "America/Halifax", "Nova Scotia"],
        ["GB", "EU", "United Kingdom", "Maidenhead", "Europe/London", "England, Windsor and Maidenhead"],
        ["US", "NA", "United States", "Santa Fe", "America/Denver", "New Mexico"],
        ["AU", "OC", "Australia", "Wagga Wagga", "Australia/Sydney", "New South Wales"],
        ["DE", "EU", "Germany", "Unknown", "Europe/Berlin", "Saxony-Anhalt"],
        ["AR", "SA", "Argentina", "Rosario", "America/Argentina/Cordoba", "Santa Fe"],
        ["KE", "AF", "Kenya", "Kisumu", "Africa/Nairobi", "Kisumu County"],
    ],
    slash: "/",
};

const ESCAPED: &Strings = &Strings {
    products: &[
        r#"\"Lounge\" Television"#,
        "Küchenradio",
        r"Fernseher 2.\u00a0Stock",
        "客厅电视",
        r"Salon \\ TV",
        r"\ud83c\udfac Cinema",
    ],
    places: &[
        ["PL", "EU", r"Pol\u0061nd", r"Gda\u0144sk", r"Europe\/Warsaw", "województwo pomorskie"],
        ["BR", "SA", "Brasil", r"S\u00e3o Lu\u00eds", r"America\/Fortaleza", "Maranhão"],
        ["DE", "EU", "Deutschland", "Köln", "Europe/Berlin", r"Nordrhein\u2011Westfalen"],
        ["JP", "AS", "日本", "京都", r"Asia\/Tokyo", r"\u4eac\u90fd\u5e9c"],
        ["RU", "EU", "Россия", r"\u0422\u0432\u0435\u0440\u044c", "Europe/Moscow", "Тверская область"],
        ["FR", "EU", "France", r"Saint-\u00c9tienne", r"Europe\/Paris", "Auvergne-Rhône-Alpes, Loire"],
        ["CZ", "EU", "Česko", "Plzeň", r"Europe\/Prague", r"Plze\u0148sk\u00fd kraj"],
        ["IL", "AS", "ישראל", r"\u05d7\u05d9\u05e4\u05d4", "Asia/Jerusalem", r"Haifa\tDistrict"],
    ],
    slash: r"\/",
};

/// How many seconds [`timestamp`] spreads its dates over: four years.
const SECONDS: u64 = 4 * 365 * 24 * 60 * 60;

const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

fn some_of(random: &mut Rng, letters: &[u8], count: usize) -> String {
    (0..count).map(|_| char::from(letters[random.usize(..letters.len())])).collect()
}

fn one_of<'s, T>(random: &mut Rng, all: &'s [T]) -> &'s T {
    &all[random.usize(..all.len())]
}

/// A pin with all members in the wire's order; one of four is claimed, one of four strong.
fn pin(random: &mut Rng, strings: &Strings) -> Json {
    let (code, life) = if random.u8(..4) == 0 {
        (some_of(random, LOWER, 25), 1800)
    } else {
        (some_of(random, UPPER, 4), 900)
    };
    let created = random.u64(..SECONDS);
    let place = one_of(random, strings.places);
    let slash = strings.slash;
    let (token, new) = if random.u8(..4) == 0 {
        (quoted(&some_of(random, LOWER, 20)), Json::from(random.bool().to_string()))
    } else {
        (Json::from("null"), Json::from("null"))
    };
    let client = match random.u8(..3) {
        0 => format!("tv.example.{}", some_of(random, LOWER, 8)),
        1 => some_of(random, LOWER, 24),
        _ => [8, 4, 4, 4, 12].map(|count| some_of(random, b"0123456789abcdef", count)).join("-"),
    };
    object(
        plex_pin::Pin::MEMBERS,
        [
            ("id", random.u64(100_000_000..2_000_000_000).to_string().into()),
            ("code", quoted(&code)),
            ("product", quoted(one_of::<&str>(random, strings.products))),
            ("trusted", random.bool().to_string().into()),
            (
                "qr",
                quoted(&format!(
                    "https:{slash}{slash}plex.tv{slash}api{slash}v2{slash}pins{slash}qr{slash}{code}"
                )),
            ),
            ("clientIdentifier", quoted(&client)),
            ("location", location(random, place)),
            ("expiresIn", random.u64(..=life).to_string().into()),
            ("createdAt", quoted(&timestamp(created))),
            ("expiresAt", quoted(&timestamp(created + life))),
            ("authToken", token),
            ("newRegistration", new),
        ],
    )
}

fn location(random: &mut Rng, &[code, continent, country, city, zone, subdivisions]: &Place) -> Json {
    let privacy = random.bool().to_string();
    let postal_code = match random.u8(..3) {
        0 => random.u32(10_000..100_000).to_string(),
        1 => some_of(random, UPPER, 3),
        _ => random.u32(1_000..10_000).to_string(),
    };
    object(
        plex_pin::Location::MEMBERS,
        [
            ("code", quoted(code)),
            ("european_union_member", random.bool().to_string().into()),
            ("continent_code", quoted(continent)),
            ("country", quoted(country)),
            ("city", quoted(city)),
            ("time_zone", quoted(zone)),
            ("postal_code", quoted(&postal_code)),
            ("in_privacy_restricted_country", privacy.clone().into()),
            ("in_privacy_restricted_region", privacy.into()),
            ("subdivisions", quoted(subdivisions)),
            ("coordinates", quoted(&coordinates(random))),
        ],
    )
}

/// An object with all members, in the order of the wire: with these values, or with their examples.
#[expect(clippy::needless_pass_by_value, reason = "the values are made in the call")]
fn object<const N: usize>(members: &[plex_pin::Member], values: [(&str, Json); N]) -> Json {
    let value = |name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let member =
        |it: &plex_pin::Member| Member::new(it.name, value(it.name).unwrap_or_else(|| it.example.into()));
    Json::Object(members.iter().map(member).collect())
}

/// `51.5869, -4.7471`
fn coordinates(random: &mut Rng) -> String {
    let mut degrees = |limit: i32| f64::from(random.i32(-limit * 10_000..=limit * 10_000)) / 10_000.0;
    let latitude = degrees(90);
    format!("{latitude}, {}", degrees(180))
}

/// `2025-03-07T16:37:05Z`
fn timestamp(second: u64) -> String {
    const START: u64 = 1_722_470_400; // 2024-08-01T00:00:00Z
    let seconds = i64::try_from(START + second).expect("a date in this age");
    let time = time::OffsetDateTime::from_unix_timestamp(seconds).expect("a date in this age");
    time.format(&time::format_description::well_known::Rfc3339).expect("a date in this age")
}

/// `{"errors":[{"code":1020,"message":"Code not found or expired"}]}`
fn errors(random: &mut Rng) -> String {
    const ERRORS: [&str; 3] = [
        r#"{"code":1000,"message":"X-Plex-Client-Identifier is missing","status":400}"#,
        r#"{"code":1001,"message":"User could not be authenticated","status":401}"#,
        r#"{"code":1020,"message":"Code not found or expired"}"#,
    ];
    let errors: Vec<&str> = (0..random.usize(1..=2)).map(|_| *one_of(random, &ERRORS)).collect();
    format!(r#"{{"errors":[{}]}}"#, errors.join(","))
}

fn shuffled(mut pin: Json, random: &mut Rng) -> Json {
    random.shuffle(pin.at(&["location"]).value.members());
    random.shuffle(pin.members());
    pin
}

fn with_unknown_members(mut pin: Json, random: &mut Rng) -> Json {
    const UNKNOWN: [(&str, &str); 8] = [
        ("region", r#""eu-west""#),
        ("attempts", "3"),
        ("score", "-12.5e-3"),
        ("links", r#"{"self":"https://plex.tv/pins","next":null}"#),
        ("scopes", r#"["read","write",{"of":[1,2,3]}]"#),
        ("beta", "true"),
        ("referrer", "null"),
        ("note", r#""says \"hello\"""#),
    ];
    let chosen: Vec<_> = choose(random, &UNKNOWN, UNKNOWN_MEMBERS);
    for (name, value) in chosen {
        let members = if random.u8(..3) == 0 { pin.at(&["location"]).value.members() } else { pin.members() };
        members.insert(random.usize(..=members.len()), Member::new(name, *value));
    }
    pin
}

/// `count` different ones, in the order of `all`.
fn choose<'s, T>(random: &mut Rng, all: &'s [T], count: usize) -> Vec<&'s T> {
    let mut indices: Vec<usize> = (0..all.len()).collect();
    random.shuffle(&mut indices);
    indices.truncate(count);
    indices.sort_unstable();
    indices.into_iter().map(|index| &all[index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_a_pin_has_about_612_bytes() {
        let texts = Texts::new();
        let mean = texts.compact.iter().map(Vec::len).sum::<usize>() / COUNT;
        assert!((602..=622).contains(&mean), "{mean}");
    }

    #[test]
    fn ok_all_bodies_differ() {
        let texts = Texts::new();
        for mut bodies in [texts.compact, texts.pretty, texts.shuffled, texts.escaped, texts.deviant] {
            bodies.sort();
            bodies.dedup();
            assert_eq!(bodies.len(), COUNT);
        }
    }
}
