//! Reads a body into the tree that the validator takes: called by `validate.rs`.

use serde_json::{Map, Value};

use crate::json::{Number, Reader, SyntaxError};
use crate::model::MAX_SAFE_INTEGER;

/// Reads any value. If a member is duplicated, the last one counts.
// Recursion is bounded by the reader, at 128 levels.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Value, SyntaxError> {
    Ok(match reader.cursor.byte() {
        Some(b'{') => {
            let mut members = Map::new();
            let mut more = reader.open_object()?;
            while more {
                let name = reader.string()?.into_owned();
                reader.colon()?;
                members.insert(name, read(reader)?);
                more = reader.next_member()?;
            }
            Value::Object(members)
        }
        Some(b'[') => {
            let mut elements = Vec::new();
            let mut more = reader.open_array()?;
            while more {
                elements.push(read(reader)?);
                more = reader.next_element()?;
            }
            Value::Array(elements)
        }
        _ => match reader.value()? {
            crate::json::Value::Boolean(flag) => flag.into(),
            crate::json::Value::Number(it) => number(it),
            crate::json::Value::String(text) => text.into_owned().into(),
            _ => Value::Null,
        },
    })
}

/// Converts a number. It is out of range for a validator wherever it is for the decoder.
fn number(number: Number<'_>) -> Value {
    // Up to there the double counts, beyond it the digits.
    if let Some(integer) = number.integer(MAX_SAFE_INTEGER).or_else(|| number.exact()) {
        return integer.into();
    }
    let double = number.double();
    // Invariant: no integer that fits an id, although its double may be one.
    let double =
        if double > 9_007_199_254_740_991.0 { double.max(18_446_744_073_709_551_616.0) } else { double };
    // The tree cannot hold an infinite number: it is replaced by an array of an array, which no member accepts.
    let stand_in = || Value::Array(vec![Value::Array(Vec::new())]);
    serde_json::Number::from_f64(double).map_or_else(stand_in, Value::Number)
}
