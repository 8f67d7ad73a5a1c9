//! Bodies in which something is off.

use fastrand::Rng;

use super::choose;
use crate::json::{Json, Member};

/// How many deviations each deviant pin has.
pub const DEVIATIONS: usize = 10;

/// A member in another form.
type Change = (&'static [&'static str], fn(&mut Member));

/// Changes that make one deviation each.
const IN_PIN: &[Change] = &[
    (&["id"], |it| quote(it)),
    (&["product"], |it| set(it, "0")),
    (&["trusted"], |it| set(it, "0")),
    (&["qr"], |it| set(it, "null")),
    (&["clientIdentifier"], |it| rename(it, "client_identifier")),
    (&["expiresIn"], |it| quote(it)),
    (&["createdAt"], |it| replace(it, "Z", "")),
    (&["expiresAt"], |it| replace(it, "T", " ")),
    (&["authToken"], |it| set(it, "\"\"")),
    (&["newRegistration"], |it| set(it, "1")),
    (&["location", "european_union_member"], |it| set(it, "\"Unknown\"")),
    (&["location", "continent_code"], |it| rename(it, "ContinentCode")),
    (&["location", "postal_code"], |it| set(it, "802")),
    (&["location", "in_privacy_restricted_country"], |it| set(it, "\"0\"")),
    (&["location", "subdivisions"], |it| set(it, "[]")),
    (&["location", "coordinates"], |it| replace(it, ", ", ",")),
];

pub(super) fn in_pin(mut pin: Json, random: &mut Rng) -> Json {
    for (path, change) in choose(random, IN_PIN, DEVIATIONS) {
        change(pin.at(path));
    }
    pin
}

/// Three deviations.
pub(super) fn in_location(mut location: Json) -> Json {
    quote(location.at(&["european_union_member"]));
    set(location.at(&["postal_code"]), "802");
    replace(location.at(&["coordinates"]), ", ", ",");
    location
}

fn set(member: &mut Member, value: &str) {
    member.value = value.into();
}

fn quote(member: &mut Member) {
    member.value = format!("\"{}\"", member.value.compact()).into();
}

fn rename(member: &mut Member, name: &str) {
    name.clone_into(&mut member.name);
}

fn replace(member: &mut Member, from: &str, to: &str) {
    member.value = member.value.compact().replace(from, to).into();
}
