//! Names of members that are unknown, or in another spelling.

use arbitrary::{Result, Unstructured};

use crate::model::Member;

/// A name that no member has, in any spelling.
pub(super) fn unknown(known: &[Member], u: &mut Unstructured<'_>) -> Result<String> {
    let samples = ["pinned", "Id2", "", "code ", "a/b~c", "\u{1b}[31m", "auth.token", "naïve"];
    let name = if u.arbitrary()? { u.arbitrary()? } else { *u.choose(&samples)? };
    let is_known = known.iter().any(|known| letters(known.name) == letters(name));
    Ok(if is_known { "unknown".to_owned() } else { name.to_owned() })
}

/// Another spelling of a name: letters in the other case, `_` and `-` added or removed.
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
    // Every name has a lower-case letter.
    Ok(if other == name { name.to_ascii_uppercase() } else { other })
}

fn letters(name: &str) -> String {
    name.replace(['_', '-'], "").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ApiError;
    use crate::mutate::tests::of_noise;

    #[test]
    fn ok_unknown_names() {
        let known = ["Pin-ned", "code"].map(|name| Member { name, ..ApiError::MEMBERS[0] });
        let names = of_noise(2_000, |u| unknown(&known, u));
        assert!(names.iter().all(|name| !["pinned", "code"].contains(&&*letters(name))), "{names:?}");
        let all = ["unknown", "Id2", "", "code ", "a/b~c", "\u{1b}[31m", "auth.token", "naïve"];
        assert!(cfg!(miri) || all.iter().all(|name| names.contains(*name)), "{names:?}");
        assert!(cfg!(miri) || names.len() > all.len() + 100, "others, too: {names:?}");
    }

    #[test]
    fn ok_other_spellings() {
        let names = of_noise(2_000, |u| respelled("a_b", u));
        for name in &names {
            assert!(name != "a_b" && letters(name) == "ab", "{name}");
        }
        for name in ["A_B", "ab", "_a_b", "a-_b", "Ab", "a__b", "a_-b"] {
            assert!(cfg!(miri) || names.contains(name), "{name} of {names:?}");
        }
    }
}
