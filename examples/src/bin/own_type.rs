//! A struct of your own, with the adapters for what plex.tv writes in more than one way.

use plex_pin::serde_with::{DoubleId, FlexibleBool, WireTimestamp};
use plex_pin::{Coordinates, Timestamp};
use serde::{Deserialize, Serialize};
use serde_with::serde_as;

/// What this program keeps of a pin.
#[serde_as]
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignIn {
    /// An integer, or `1272322473.0` as the documentation types it.
    #[serde_as(as = "DoubleId")]
    id: u64,
    /// `true`, `1`, `"1"`.
    #[serde_as(as = "Option<FlexibleBool>")]
    trusted: Option<bool>,
    /// `2023-04-12T17:00:03Z`, or `2023-04-12 17:00:03 +0000 UTC`.
    #[serde_as(as = "WireTimestamp")]
    created_at: Timestamp,
    location: Option<Place>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Place {
    coordinates: Coordinates,
}

fn main() -> Result<(), serde_json::Error> {
    let today = r#"{"id":1272322473,"trusted":true,"createdAt":"2023-04-12T17:00:03Z","location":{"coordinates":"30.3768, -97.8935"}}"#;
    let documented = r#"{"id":1272322473.0,"trusted":"1","createdAt":"2023-04-12 17:00:03 +0000 UTC","location":{"coordinates":"30.3768 -97.8935"}}"#;
    let read: SignIn = serde_json::from_str(today)?;
    assert_eq!(serde_json::from_str::<SignIn>(documented)?, read);
    println!("{}", serde_json::to_string(&read)?);

    let error =
        serde_json::from_str::<SignIn>(r#"{"id":1.5,"createdAt":"2023-04-12T17:00:03Z"}"#).unwrap_err();
    println!("{error}");
    Ok(())
}
