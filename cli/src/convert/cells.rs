//! Cells of a table in CSV (RFC 4180), safe to open in a spreadsheet.

use plex_pin::Escaped;

/// Adds a cell with any text, and a comma before all but the first.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it, and control characters are escaped, so
/// that a row is one line.
pub(super) fn push_text(row: &mut String, text: &str) {
    separate(row);
    let text = Escaped::new(text).to_string();
    row.push('"');
    // A space may be trimmed on the way into the spreadsheet.
    if text.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
        || text.starts_with("\\u{9}")
        || text.starts_with("\\u{d}")
    {
        row.push('\'');
    }
    row.push_str(&text.replace('"', "\"\""));
    row.push('"');
}

/// Adds a cell with a number, a boolean or nothing, as written in JSON.
pub(super) fn push_plain(row: &mut String, plain: &str) {
    separate(row);
    row.push_str(plain);
}

fn separate(row: &mut String) {
    if !row.is_empty() {
        row.push(',');
    }
}

#[cfg(test)]
mod tests {
    use super::{push_plain, push_text};

    #[test]
    fn ok_cells() {
        for (text, expected) in [
            ("Breda", r#""Breda""#),
            ("", r#""""#),
            (r#"a "b", c"#, r#""a ""b"", c""#),
            ("=1+1", r#""'=1+1""#),
            ("+31", r#""'+31""#),
            ("-1", r#""'-1""#),
            ("@SUM(A1)", r#""'@SUM(A1)""#),
            (" =1", r#""' =1""#),
            ("\t=1", r#""'\u{9}=1""#),
            ("\r=1", r#""'\u{d}=1""#),
            ("\u{ff1d}1", "\"'\u{ff1d}1\""),
            ("a\nb\u{1b}[31m", r#""a\u{a}b\u{1b}[31m""#),
            ("a=1", r#""a=1""#),
        ] {
            let mut row = String::new();
            push_text(&mut row, text);
            assert_eq!(row, expected, "{text:?}");
        }
        let mut row = String::from("1");
        push_plain(&mut row, "");
        push_plain(&mut row, "-1.5");
        push_text(&mut row, "a");
        assert_eq!(row, "1,,-1.5,\"a\"");
    }
}
