//! What an object that is no document looks like.

/// What an object that is no document looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Lookalike {
    /// The account, of `/api/v2/user`.
    Account,
    /// A device or server, of `/api/v2/resources`.
    Resource,
    /// The token that the JWT flow answers with.
    JwtToken,
    /// The nonce of the JWT flow.
    JwtNonce,
    /// A key set of the JWT flow.
    KeySet,
    /// An answer of a media server.
    MediaContainer,
    /// An HTTP archive.
    Har,
    /// A collection or a run of Postman or newman.
    Postman,
    /// An export of Insomnia.
    Insomnia,
    /// An HTML page.
    Html,
    /// A body as Python prints it.
    Python,
}

impl Lookalike {
    /// Whether it is a format that holds exchanges.
    pub(crate) const fn is_container(self) -> bool {
        matches!(self, Self::Har | Self::Postman | Self::Insomnia)
    }

    /// Returns what it is, for a message: `the account (/api/v2/user)`.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Account => "the account (/api/v2/user)",
            Self::Resource => "a device or server (/api/v2/resources)",
            Self::JwtToken => "a token of the JWT flow",
            Self::JwtNonce => "a nonce of the JWT flow",
            Self::KeySet => "a key set of the JWT flow",
            Self::MediaContainer => "an answer of a media server",
            Self::Har => "an HTTP archive (HAR)",
            Self::Postman => "a Postman collection",
            Self::Insomnia => "an Insomnia export",
            Self::Html => "an HTML page",
            Self::Python => "Python's notation of a body",
        }
    }
}
