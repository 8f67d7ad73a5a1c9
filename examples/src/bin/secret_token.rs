//! The token handed to `secrecy`: it is hidden in `Debug`, and its copy is zeroed when it is dropped.

use plex_pin::Pin;
use secrecy::{ExposeSecret, SecretString};

fn main() {
    let body = br#"{"id":1272322473,"code":"7RQZ","authToken":"uXy7ZpExampleToken99"}"#;
    let pin = Pin::parse(body).expect("a pin");
    // The pin itself shows none of it either.
    assert!(!format!("{pin:?}").contains("uXy7"));

    let token: SecretString = pin.auth_token.expect("a claimed pin").into();
    println!("{token:?}");
    assert!(!format!("{token:?}").contains("uXy7"));
    assert_eq!(token.expose_secret(), "uXy7ZpExampleToken99");
}
