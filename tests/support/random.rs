//! Random documents, the same in every run: close to what the service sends, with faults in some places.

use plex_pin::{ApiError, Location, Member, Pin};

/// A stream of numbers from a seed (`SplitMix64`).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which is above 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        usize::try_from(self.next() % limit).unwrap_or(0)
    }

    /// Yes, once in `times`.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}

/// Values of every type and kind, for any member.
const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "2",
    "-0",
    "-1",
    "0.5",
    "1.0",
    "1e0",
    "10e-1",
    "1e400",
    "-1e400",
    "1e-400",
    "9007199254740991",
    "9007199254740992",
    "18446744073709551615",
    "18446744073709551616",
    "1272322473.0",
    "1.272322473e9",
    "253402300799",
    "253402300800",
    "599",
    "600",
    "99",
    "100",
    "4294967296",
    "\"\"",
    "\" \"",
    "\"0\"",
    "\"1\"",
    "\"true\"",
    "\" FALSE\"",
    "\"Unknown\"",
    "\"unknown \"",
    "\"876.5\"",
    "\"5123.00\"",
    "\"99999999999999999999\"",
    "\"2024-02-29T23:59:59.999999999+23:59\"",
    "\"2023-02-29T00:00:00Z\"",
    "\"2023-04-12t17:00:03z\"",
    "\"2023-04-12 17:00:03\"",
    "\"2023-04-12 17:00:03.5 +0200 CEST m=+0.1\"",
    "\"2023-04-12T17:00:60Z\"",
    "\"30.3768 -97.8935\"",
    "\"30.3768,-97.8935\"",
    "\" 30.3768, -97.8935\"",
    "\"90.0001, 0\"",
    "\"0, -180\"",
    "\"\\u0030\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"Ørsta 😀\"",
    "\"tab\\t\"",
    "[]",
    "{}",
    "[1,[2,{\"a\":[]}]]",
    "{\"code\":1,\"message\":\"m\"}",
    "{\"authToken\":\"t\"}",
    "[{\"code\":1},null,{\"Code\":\"2\"}]",
    "tru",
    "01",
    "+1",
    "'x'",
    "\"open",
];

const NAMES: &[&str] = &[
    "x",
    "",
    "pin",
    "Pin",
    "errors",
    "message",
    "status",
    "ID",
    "expires_at",
    "auth-token",
    "__id__",
    "i-d",
    "EuropeanUnionMember",
    "a/b~c",
    "\\u0069d",
    "\\ud800",
    "location",
    "Location",
    "code",
    "ünknown",
];

const SPACE: &[&str] = &["", "", "", "", " ", "\n", "\r\n\t", "  "];

type Members = Vec<(String, String)>;

fn entries(members: &[Member]) -> Members {
    members.iter().map(|member| (member.name.to_owned(), member.example.to_owned())).collect()
}

fn write(random: &mut Random, members: &Members) -> String {
    let mut text = "{".to_owned();
    // As on the wire, every other time.
    let spaces = if random.once_in(2) { &[""] } else { SPACE };
    for (index, (name, value)) in members.iter().enumerate() {
        let mut space = || random.one_of(spaces);
        let comma = if index == 0 { "" } else { "," };
        let spaces = [space(), space(), space(), space()];
        text.extend([comma, spaces[0], "\"", name, "\"", spaces[1], ":", spaces[2], value, spaces[3]]);
    }
    text + "}"
}

/// The name with another case, or with `_` or `-` somewhere.
fn respelled(random: &mut Random, name: &str) -> String {
    let mut respelled = String::new();
    for character in name.chars() {
        if random.once_in(6) {
            respelled.push(if random.once_in(2) { '_' } else { '-' });
        }
        respelled.push(if random.once_in(3) { character.to_ascii_uppercase() } else { character });
    }
    respelled
}

fn mutate(random: &mut Random, members: &mut Members) {
    let at = random.below(members.len() + 1);
    let new = (random.one_of(NAMES).to_owned(), random.one_of(VALUES).to_owned());
    let Some((name, value)) = members.get_mut(at) else {
        return members.push(new);
    };
    match random.below(8) {
        0..=2 => *value = new.1,
        3 => *name = respelled(random, name),
        4 => *name = new.0,
        5 => {
            let again = (respelled(random, name), if random.once_in(2) { value.clone() } else { new.1 });
            let later = at + 1 + random.below(members.len() - at);
            members.insert(later, again);
        }
        6 => _ = members.remove(at),
        _ => {
            let other = random.below(members.len());
            members.swap(at, other);
        }
    }
}

fn shuffle(random: &mut Random, members: &mut Members) {
    for behind in (2..=members.len()).rev() {
        members.swap(random.below(behind), behind - 1);
    }
}

fn object(random: &mut Random, members: &[Member], mutations: usize) -> String {
    let mut members = entries(members);
    for (name, value) in &mut members {
        if name == "location" && !random.once_in(8) {
            let few = random.below(3);
            *value = object(random, Location::MEMBERS, few);
        }
    }
    for _ in 0..random.below(mutations + 1) {
        mutate(random, &mut members);
    }
    if random.once_in(3) {
        shuffle(random, &mut members);
    }
    write(random, &members)
}

/// A document of any kind, most often a pin; one in three is also broken as a text.
pub(crate) fn document(random: &mut Random) -> Vec<u8> {
    let mut text = match random.below(10) {
        0 => object(random, Location::MEMBERS, 4),
        1 => object(random, ApiError::MEMBERS, 2),
        2 => format!(
            "{{\"errors\":[{},{}]}}",
            object(random, ApiError::MEMBERS, 2),
            object(random, ApiError::MEMBERS, 0)
        ),
        3 => {
            format!("{{\"{}\":{}}}", random.one_of(&["pin", "Pin", "p-in"]), object(random, Pin::MEMBERS, 3))
        }
        4 => object(random, Pin::MEMBERS, 12),
        _ => object(random, Pin::MEMBERS, 4),
    };
    if random.once_in(16) {
        text.insert_str(0, random.one_of(&["\u{FEFF}", "\u{FEFF} ", " \n", "\u{FEFF}\u{FEFF}"]));
    }
    let mut body = text.into_bytes();
    if random.once_in(3) {
        let at = random.below(body.len());
        match random.below(4) {
            0 => body.truncate(at),
            1 => body[at] = random.byte(),
            2 => body.insert(at, random.byte()),
            _ => _ = body.remove(at),
        }
    }
    body
}
