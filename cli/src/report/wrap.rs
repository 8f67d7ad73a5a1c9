//! Lines of text broken between words, for terminals.

use unicode_width::UnicodeWidthStr;

/// Breaks a line between words, so that no part is wider than `width`. Further parts begin with `indent` spaces.
///
/// A word that is wider stays whole. Colour escapes have no width.
pub(super) fn wrap(line: &str, width: usize, indent: usize) -> String {
    let mut wrapped = String::with_capacity(line.len() + 16);
    let mut column = 0;
    for (index, word) in line.split(' ').enumerate() {
        let word_width = visible_width(word);
        let is_start = index == 0 || wrapped.ends_with('\n');
        if !is_start && column > indent && column + 1 + word_width > width {
            wrapped.push('\n');
            wrapped.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        } else if index > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += word_width;
    }
    wrapped
}

/// The width of a text on a terminal, without its colour escapes.
fn visible_width(text: &str) -> usize {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().map_or(0, UnicodeWidthStr::width);
    let rest = parts.map(|part| part.split_once('m').map_or(0, |(_, text)| text.width()));
    first + rest.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn ok_lines_break_between_words() {
        for (line, width, indent, expected) in [
            ("", 10, 2, ""),
            ("one two", 10, 2, "one two"),
            ("one two three", 7, 2, "one two\n  three"),
            ("one two three four", 9, 2, "one two\n  three\n  four"),
            ("a verylongwordindeed b", 8, 1, "a\n verylongwordindeed\n b"),
            ("  = help: one two", 12, 10, "  = help: one\n          two"),
            ("\u{1b}[1mone\u{1b}[0m two three", 7, 0, "\u{1b}[1mone\u{1b}[0m two\nthree"),
            ("例示 市", 5, 0, "例示\n市"),
        ] {
            assert_eq!(wrap(line, width, indent), expected, "{line}");
        }
    }
}
