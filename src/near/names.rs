//! Member names that are off.

use arbitrary::{Result, Unstructured};

/// A name that is none of those known, in any spelling.
pub(super) fn unknown(known: &[&str], u: &mut Unstructured<'_>) -> Result<String> {
    let samples = ["pinned", "Id2", "", "code ", "a/b~c", "\u{1b}[31m", "auth.token", "naïve"];
    let name = if u.arbitrary()? { u.arbitrary()? } else { *u.choose(&samples)? };
    let is_known = known.iter().any(|known| letters(known) == letters(name));
    Ok(if is_known { "unknown".to_owned() } else { name.to_owned() })
}

/// The same name in another spelling: letters of the other case, `_` and `-` between them or taken out.
pub(super) fn respelled(name: &str, u: &mut Unstructured<'_>) -> Result<String> {
    let mut other = String::new();
    for letter in name.chars() {
        match u.int_in_range(0..=7)? {
            1 => other.extend(['_', letter]),
            2 => other.extend([letter, '-']),
            3 if letter == '_' => {}
            4 => other.push(letter.to_ascii_uppercase()),
            _ => other.push(letter.to_ascii_lowercase()),
        }
    }
    // Every name has a letter of lower case.
    Ok(if other == name { name.to_ascii_uppercase() } else { other })
}

fn letters(name: &str) -> String {
    name.replace(['_', '-'], "").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::near::tests::of_noise;

    #[test]
    fn ok_unknown_names_are_of_no_member() {
        let names = of_noise(2_000, |u| unknown(&["Pin-ned", "code"], u));
        assert!(names.iter().all(|name| !["pinned", "code"].contains(&&*letters(name))), "{names:?}");
        let all = ["unknown", "Id2", "", "code ", "a/b~c", "\u{1b}[31m", "auth.token", "naïve"];
        assert!(cfg!(miri) || all.iter().all(|name| names.contains(*name)), "{names:?}");
        assert!(cfg!(miri) || names.len() > all.len() + 100, "others, too: {names:?}");
    }

    #[test]
    fn ok_other_spellings_have_the_same_letters() {
        let names = of_noise(2_000, |u| respelled("a_b", u));
        for name in &names {
            assert!(name != "a_b" && letters(name) == "ab", "{name}");
        }
        for name in ["A_B", "ab", "_a_b", "a-_b", "Ab", "a__b", "a_-b"] {
            assert!(cfg!(miri) || names.contains(name), "{name} of {names:?}");
        }
    }
}
