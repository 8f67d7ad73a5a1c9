//! Everything that is measured, by its id.

mod ours;
mod peers;

use serde::Serialize;

use crate::case::{Case, mean_length};
use crate::texts::Texts;

/// All cases.
pub fn all(texts: &Texts) -> Vec<Case> {
    let mut cases = ours::cases(texts);
    cases.extend(peers::cases(texts));
    cases
}

/// Writes models, which must give the bodies that they were read from.
fn serialize<T: Serialize + 'static>(id: &'static str, bodies: &[Vec<u8>], models: Vec<T>) -> Case {
    for (model, body) in models.iter().zip(bodies) {
        let text = serde_json::to_vec(model).expect("it is written to memory");
        assert!(text == *body, "{id}: {}", String::from_utf8_lossy(&text));
    }
    let mut text = Vec::new();
    Case::new(id, mean_length(bodies), models, move |model| {
        text.clear();
        core::hint::black_box(serde_json::to_writer(&mut text, model).is_ok());
        core::hint::black_box(&text);
    })
}
