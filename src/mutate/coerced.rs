//! Values that lenient coerces: each as written, and in its strict form.

use arbitrary::{Result, Unstructured};

use super::literals::{SPACES, flag, number, padded, quote};
use crate::model::{Coordinates, PinId, Timestamp};

type Pair = Result<[String; 2]>;

/// `" 1272322473.0"`.
pub(super) fn id(u: &mut Unstructured<'_>) -> Pair {
    let zeros = ["", ".0", ".000"];
    let most = *u.choose(&[PinId::MAX_PRECISE.get(), 9_999_999_999_999_999_999])?;
    let digits = u.int_in_range(0..=most)?.to_string();
    let written = padded(&format!("{digits}{}", u.choose(&zeros)?), u)?;
    Ok([written, digits])
}

/// `9007199254740993`, which has no other form.
pub(super) fn large_id(u: &mut Unstructured<'_>) -> Pair {
    let digits = u.int_in_range(1 << 53..=u64::MAX)?.to_string();
    Ok([digits.clone(), digits])
}

/// `802`.
pub(super) fn number_for_text(u: &mut Unstructured<'_>) -> Pair {
    let number = number(u)?;
    Ok([number.clone(), quote(&number)])
}

/// `true`.
pub(super) fn flag_for_text(u: &mut Unstructured<'_>) -> Pair {
    let flag = flag(u)?;
    Ok([flag.clone(), quote(&flag)])
}

/// `0`.
pub(super) fn number_for_boolean(u: &mut Unstructured<'_>) -> Pair {
    let values = [
        ["0", "false"],
        ["1", "true"],
        ["0.0", "false"],
        ["1e0", "true"],
        ["-0", "false"],
        ["10e-1", "true"],
    ];
    Ok(u.choose(&values)?.map(str::to_owned))
}

/// `"TRUE "`.
pub(super) fn text_for_boolean(u: &mut Unstructured<'_>) -> Pair {
    let values = [
        ["0", "false"],
        ["1", "true"],
        ["true", "true"],
        ["false", "false"],
        ["True", "true"],
        ["FALSE", "false"],
        ["tRUE", "true"],
    ];
    let [written, meant] = u.choose(&values)?;
    Ok([padded(written, u)?, (*meant).to_owned()])
}

/// `"876.5"`.
pub(super) fn seconds(u: &mut Unstructured<'_>) -> Pair {
    let fractions = ["", ".5", ".000000001"];
    let digits = format!("{}{}", u.arbitrary::<u32>()?, u.choose(&fractions)?);
    Ok([padded(&digits, u)?, digits])
}

/// `"2023-04-12 19:00:03 +0200 CEST"`.
pub(super) fn timestamp(u: &mut Unstructured<'_>) -> Pair {
    let timestamp = u.arbitrary::<Timestamp>()?;
    let [date, clock, zone] = date_clock_zone(timestamp);
    let (local, utc) = (timestamp.to_string(), format!("{date}T{clock}Z"));
    // `+02:00` as Go writes it.
    let offset = if zone == "Z" { "+0000".to_owned() } else { zone.replace(':', "") };
    let (written, meant) = match u.int_in_range(0..=7)? {
        0 => {
            let written = format!("{timestamp}{}", u.choose(&SPACES)?);
            return Ok([quote(&written), quote(&local)]);
        }
        1 => (format!("{date}t{clock}{}", zone.to_ascii_lowercase()), local),
        2 => (format!("{date} {clock}{zone}"), local),
        3 => (format!("{date}T{clock} UTC"), utc),
        4 => (format!("{date} {clock}{offset}"), local),
        5 => (format!("{date} {clock} {offset} CEST"), local),
        6 => (format!("{date} {clock} {offset} {}", &offset[..3]), local),
        _ => (format!("{date} {clock} +0000 UTC m=+0.000012"), utc),
    };
    Ok([padded(&written, u)?, quote(&meant)])
}

/// `"2023-04-12T17:00:03"`.
pub(super) fn timestamp_without_zone(u: &mut Unstructured<'_>) -> Pair {
    let separators = ["T", "t", " "];
    let [date, clock, _] = date_clock_zone(u.arbitrary()?);
    let written = format!("{date}{}{clock}", u.choose(&separators)?);
    Ok([padded(&written, u)?, quote(&format!("{date}T{clock}Z"))])
}

/// `1681318803`.
pub(super) fn unix_seconds(u: &mut Unstructured<'_>) -> Pair {
    let values = [
        ["0", "1970-01-01T00:00:00Z"],
        ["951782400", "2000-02-29T00:00:00Z"],
        ["1681318803", "2023-04-12T17:00:03Z"],
        ["1681318803.0", "2023-04-12T17:00:03Z"],
        ["1.681318803e9", "2023-04-12T17:00:03Z"],
        ["253402300799", "9999-12-31T23:59:59Z"],
    ];
    let [written, meant] = u.choose(&values)?;
    Ok([(*written).to_owned(), quote(meant)])
}

/// `"30.3768,-97.8935"`, and the strict forms with white space around them.
pub(super) fn coordinates(u: &mut Unstructured<'_>) -> Pair {
    let meant = u.arbitrary::<Coordinates>()?.to_string();
    let separator = *u.choose(&[",", ", ", " "])?;
    let written = meant.replace(", ", separator);
    let written = match separator {
        "," => padded(&written, u)?,
        _ => quote(&format!("{written}{}", u.choose(&SPACES)?)),
    };
    Ok([written, quote(&meant)])
}

/// `"1020"`.
pub(super) fn error_code(u: &mut Unstructured<'_>) -> Pair {
    let digits = u.arbitrary::<u32>()?.to_string();
    Ok([padded(&digits, u)?, digits])
}

/// `"404"`.
pub(super) fn error_status(u: &mut Unstructured<'_>) -> Pair {
    let digits = u.int_in_range(100..=599)?.to_string();
    Ok([padded(&digits, u)?, digits])
}

/// Splits `2023-04-12T17:00:03.5+02:00` into its parts, without the `T`.
fn date_clock_zone(timestamp: Timestamp) -> [String; 3] {
    let text = timestamp.to_string();
    let (date, rest) = text.split_once('T').unwrap_or_default();
    let (clock, zone) = rest.split_at(rest.find(['Z', '+', '-']).unwrap_or_default());
    [date, clock, zone].map(str::to_owned)
}
