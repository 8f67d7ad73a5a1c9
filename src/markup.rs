//! Recognises XML and HTML bodies, and the likely cause by the title of a page.

use crate::error::ErrorKind;

/// How many bytes of a page are searched for its title.
const MAX_HEAD: usize = 8 << 10;

/// Words of titles, and how a page with such a title is described. A number matches only a whole number in the title.
const TITLES: &[(&[&str], &str)] = &[
    (&["429", "1015", "rate limit", "too many requests"], "HTML page of a rate limit (poll less often)"),
    (
        &[
            "500",
            "502",
            "503",
            "504",
            "520",
            "521",
            "522",
            "523",
            "524",
            "525",
            "526",
            "530",
            "maintenance",
            "server error",
            "unavailable",
            "bad gateway",
            "timed out",
            "went wrong",
        ],
        "HTML page of a server error or of maintenance (try again later)",
    ),
    (
        &["401", "unauthorized", "sign in", "sign-in", "log in", "login"],
        "HTML sign-in page of a media server or a proxy, not of plex.tv",
    ),
];

/// Describes a body that begins like XML or HTML.
pub(crate) fn markup(body: &[u8]) -> Option<(ErrorKind, &'static str)> {
    let mut rest = body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body).trim_ascii_start();
    if rest.first() != Some(&b'<') {
        return None;
    }
    // Both may begin with a declaration and with comments.
    for (open, close) in [("<?", "?>"), ("<!--", "-->"), ("<!--", "-->")] {
        if rest.starts_with(open.as_bytes())
            && let Some(end) = find(rest, close)
        {
            rest = rest[end + close.len()..].trim_ascii_start();
        }
    }
    let is =
        |name: &&str| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    if ["<!doctype html", "<html", "<head", "<body", "<title", "<meta"].iter().any(is) {
        Some((ErrorKind::HtmlBody, page(rest)))
    } else {
        Some((ErrorKind::XmlBody, "XML (ask with Accept: application/json and no other type)"))
    }
}

/// Describes a web page by its title.
fn page(body: &[u8]) -> &'static str {
    let head = body[..body.len().min(MAX_HEAD)].to_ascii_lowercase();
    let title = find(&head, "<title").map_or(&head[..0], |start| &head[start + "<title".len()..]);
    let title = &title[..find(title, "</title").unwrap_or(title.len())];
    let says = |text: &&str| match text.parse::<u32>() {
        Ok(_) => title.split(|byte| !byte.is_ascii_alphanumeric()).any(|word| word == text.as_bytes()),
        Err(_) => find(title, text).is_some(),
    };
    let known = TITLES.iter().find(|(texts, _)| texts.iter().any(says));
    known.map_or("HTML page, not a response of the API", |(_, page)| page)
}

fn find(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text.as_bytes())
}
