//! Values as they are written, in JSON or XML.

use plex_pin::Timestamp;

/// A value as written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Raw<'b> {
    Json(&'b [u8]),
    /// The text of an attribute or an element of XML, which has no type.
    Text(&'b [u8]),
}

/// Returns the moment of a date: a string or text in a strict form, or Unix seconds.
pub(super) fn moment(raw: Raw<'_>) -> Option<i64> {
    match raw {
        Raw::Json([b'"', text @ .., b'"']) | Raw::Text(text) => {
            let text = str::from_utf8(text).ok()?.trim();
            let timestamp = text.parse::<Timestamp>().or_else(|error| match text.strip_suffix(" UTC") {
                Some(rest) if rest.len() == 19 => format!("{rest} +0000 UTC").parse(),
                _ => Err(error),
            });
            timestamp.ok().map(Timestamp::to_unix)
        }
        Raw::Json(raw) => {
            let seconds: i64 = str::from_utf8(raw).ok()?.parse().ok()?;
            (0..=Timestamp::MAX_UNIX).contains(&seconds).then_some(seconds)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Raw, moment};

    #[test]
    fn ok_moments() {
        for (raw, expected) in [
            (r#""2023-04-12T17:00:03Z""#, Some(1_681_318_803)),
            (r#""2023-04-12 17:00:03 +0000 UTC""#, Some(1_681_318_803)),
            (r#""2023-04-12 17:00:03 UTC""#, Some(1_681_318_803)),
            ("1681318803", Some(1_681_318_803)),
            ("-1", None),
            ("1e9", None),
            (r#""tomorrow""#, None),
            ("null", None),
        ] {
            assert_eq!(moment(Raw::Json(raw.as_bytes())), expected, "{raw}");
        }
    }
}
