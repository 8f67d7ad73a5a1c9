//! Masks: what replaces a secret in a redacted file.

/// Returns a mask of `len` bytes: `REDACTED-1-xxxxx`, `R1xx` if there is less room.
///
/// The library does not report a mask as a secret, so redacting twice changes nothing.
pub(super) fn mask(number: usize, len: usize) -> Vec<u8> {
    let label = [format!("REDACTED-{number}-"), format!("R{number}")].into_iter().find(|it| it.len() <= len);
    // With a long number, the search would not recognise `R…` as a mask: only x then.
    let label = label.filter(|label| label.len() > 11 || len < 16 || label.contains('-')).unwrap_or_default();
    let mut mask = label.into_bytes();
    mask.resize(len, b'x');
    mask
}

/// Returns a mask for a number without quotes, which must stay a number.
pub(super) fn number_mask(len: usize) -> Vec<u8> {
    vec![b'9'; len]
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn ok_masks_have_their_length() {
        for (number, len, expected) in [
            (1, 20, "REDACTED-1-xxxxxxxxx"),
            (12, 12, "REDACTED-12-"),
            (1, 10, "R1xxxxxxxx"),
            (1, 2, "R1"),
            (1, 1, "x"),
            (10, 2, "xx"),
            (1, 0, ""),
        ] {
            assert_eq!(mask(number, len), expected.as_bytes(), "{number} {len}");
        }
    }

    #[test]
    fn ok_masks_are_not_secrets() {
        for number in [1, 9, 10, 123, 1_000_000] {
            for len in 1..60 {
                let body = format!("{{\"authToken\":\"{}\"}}", String::from_utf8(mask(number, len)).unwrap());
                assert_eq!(plex_pin::secret_spans(&body), [], "{body}");
            }
        }
    }
}
