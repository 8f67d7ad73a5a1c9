//! Numbers: their text and their value.

use super::reader::Reader;
use super::syntax::{SyntaxError, Wanted};
use crate::digits::few_digits;

/// A JSON number. It keeps its text, since lenient mode may convert it to a string: `802.50`, not `802.5`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number<'a> {
    text: &'a str,
    /// The value, if the text consists of digits and the value fits.
    digits: Option<u64>,
}

impl<'a> Number<'a> {
    pub(crate) const fn text(self) -> &'a str {
        self.text
    }

    /// Returns the nearest double, or infinity if the number is too large for one.
    #[inline]
    #[allow(clippy::cast_precision_loss)] // A cast gives the nearest double too.
    pub(crate) fn double(self) -> f64 {
        match self.digits {
            Some(digits) => digits as f64,
            None => self.text.parse().unwrap_or(f64::INFINITY),
        }
    }

    /// Returns the value if its double is an integer in `0..=max`. `max` is at most 2^53-1.
    #[inline]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        clippy::float_cmp
    )]
    pub(crate) fn integer(self, max: u64) -> Option<u64> {
        match self.digits {
            Some(digits) => (digits <= max).then_some(digits),
            None => {
                let double = self.double();
                // `fract` is not in `core`; every integer in range is exact.
                (double >= 0.0 && double <= max as f64 && double as u64 as f64 == double)
                    .then_some(double as u64)
            }
        }
    }

    /// Returns the exact value, without rounding to a double, if it is an integer that fits:
    /// `18446744073709551615`, `1.8446744073709551615e19`.
    #[cold]
    pub(crate) fn exact(self) -> Option<u64> {
        if self.digits.is_some() {
            return self.digits;
        }
        let (mantissa, exponent) = match self.text.find(['e', 'E']) {
            Some(at) => (&self.text[..at], self.text[at + 1..].parse::<i64>().ok()?),
            None => (self.text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = || whole.bytes().chain(fraction.bytes());
        // Trailing zeros may be added or removed. No other digit may be after the decimal point.
        let zeros = digits().rev().take_while(|&digit| digit == b'0').count();
        let count = whole.len() + fraction.len() - zeros;
        let places = i64::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        let zeros = usize::try_from(i64::try_from(zeros).ok()?.checked_sub(places)?).ok()?;
        let mut value = 0_u64;
        for digit in digits().take(count).chain(core::iter::repeat_n(b'0', zeros)) {
            value = value.checked_mul(10)?.checked_add(u64::from(digit.checked_sub(b'0')?))?;
        }
        Some(value)
    }
}

impl<'a> Reader<'a> {
    /// Reads `-12.50e+3`, from its first byte.
    pub(crate) fn number(&mut self) -> Result<Number<'a>, SyntaxError> {
        let start = self.offset();
        let digits = self.cursor.plain_integer();
        if digits.is_none() {
            self.skip_number()?;
        }
        Ok(Number { text: &self.text()[start..self.offset()], digits })
    }

    /// Steps over a number.
    pub(super) fn skip_number(&mut self) -> Result<(), SyntaxError> {
        self.cursor.eat("-");
        if !self.cursor.eat("0") {
            self.some_digits()?;
        }
        if self.cursor.eat(".") {
            self.some_digits()?;
        }
        if self.cursor.eat("e") || self.cursor.eat("E") {
            let _ = self.cursor.eat("+") || self.cursor.eat("-");
            self.some_digits()?;
        }
        Ok(())
    }

    fn some_digits(&mut self) -> Result<(), SyntaxError> {
        match few_digits(self.cursor.bytes()) {
            (_, 0) => Err(self.wanted(Wanted::Digit)),
            (_, count) => {
                self.cursor.take(count);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn number(text: &str) -> Number<'_> {
        let mut reader = Reader::new(text);
        let number = reader.number().unwrap();
        assert_eq!(number.text(), text, "reads to its end");
        number
    }

    #[test]
    fn ok_doubles_and_integers() {
        for (text, double, integer) in [
            ("0", 0.0, Some(0)),
            ("-0", -0.0, Some(0)),
            ("1272322473.0", 1_272_322_473.0, Some(1_272_322_473)),
            ("1.272322473e9", 1_272_322_473.0, Some(1_272_322_473)),
            ("9007199254740991", 9_007_199_254_740_991.0, Some(9_007_199_254_740_991)),
            ("9007199254740992", 9_007_199_254_740_992.0, None),
            ("1.5", 1.5, None),
            ("-1", -1.0, None),
            ("1e-400", 0.0, Some(0)),
            ("1e400", f64::INFINITY, None),
            ("0e99999999999999999999", 0.0, Some(0)),
        ] {
            assert_eq!(number(text).double().to_bits(), double.to_bits(), "{text}");
            assert_eq!(number(text).integer((1 << 53) - 1), integer, "{text}");
        }
    }

    #[test]
    fn ok_exact_integers_in_any_notation() {
        for (text, exact) in [
            ("18446744073709551615", Some(u64::MAX)),
            ("1.8446744073709551615e19", Some(u64::MAX)),
            ("18446744073709551615.000", Some(u64::MAX)),
            ("18446744073709551616", None),
            ("9007199254740993.0", Some(9_007_199_254_740_993)),
            ("9007199254740993.5", None),
            ("1e19", Some(10_000_000_000_000_000_000)),
            ("1e20", None),
            ("90071992547409930e-1", Some(9_007_199_254_740_993)),
            ("900719925474099.30e1", Some(9_007_199_254_740_993)),
            ("15e-1", None),
            ("1e99999999999999999999", None),
            ("-1", None),
        ] {
            assert_eq!(number(text).exact(), exact, "{text}");
        }
    }

    #[test]
    fn err_missing_digits() {
        for (text, at) in [("-", 1), ("1.", 2), ("1e", 2), ("1e+", 3), ("-.5", 1), ("1.e3", 2)] {
            let error = Reader::new(text).number().unwrap_err();
            assert_eq!(error, SyntaxError { wanted: Wanted::Digit, at }, "{text}");
        }
    }
}
