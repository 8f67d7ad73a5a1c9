//! Generates models from a fuzzer's bytes. All are valid: strict accepts the bodies that they serialise to.

use arbitrary::{Arbitrary, Error, Result, Unstructured};

use crate::model::{
    ApiError, ApiErrors, AuthToken, CompleteLocation, CompletePin, Coordinates, Document, Location,
    NewRegistration, Pin, PinId, PinState, Seconds, Timestamp, api_error_table, api_errors_table,
    complete_rows, location_table, pin_table, rows,
};

/// An id that strict accepts: half of them of 32 bits, as the service sends them, half of them up to 2^53-1.
impl Arbitrary<'_> for PinId {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        let most = if u.arbitrary()? { u32::MAX.into() } else { Self::MAX_PRECISE.get() };
        u.int_in_range(0..=most).map(Self::new)
    }
}

/// Half of them whole, as the service sends them, half of them any double in range.
impl Arbitrary<'_> for Seconds {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        if u.arbitrary()? {
            return u.arbitrary::<u32>().map(Self::from);
        }
        Self::new(double(u, 9_007_199_254_740_991.0)?).map_err(impossible)
    }
}

/// Any moment of the years 0 to 9999: half of them to the second and at UTC, as the service sends them, half
/// of them to the nanosecond and at any offset.
impl Arbitrary<'_> for Timestamp {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        const YEAR_0: i64 = -62_167_219_200;
        let seconds = u.int_in_range(YEAR_0..=Self::MAX_UNIX)?;
        let (mut offset, mut nanosecond) = (0, 0);
        if u.arbitrary()? {
            offset = u.int_in_range(-1439..=1439)?;
            nanosecond = u.int_in_range(0..=999_999_999)?;
        }
        Self::from_local(seconds, nanosecond, offset).ok_or(Error::IncorrectFormat)
    }
}

/// Any point: half of them to four decimals, as the service sends them, half of them as exact as a double.
impl Arbitrary<'_> for Coordinates {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        let exact = u.arbitrary()?;
        let mut degrees = |limit: u16| {
            let degrees = if exact {
                double(u, limit.into())?
            } else {
                f64::from(u.int_in_range(0..=u32::from(limit) * 10_000)?) / 10_000.0
            };
            Ok(if u.arbitrary()? { -degrees } else { degrees })
        };
        Self::new(degrees(90)?, degrees(180)?).map_err(impossible)
    }
}

/// Any string that is not blank.
impl<'a> Arbitrary<'a> for AuthToken<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let text = u.arbitrary::<&str>()?;
        Self::new(text).or_else(|_| Self::new("token")).map_err(impossible)
    }
}

impl<'a> Arbitrary<'a> for NewRegistration<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(if u.arbitrary()? { Self::Flag(u.arbitrary()?) } else { Self::Text(u.arbitrary()?) })
    }
}

impl Arbitrary<'_> for PinState {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        u.choose(Self::ALL).copied()
    }
}

impl<'a> Arbitrary<'a> for Document<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(match u.int_in_range(0..=2)? {
            0 => Self::Pin(u.arbitrary()?),
            1 => Self::Location(u.arbitrary()?),
            _ => Self::ApiErrors(u.arbitrary()?),
        })
    }
}

/// Makes the value of a member, by its rule.
macro_rules! value {
    ($u:ident error_status) => {
        if $u.arbitrary()? { Some($u.int_in_range(100..=599)?) } else { None }
    };
    ($u:ident $rule:ident) => {
        $u.arbitrary()?
    };
}

/// Implements `Arbitrary` for the model of a table: see `model/table.rs`. Each member is made on its own, and at least one:
/// every parser refuses an empty object.
macro_rules! arbitrary {
    (
        $type:ident of $_:ident: $_first_index:literal $_first_name:literal $first:ident $first_rule:ident $_first_sent:ident
        $($index:literal $name:literal $field:ident $rule:ident $sent:ident)*
    ) => {
        impl<'a> Arbitrary<'a> for $type<'a> {
            fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
                let mut model = Self { $first: value!(u $first_rule) $(, $field: value!(u $rule))* };
                if model == Self::default() {
                    model.$first = Some(u.arbitrary()?);
                }
                Ok(model)
            }
        }
    };
}

/// Implements `Arbitrary` for the complete model of a table.
macro_rules! arbitrary_complete {
    ($type:ident of $_:ident: $($index:literal $name:literal $field:ident $rule:ident $sent:ident)+) => {
        impl<'a> Arbitrary<'a> for $type<'a> {
            fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
                Ok(Self { $($field: value!(u $rule)),+ })
            }
        }
    };
}

pin_table!(rows arbitrary);
pin_table!(complete_rows arbitrary_complete);
location_table!(rows arbitrary);
location_table!(complete_rows arbitrary_complete);
api_errors_table!(rows arbitrary);
api_error_table!(rows arbitrary);

/// Any double in `0.0..=most`: those have the bits from zero up to those of `most`.
fn double(u: &mut Unstructured<'_>, most: f64) -> Result<f64> {
    u.int_in_range(0..=most.to_bits()).map(f64::from_bits)
}

/// A value out of range, which none of the above makes.
fn impossible<E>(_: E) -> Error {
    Error::IncorrectFormat
}
