//! The models through another deserializer of serde. `Pin::parse` is faster, and says where a deviation is; this is for
//! bodies that are part of something else that a program reads with it.

use plex_pin::{Pin, Strict};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Stored {
    attempt: u32,
    response: Pin<'static>,
}

fn main() -> Result<(), simd_json::Error> {
    let mut body = br#"{"attempt":2,"response":{"id":1272322473,"code":"7RQZ","authToken":null}}"#.to_vec();
    let stored: Stored = simd_json::serde::from_slice(&mut body)?;
    assert_eq!((stored.attempt, stored.response.code.as_deref()), (2, Some("7RQZ")));

    // `Strict` refuses what the service has not sent before.
    let mut body = br#"{"id":1272322473,"code":"7RQZ","favouriteColour":"blue"}"#.to_vec();
    let error = simd_json::serde::from_slice::<Strict<Pin<'static>>>(&mut body).unwrap_err();
    assert!(!error.to_string().contains("blue"));
    Ok(())
}
