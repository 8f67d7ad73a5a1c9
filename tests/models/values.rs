//! The types of single values.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::hash::BuildHasher;
use std::time::Duration;

use plex_pin::{AuthToken, Coordinates, NewRegistration, PinId, Seconds};

use crate::{err, ok};

#[test]
fn ok_pin_id() {
    ok::<PinId>("0", "0");
    ok::<PinId>("0042", "42");
    ok::<PinId>("1272322473", "1272322473");
    ok::<PinId>("18446744073709551615", "18446744073709551615");
    assert_eq!(u64::from(PinId::from(7)), 7);
    assert_eq!(PinId::MAX_PRECISE.get(), (1 << 53) - 1);
    assert!(PinId::MAX_PRECISE.is_precise() && !PinId::new(1 << 53).is_precise());
    assert!(PinId::new(2) < PinId::new(10));
    assert_eq!(format!("{:>5}|{:?}", PinId::new(7), PinId::new(7)), "    7|PinId(7)");
}

#[test]
fn err_pin_id() {
    err::<PinId>("", "invalid-text", "expected pin id in digits, found empty text");
    for text in ["+5", "-5", "5.0", " 5", "5 ", "x", "1e3", "18446744073709551616"] {
        err::<PinId>(text, "invalid-text", "expected pin id in digits, found other text");
    }
}

#[test]
fn ok_seconds() {
    ok::<Seconds>("0", "0");
    ok::<Seconds>("900", "900");
    ok::<Seconds>("0900.50", "900.5");
    ok::<Seconds>("9007199254740991", "9007199254740991");
    let seconds = |value| Seconds::new(value).unwrap();
    assert_eq!(seconds(876.5).get().to_bits(), 876.5_f64.to_bits());
    assert_eq!((seconds(876.5).whole(), seconds(876.0).whole()), (None, Some(876)));
    assert_eq!(seconds(9_007_199_254_740_991.0).whole(), Some((1 << 53) - 1));
    assert_eq!(Seconds::from(u32::MAX).whole(), Some(4_294_967_295));
    // To the nanosecond, and back to the nearest double.
    let exact = (seconds(876.123_456_789), Duration::new(876, 123_456_789));
    assert_eq!(Duration::from(exact.0), exact.1);
    assert_eq!(Seconds::try_from(exact.1), Ok(exact.0));
    assert_eq!(Duration::from(seconds(9_007_199_254_740_991.0)), Duration::from_secs((1 << 53) - 1));
    let mut ordered = [1.5, 0.0, 9_007_199_254_740_991.0, 1.0].map(seconds);
    ordered.sort_unstable();
    assert_eq!(ordered, [0.0, 1.0, 1.5, 9_007_199_254_740_991.0].map(seconds));
    assert_eq!(seconds(-0.0).cmp(&seconds(0.0)), Ordering::Equal);
}

#[test]
fn err_seconds() {
    err::<Seconds>("", "invalid-text", "expected seconds in digits, found empty text");
    for text in ["-1", "+1", "1e3", ".5", "5.", " 5", "inf", "NaN", "1.2.3"] {
        err::<Seconds>(text, "invalid-text", "expected seconds in digits, found other text");
    }
    let range = "expected seconds in 0..=9007199254740991, found number out of range";
    err::<Seconds>("9007199254740992", "invalid-value", range);
    for value in
        [-1.0, -f64::MIN_POSITIVE, 9_007_199_254_740_992.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN]
    {
        assert_eq!(Seconds::new(value).unwrap_err().to_string(), range, "{value}");
    }
    assert_eq!(Seconds::try_from(Duration::MAX).unwrap_err().to_string(), range);
}

#[test]
fn ok_coordinates() {
    ok::<Coordinates>("30.3768, -97.8935", "30.3768, -97.8935");
    ok::<Coordinates>("30.3768 -97.8935", "30.3768, -97.8935");
    ok::<Coordinates>("-90, 180.000", "-90, 180");
    let zero = Coordinates::new(-0.0, -0.0).unwrap();
    assert_eq!((zero.latitude().to_bits(), zero.longitude().to_bits()), (0, 0));
    assert_eq!(zero.to_string(), "0, 0");
    let others = ["-0, 0", "0 -0.0", "00, 000"].map(|it| it.parse::<Coordinates>().unwrap());
    assert_eq!(HashSet::from(others), HashSet::from([zero]));
    assert_eq!(HashSet::from([Seconds::new(-0.0).unwrap(), Seconds::new(0.0).unwrap()]).len(), 1);
    let hasher = std::hash::RandomState::new();
    assert_ne!(hasher.hash_one(Seconds::from(1)), hasher.hash_one(Seconds::from(2)));
    assert_ne!(hasher.hash_one(zero), hasher.hash_one(Coordinates::new(0.0, 1.0).unwrap()));
    assert_ne!(hasher.hash_one(zero), hasher.hash_one(Coordinates::new(1.0, 0.0).unwrap()));
}

#[test]
fn err_coordinates() {
    err::<Coordinates>("", "invalid-text", "expected coordinates, found empty text");
    for text in
        ["30.3768,-97.8935", "30.3768;-97.8935", "+30, 0", "30., 0", "0030, 0", " 30, 0", "30", "NaN, 0"]
    {
        err::<Coordinates>(text, "invalid-text", "expected coordinates, found other text");
    }
    let range = "expected latitude in -90..=90 and longitude in -180..=180, found number out of range";
    for text in ["91, 0", "0, -180.1", "90.00000000000000000001, 0"] {
        err::<Coordinates>(text, "invalid-value", range);
    }
    for (latitude, longitude) in
        [(90.1, 0.0), (0.0, -181.0), (f64::NAN, 0.0), (0.0, f64::NAN), (f64::INFINITY, 0.0)]
    {
        assert_eq!(Coordinates::new(latitude, longitude).unwrap_err().to_string(), range);
    }
}

#[test]
fn ok_token_and_registration() {
    assert_eq!("secret".parse::<AuthToken>().unwrap().expose(), "secret");
    err::<AuthToken>("", "invalid-text", "expected token, found empty text");
    // White space alone is empty, that of Unicode too; what only looks like white space is not.
    for text in [" \n", "\u{A0}", "\u{3000}\u{2009}\t", "\u{85}\u{1680}\u{2028}\u{202F}\u{205F}"] {
        err::<AuthToken>(text, "invalid-text", "expected token, found empty text");
    }
    for text in [" a", "\u{A0}a\u{A0}", "\u{200B}", "\u{FEFF}", "\u{2800}"] {
        assert_eq!(AuthToken::new(text).unwrap().expose(), text, "{text:?}");
    }
    let text = |text: &'static str| NewRegistration::Text(text.into());
    for (value, flag, shown) in [
        (true.into(), Some(true), "true"),
        (NewRegistration::Flag(false), Some(false), "false"),
        (text("true"), Some(true), "true"),
        (text("1"), Some(true), "1"),
        (text("false"), Some(false), "false"),
        (text("0"), Some(false), "0"),
        (text("yes"), None, "yes"),
        (text("TRUE"), None, "TRUE"),
        (text(""), None, ""),
    ] {
        assert_eq!((value.as_bool(), &*value.to_string()), (flag, shown));
    }
}
