//! Writes masks into a text. Every byte outside of them is unchanged.

use plex_pin::secrets::{Form, Secret};

use super::mask::{mask, number_mask};

/// A secret and its number.
pub(super) struct Numbered {
    pub(super) secret: Secret,
    pub(super) number: usize,
}

/// Writes `bytes[start..end]` with masks for the secrets, which are sorted and may extend beyond it.
pub(super) fn rewrite(bytes: &[u8], start: usize, end: usize, secrets: &[Numbered]) -> Vec<u8> {
    let mut copy = bytes[start..end].to_vec();
    let mut replaced: Vec<(usize, usize, Vec<u8>)> = Vec::new();
    for it in secrets {
        match it.secret.form {
            Form::Text => text_masks(bytes, it, &mut replaced),
            Form::Numbers => number_masks(it, &mut replaced),
            Form::Base64 { offset } => base64_mask(bytes, it, offset, start, &mut copy),
            Form::Opaque => {
                let span = it.secret.span;
                for byte in
                    copy.iter_mut().take(span.end.min(end) - start).skip(span.start.max(start) - start)
                {
                    if byte.is_ascii_alphanumeric() {
                        *byte = b'A';
                    }
                }
            }
        }
    }
    let mut out = Vec::with_capacity(copy.len());
    let mut at = start;
    for (from, to, mask) in replaced {
        // A secret within another one, or over the edge.
        let (from, cut) = if from < at { (at, at - from) } else { (from, 0) };
        if to <= from || from >= end {
            continue;
        }
        out.extend_from_slice(&copy[at - start..from - start]);
        let mask = mask.get(cut.min(mask.len())..).unwrap_or_default();
        out.extend_from_slice(if to > end { &mask[..mask.len().min(end - from)] } else { mask });
        at = to.min(end);
    }
    out.extend_from_slice(&copy[at - start..]);
    out
}

/// The masks of the parts of a secret.
fn text_masks(bytes: &[u8], it: &Numbered, replaced: &mut Vec<(usize, usize, Vec<u8>)>) {
    let total: usize = it.secret.parts.iter().map(|&(_, len)| len).sum();
    let before = it.secret.span.start.checked_sub(1).map(|before| bytes[before]);
    // `1e5` and `1720000000.25` become nines as well.
    let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
    let is_number = it.secret.value.first().is_some_and(u8::is_ascii_digit)
        && it.secret.value.iter().all(is_part)
        && !matches!(before, Some(b'"' | b'\'' | b';'));
    let mask = if is_number { number_mask(total) } else { mask(it.number, total) };
    let mut rest = &*mask;
    for &(span, len) in &it.secret.parts {
        let (part, next) = rest.split_at(len.min(rest.len()));
        rest = next;
        let raw = &bytes[span.range()];
        replaced.push((span.start, span.end, with_zeros(raw, part)));
    }
}

/// Writes a mask as numbers, each as long as the one that it replaces. Below 100, so that it fits.
fn number_masks(it: &Numbered, replaced: &mut Vec<(usize, usize, Vec<u8>)>) {
    let mask = mask(it.number, it.secret.parts.len());
    for (&(span, _), byte) in it.secret.parts.iter().zip(mask) {
        let number = byte.to_ascii_uppercase().to_string();
        let width = span.len();
        // White space may follow a number.
        let number = if number.len() <= width { format!("{number:width$}") } else { "9".repeat(width) };
        replaced.push((span.start, span.end, number.into_bytes()));
    }
}

/// Keeps the zero bytes between the characters of UTF-16.
fn with_zeros(raw: &[u8], mask: &[u8]) -> Vec<u8> {
    if !raw.contains(&0) {
        return mask.to_vec();
    }
    let mut mask = mask.iter();
    raw.iter().filter_map(|&byte| if byte == 0 { Some(0) } else { mask.next().copied() }).collect()
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Decodes the digits around a secret, masks it, and encodes them again.
fn base64_mask(bytes: &[u8], it: &Numbered, offset: usize, start: usize, copy: &mut [u8]) {
    let span = it.secret.span;
    let len = it.secret.parts.first().map_or(0, |&(_, len)| len);
    let value = |byte: u8| {
        let byte = match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        };
        DIGITS.iter().position(|&digit| digit == byte)
    };
    let places: Vec<usize> = span.range().filter(|&at| value(bytes[at]).is_some()).collect();
    let is_url = bytes[span.range()].iter().any(|byte| matches!(byte, b'-' | b'_'));
    // As they are now: a secret before this one may share a group.
    let now = |at: usize| at.checked_sub(start).and_then(|at| copy.get(at).copied()).unwrap_or(bytes[at]);
    let digits: Vec<usize> = places.iter().map(|&at| value(now(at)).unwrap_or(0)).collect();
    let mut decoded = Vec::new();
    for group in digits.chunks(4) {
        let bits = group.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - group.len()));
        decoded.extend([bits >> 16 & 255, bits >> 8 & 255, bits & 255]);
    }
    let mask = mask(it.number, len);
    for (byte, mask) in decoded.iter_mut().skip(offset).zip(mask) {
        *byte = usize::from(mask);
    }
    for (index, &at) in places.iter().enumerate() {
        let group = &decoded[index / 4 * 3..index / 4 * 3 + 3];
        let bits = group[0] << 16 | group[1] << 8 | group[2];
        let digit = DIGITS[bits >> (18 - 6 * (index % 4)) & 63];
        let digit = match digit {
            b'+' if is_url => b'-',
            b'/' if is_url => b'_',
            other => other,
        };
        if let Some(place) = at.checked_sub(start).and_then(|at| copy.get_mut(at)) {
            *place = digit;
        }
    }
}
