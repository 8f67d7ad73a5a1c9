//! What quick-xml reads into: plain derived structs of strings, that check nothing of the contract.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Pin {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "@code")]
    pub code: String,
    #[serde(rename = "@product")]
    pub product: String,
    #[serde(rename = "@trusted")]
    pub trusted: String,
    #[serde(rename = "@qr")]
    pub qr: String,
    #[serde(rename = "@clientIdentifier")]
    pub client_identifier: String,
    pub location: Location,
    #[serde(rename = "@expiresIn")]
    pub expires_in: String,
    #[serde(rename = "@createdAt")]
    pub created_at: String,
    #[serde(rename = "@expiresAt")]
    pub expires_at: String,
    #[serde(rename = "@authToken")]
    pub auth_token: String,
    #[serde(rename = "@newRegistration")]
    pub new_registration: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Location {
    #[serde(rename = "@code")]
    pub code: String,
    #[serde(rename = "@european_union_member")]
    pub european_union_member: String,
    #[serde(rename = "@continent_code")]
    pub continent_code: String,
    #[serde(rename = "@country")]
    pub country: String,
    #[serde(rename = "@city")]
    pub city: String,
    #[serde(rename = "@time_zone")]
    pub time_zone: String,
    #[serde(rename = "@postal_code")]
    pub postal_code: String,
    #[serde(rename = "@in_privacy_restricted_country")]
    pub in_privacy_restricted_country: String,
    #[serde(rename = "@in_privacy_restricted_region")]
    pub in_privacy_restricted_region: String,
    #[serde(rename = "@subdivisions")]
    pub subdivisions: String,
    #[serde(rename = "@coordinates")]
    pub coordinates: String,
}

#[cfg(test)]
mod tests {
    use super::Pin;
    use crate::texts::Texts;

    /// The peer reads as many members as this crate does.
    #[test]
    fn ok_members_of_the_peer() {
        fn names(value: &serde_json::Value) -> Vec<&str> {
            value.as_object().expect("an object").keys().map(|name| name.trim_start_matches('@')).collect()
        }
        fn same(found: &serde_json::Value, members: &[plex_pin::Member]) {
            let mut names = names(found);
            let mut expected: Vec<_> = members.iter().map(|member| member.name).collect();
            names.sort_unstable();
            expected.sort_unstable();
            assert_eq!(names, expected, "benches/src/plain_xml.rs");
        }
        let body = String::from_utf8(Texts::new().xml[0].clone()).expect("text");
        let pin: Pin = quick_xml::de::from_str(&body).expect("a pin");
        let pin = serde_json::to_value(pin).expect("a pin");
        same(&pin, plex_pin::Pin::MEMBERS);
        same(&pin["location"], plex_pin::Location::MEMBERS);
    }
}
