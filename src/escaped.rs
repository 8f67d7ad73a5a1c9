//! Untrusted text, escaped for a terminal or a log.

use core::fmt;

/// Writes untrusted text on one line, and escapes characters that would change or hide what is displayed.
///
/// Control characters, line separators, bidirectional controls and invisible characters become `\u{1b}`. Everything else is
/// written as it is.
///
/// ```
/// use plex_pin::Escaped;
///
/// assert_eq!(Escaped::new("Gdańsk\n\u{1b}[31m").to_string(), "Gdańsk\\u{a}\\u{1b}[31m");
/// assert_eq!(Escaped::new("abcdef").at_most(3).to_string(), "abc…");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'t> {
    text: &'t str,
    max: usize,
}

impl<'t> Escaped<'t> {
    /// Escapes all of `text`.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { text, max: usize::MAX }
    }

    /// Writes no more than the first `max` characters, and `…` for the rest.
    #[must_use]
    pub const fn at_most(self, max: usize) -> Self {
        Self { max, ..self }
    }
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.text.chars();
        for character in characters.by_ref().take(self.max) {
            if harmful(character) {
                write!(f, "{}", character.escape_unicode())?;
            } else {
                fmt::Write::write_char(f, character)?;
            }
        }
        if characters.next().is_some() { f.write_str("…") } else { Ok(()) }
    }
}

/// Returns whether a terminal would display something other than the character.
fn harmful(character: char) -> bool {
    character.is_control()
        || matches!(character,
            // Marks, embeddings, overrides and isolates of direction.
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}'
            // Invisible characters: joiners, fillers, marks of byte order and of annotation, tags.
            | '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}')
}
