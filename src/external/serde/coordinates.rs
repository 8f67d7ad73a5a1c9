//! The text of coordinates, without the way through `fmt`, which costs more than all the rest of a pin.

use crate::model::Coordinates;

/// `30.3768, -97.8935` in a buffer: twice a sign, three digits, a point and seven more, with `, ` between.
pub(super) struct Text {
    bytes: [u8; 26],
    length: usize,
}

/// As many decimal places as the quick way writes: a centimetre on the ground.
const PLACES: usize = 7;
const SCALE: f64 = 1e7;

impl Text {
    /// The text that `Display` gives, unless a number has more decimal places than the quick way writes.
    pub(super) fn new(coordinates: Coordinates) -> Option<Self> {
        let mut text = Self {
            bytes: [0; 26],
            length: 0,
        };
        text.degrees(coordinates.latitude())?;
        text.push(b',');
        text.push(b' ');
        text.degrees(coordinates.longitude())?;
        Some(text)
    }

    pub(super) fn as_str(&self) -> &str {
        // Invariant: ASCII throughout.
        core::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }

    fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.length += 1;
    }

    fn degrees(&mut self, degrees: f64) -> Option<()> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // At most 180 times the scale.
        let scaled = (degrees.abs() * SCALE).round() as u32;
        // No other decimal of so few digits has the same double, so that this one is the shortest.
        #[allow(clippy::float_cmp)]
        if f64::from(scaled) / SCALE != degrees.abs() {
            return None;
        }
        if degrees < 0.0 {
            self.push(b'-');
        }
        let mut digits = [b'0'; PLACES + 3];
        let mut rest = scaled;
        for digit in digits.iter_mut().rev() {
            #[allow(clippy::cast_possible_truncation)] // One digit.
            let ones = (rest % 10) as u8;
            *digit += ones;
            rest /= 10;
        }
        let (whole, fraction) = digits.split_at(3);
        let zeros = whole[..2].iter().take_while(|&&digit| digit == b'0').count();
        let places = PLACES - fraction.iter().rev().take_while(|&&digit| digit == b'0').count();
        for &digit in &whole[zeros..] {
            self.push(digit);
        }
        if places > 0 {
            self.push(b'.');
        }
        for &digit in &fraction[..places] {
            self.push(digit);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::Text;
    use crate::model::Coordinates;

    #[test]
    fn ok_the_text_of_display() {
        let mut state = 1_u64;
        let mut quick = 0;
        for (latitude, longitude) in [
            (0.0, 180.0),
            (-90.0, -180.0),
            (0.0000001, -0.0000001),
            (5e-324, 1e-8),
        ] {
            let coordinates = Coordinates::new(latitude, longitude).unwrap();
            if let Some(text) = Text::new(coordinates) {
                assert_eq!(text.as_str(), coordinates.to_string());
            }
        }
        for places in 0..10 {
            for _ in 0..2_000 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let scale = 10_u32.pow(places);
                #[allow(clippy::cast_precision_loss)]
                let degrees = |limit: u64, bits: u64| {
                    (bits % (2 * limit * u64::from(scale))) as f64 / f64::from(scale) - limit as f64
                };
                let written = format!(
                    "{:.*} {:.*}",
                    places as usize,
                    degrees(90, state >> 11),
                    places as usize,
                    degrees(180, state >> 3)
                );
                let coordinates: Coordinates = written.parse().unwrap();
                if let Some(text) = Text::new(coordinates) {
                    assert_eq!(text.as_str(), coordinates.to_string());
                    quick += 1;
                }
            }
        }
        assert!(quick >= 8 * 2_000, "{quick}");
    }
}
