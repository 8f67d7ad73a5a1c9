//! Everything that is measured, by its id.

mod ours;
mod peers;

use crate::case::Case;
use crate::texts::Texts;

/// All cases.
pub fn all(texts: &Texts) -> Vec<Case> {
    let mut cases = ours::cases(texts);
    cases.extend(peers::cases(texts));
    cases
}
