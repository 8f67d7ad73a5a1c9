//! What a URL asks plex.tv for.

/// An endpoint that answers with documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// `POST /api/v2/pins`, and `/pins.xml`, `/pins.json` of version 1.
    Pins,
    /// `GET /api/v2/pins/{id}`, and `/pins/{id}.xml` of version 1. False: the id is no number.
    Pin(bool),
    /// `PUT /api/v2/pins/link`.
    Link,
    /// `GET /api/v2/geoip`.
    GeoIp,
}

/// Where a URL leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// An endpoint of the sign-in service.
    Endpoint(Endpoint),
    /// Another path of plex.tv or of a host below it.
    OtherEndpoint,
    /// Another host.
    OtherHost,
}

/// Returns where `url` leads.
#[must_use]
pub fn target(url: &str) -> Target {
    let (authority, path) = split(url);
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    let is_plex = host.as_bytes().split_last_chunk().is_some_and(|(above, end): (_, &[u8; 7])| {
        end.eq_ignore_ascii_case(b"plex.tv") && matches!(above.last(), None | Some(b'.'))
    });
    if !is_plex {
        return Target::OtherHost;
    }
    match endpoint(path) {
        Some(endpoint) => Target::Endpoint(endpoint),
        None => Target::OtherEndpoint,
    }
}

/// Returns the id of the pin that `url` asks for, if it leads to [`Endpoint::Pin`].
#[must_use]
pub fn pin_id(url: &str) -> Option<u64> {
    let (_, path) = split(url);
    let id = path.trim_end_matches('/').rsplit('/').next()?;
    id.split('.').next()?.parse().ok()
}

/// Splits a URL into authority and path, without query and fragment.
fn split(url: &str) -> (&str, &str) {
    let first = |of: &str, any: &[u8]| of.bytes().position(|byte| any.contains(&byte)).unwrap_or(of.len());
    let behind = match url.split_at(first(url, b":")) {
        (_, behind) if behind.starts_with("://") => &behind[3..],
        _ => url.trim_start_matches('/'),
    };
    let behind = &behind[..first(behind, b"?#")];
    behind.split_at(first(behind, b"/"))
}

fn endpoint(path: &str) -> Option<Endpoint> {
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix(".json").or_else(|| path.strip_suffix(".xml")).unwrap_or(path);
    let path = path.strip_prefix("/api/v2").unwrap_or(path);
    match path {
        "/pins" => return Some(Endpoint::Pins),
        "/pins/link" => return Some(Endpoint::Link),
        "/geoip" => return Some(Endpoint::GeoIp),
        _ => {}
    }
    let id = path.strip_prefix("/pins/")?;
    if id.is_empty() || id.contains('/') {
        return None;
    }
    Some(Endpoint::Pin(id.bytes().all(|byte| byte.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::{Endpoint, Target, target};

    #[test]
    fn ok_targets() {
        for (url, expected) in [
            ("https://plex.tv/api/v2/pins?strong=true", Target::Endpoint(Endpoint::Pins)),
            ("https://PLEX.TV:443/api/v2/pins/", Target::Endpoint(Endpoint::Pins)),
            ("https://clients.plex.tv/api/v2/pins/17?x=/y", Target::Endpoint(Endpoint::Pin(true))),
            ("https://plex.tv/api/v2/pins/undefined", Target::Endpoint(Endpoint::Pin(false))),
            ("https://plex.tv/api/v2/pins/link", Target::Endpoint(Endpoint::Link)),
            ("https://plex.tv/pins.xml", Target::Endpoint(Endpoint::Pins)),
            ("https://plex.tv/pins/17.json", Target::Endpoint(Endpoint::Pin(true))),
            ("http://user:word@plex.tv/api/v2/geoip", Target::Endpoint(Endpoint::GeoIp)),
            ("https://plex.tv/api/v2/pins/qr/abc", Target::OtherEndpoint),
            ("https://plex.tv", Target::OtherEndpoint),
            ("https://notplex.tv/api/v2/pins", Target::OtherHost),
            ("https://plex.tv.example/api/v2/pins", Target::OtherHost),
            ("https://example/?u=https://plex.tv/api/v2/pins", Target::OtherHost),
            ("user:x@host/?u=https://plex.tv/api/v2/pins", Target::OtherHost),
            ("plex.tv/api/v2/pins", Target::Endpoint(Endpoint::Pins)),
            ("//plex.tv:443/api/v2/pins", Target::Endpoint(Endpoint::Pins)),
            ("", Target::OtherHost),
            ("tv", Target::OtherHost),
            ("pléx.tv", Target::OtherHost),
        ] {
            assert_eq!(target(url), expected, "{url}");
        }
    }
}
