//! Dates around every edge of the calendar and the clock.

use super::Choices;

const YEARS: [u32; 16] =
    [0, 4, 100, 200, 400, 1600, 1700, 1800, 1900, 2000, 2023, 2024, 2100, 2400, 9900, 9999];

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A date in the calendar, most often its first days or its last ones; or, `wild`, one beside it.
fn date(choices: &mut impl Choices, wild: bool) -> String {
    let year = if choices.once_in(3) {
        u32::try_from(choices.below(10_000)).unwrap_or_default()
    } else {
        choices.one(&YEARS)
    };
    let month = choices.one(&[1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    let last = days(year, month);
    let (month, day) = if !wild {
        (month, choices.one(&[1, 2, 9, 10, 19, 20, 28, last]))
    } else if choices.once_in(4) {
        (choices.one(&[0, 13, 20]), last)
    } else {
        (month, choices.one(&[last + 1, last + 1, last + 1, 0, 32, 40]))
    };
    format!("{year:04}-{month:02}-{day:02}")
}

/// A time of the clock; or, `wild`, one beside it.
fn time(choices: &mut impl Choices, wild: bool) -> String {
    let hour = choices.one(&[0, 9, 10, 12, 19, 20, 23, 24, 25, 30][..if wild { 10 } else { 7 }]);
    let minute = choices.one(&[0, 9, 30, 59, 60, 99][..if wild { 6 } else { 4 }]);
    let second = choices.one(&[0, 9, 30, 59, 60, 61][..if wild { 6 } else { 4 }]);
    let fraction = if choices.once_in(3) {
        let digits = if wild { 12 } else { 9 };
        let digits = choices.below(digits) + usize::from(!wild);
        &".000123456789"[..=digits]
    } else {
        ""
    };
    format!("{hour:02}:{minute:02}:{second:02}{fraction}")
}

fn offset(choices: &mut impl Choices, colon: &str, wild: bool) -> String {
    let hours = choices.one(&["00", "01", "14", "19", "23", "24", "30"][..if wild { 7 } else { 5 }]);
    let minutes = choices.one(&["00", "30", "59", "60", "99"][..if wild { 5 } else { 3 }]);
    format!("{}{hours}{colon}{minutes}", choices.one(&["+", "-"]))
}

/// A strict form.
pub fn strict(choices: &mut impl Choices) -> String {
    form(choices, false)
}

/// A strict form, but for one part of it where it is to be `wild`.
fn form(choices: &mut impl Choices, wild: bool) -> String {
    let part = if wild { choices.below(4) } else { 4 };
    let (date, time) = (date(choices, part < 2), time(choices, part == 2));
    match choices.below(4) {
        _ if part == 3 => format!("{date}T{time}{}", offset(choices, ":", true)),
        0 => format!("{date} {time} +0000 UTC"),
        1 => format!("{date}T{time}{}", offset(choices, ":", false)),
        _ => format!("{date}T{time}Z"),
    }
}

/// A form that is none of the strict ones, or hardly one.
pub fn other(choices: &mut impl Choices) -> String {
    if choices.once_in(3) {
        return form(choices, true);
    }
    let wild = choices.once_in(4);
    let (date, time) = (date(choices, wild), time(choices, wild));
    let separator = choices.one(&["T", "t", " ", "T", " ", "_", ""]);
    let zone = match choices.below(6) {
        0 => offset(choices, ":", wild),
        1 => offset(choices, "", wild),
        2 => {
            let name = choices.one(&["CEST", "UTC", "A", "ABCDEF", "+03", "-0330", "+1", "+12345", "C1", ""]);
            format!(" {} {name}", offset(choices, "", wild))
        }
        _ => choices.one(&["", "Z", "z", " UTC", " +0000 UTC", " utc", "+00", " GMT", "+00:00 "]).to_owned(),
    };
    let reading = if choices.once_in(6) {
        choices.one(&[" m=+0.1", " m=-12.000001", " m=1.0", " m=+1", " m=+.5", " m=+1.", "m=+0.1"])
    } else {
        ""
    };
    let [before, after] = [0, 1].map(|_| {
        if choices.once_in(8) { choices.one(&[" ", "\n", "\t\r\u{c}", "\u{b}", "\u{a0}"]) } else { "" }
    });
    format!("{before}{date}{separator}{time}{zone}{reading}{after}")
}
