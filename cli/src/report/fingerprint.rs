//! Fingerprints of findings, by which a server knows a finding again after an edit.

use std::collections::HashMap;

use plex_pin_captures::Finding;

/// Counts equal findings of one source, so that each has a fingerprint of its own.
///
/// A fingerprint is made of source, code, pointer, and the number among the equal ones, not of lines and values.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    source: String,
    seen: HashMap<u64, usize>,
}

impl Fingerprints {
    /// Returns the fingerprint of the next finding.
    pub(super) fn next(&mut self, source: &str, finding: &Finding) -> String {
        if self.source != source {
            source.clone_into(&mut self.source);
            self.seen.clear();
        }
        let hash = fnv(&[source, finding.code, &finding.pointer]);
        let number = self.seen.entry(hash).or_default();
        *number += 1;
        format!("{hash:016x}:{number}")
    }
}

/// FNV-1a of texts, with a byte between them that none has. It must never change: servers keep fingerprints.
fn fnv(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
