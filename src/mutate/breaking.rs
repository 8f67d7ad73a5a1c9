//! Breaks a valid body in one place: a name, or a value.

use arbitrary::{Result, Unstructured};

use super::tree::{Entry, Object, Value};
use super::{faults, literals, names, valid};
use crate::deviation::{DeviationCode, Outcome};

/// The code of a fault, and its outcome in a lenient parse.
pub(super) type Fault = (DeviationCode, Outcome);

/// Breaks an object in one place, and appends the path of that place to a JSON pointer.
pub(super) fn break_object(
    object: &mut Object,
    u: &mut Unstructured<'_>,
    pointer: &mut String,
) -> Result<Fault> {
    let what = u.int_in_range(0..=11)?;
    let index = u.choose_index(object.members.len())?;
    // Without its only member an object is empty, and every parser refuses an empty root.
    let is_only = object.members.len() == 1;
    let entry = &mut object.members[index];
    let is_empty = matches!(&entry.value, Value::Array(values) if values.is_empty());
    let what = if is_only && is_empty && !matches!(what, 8 | 10) { 9 } else { what };
    let (fault, name) = match what {
        8 => {
            let name = names::unknown(object.known, u)?;
            let value = Value::Broken(literals::any_json(u)?, None);
            object.members.insert(index, Entry { name: name.clone(), member: None, value });
            ((DeviationCode::UnknownMember, Outcome::Ignored), name)
        }
        9 => {
            entry.name = names::respelled(&entry.name, u)?;
            ((DeviationCode::MemberSpelling, Outcome::Coerced), entry.name.clone())
        }
        10 => {
            // The first of two members does not count, whatever its value is.
            let name = entry.name.clone();
            let value = Value::Broken(valid::another(entry.value.kind()).to_owned(), None);
            object.members.insert(0, Entry { name: name.clone(), member: None, value });
            ((DeviationCode::DuplicateMember, Outcome::Ignored), name)
        }
        11 if !is_only && entry.member.is_some_and(|member| member.always) => {
            let entry = object.members.remove(index);
            ((DeviationCode::MissingMember, Outcome::Absent), entry.name)
        }
        _ => {
            *pointer += &segment(&entry.name);
            return break_value(&mut entry.value, is_only, u, pointer);
        }
    };
    *pointer += &segment(&name);
    Ok(fault)
}

/// Breaks a value or one inside it; always one inside it if the value itself is `required`.
fn break_value(
    value: &mut Value,
    required: bool,
    u: &mut Unstructured<'_>,
    pointer: &mut String,
) -> Result<Fault> {
    // Three times of four it is one inside.
    let inside = u.int_in_range(0..=3)? > 0 || required;
    match value {
        Value::Object(object) if inside => return break_object(object, u, pointer),
        Value::Array(values) if inside && !values.is_empty() => {
            let index = u.choose_index(values.len())?;
            *pointer += &segment(&index.to_string());
            return break_value(&mut values[index], false, u, pointer);
        }
        _ => {}
    }
    let (code, written, strict) = faults::make(value.kind(), u)?;
    let outcome = if strict.is_some() { Outcome::Coerced } else { Outcome::Dropped };
    *value = Value::Broken(written, strict);
    Ok((code, outcome))
}

/// A name as a part of a JSON pointer.
fn segment(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}
