//! How values are written: a word for each form.

/// How a value of a member is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Format {
    /// A date as the service writes it: `2023-04-12T17:00:03Z`.
    DateTimeZ,
    /// The same with a fraction of a second: `2019-03-02T11:00:03.123Z`.
    DateTimeFractionZ,
    /// A date of RFC 3339 with an offset: `2023-04-12T17:00:03+02:00`.
    DateTimeOffset,
    /// A date as the model documentation writes it: `2023-04-12 17:00:03 +0000 UTC`.
    DateTimeZeroUtc,
    /// A date that ends in ` UTC` alone, as in XML.
    DateTimeUtc,
    /// Seconds since 1970, as a number.
    UnixSeconds,
    /// A date in any other form.
    DateTimeOther,
    /// Coordinates as the service writes them: `30.3768, -97.8935`.
    CommaSpace,
    /// Coordinates as the model documentation writes them: `30.3768 -97.8935`.
    Space,
    /// Coordinates without a space: `30.3768,-97.8935`.
    Comma,
    /// Coordinates in any other form.
    CoordinatesOther,
    /// A code of four characters.
    WeakCode,
    /// A code of 25 characters.
    StrongCode,
    /// Any other code.
    CodeOther,
    /// A token with the three parts of a JSON web token.
    Jwt,
    /// Any other token.
    Opaque,
    /// A number without fraction and exponent.
    Integer,
    /// A number with a fraction or an exponent.
    Decimal,
    /// A product that is not known: `"0"`.
    Zero,
}

impl Format {
    /// Every format.
    pub(super) const ALL: [Self; 19] = [
        Self::DateTimeZ,
        Self::DateTimeFractionZ,
        Self::DateTimeOffset,
        Self::DateTimeZeroUtc,
        Self::DateTimeUtc,
        Self::UnixSeconds,
        Self::DateTimeOther,
        Self::CommaSpace,
        Self::Space,
        Self::Comma,
        Self::CoordinatesOther,
        Self::WeakCode,
        Self::StrongCode,
        Self::CodeOther,
        Self::Jwt,
        Self::Opaque,
        Self::Integer,
        Self::Decimal,
        Self::Zero,
    ];

    /// Returns the stable word for it, which shows the form: `YYYY-MM-DDTHH:MM:SSZ`.
    #[must_use]
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::DateTimeZ => "YYYY-MM-DDTHH:MM:SSZ",
            Self::DateTimeFractionZ => "YYYY-MM-DDTHH:MM:SS.fZ",
            Self::DateTimeOffset => "YYYY-MM-DDTHH:MM:SS+HH:MM",
            Self::DateTimeZeroUtc => "YYYY-MM-DD HH:MM:SS +0000 UTC",
            Self::DateTimeUtc => "YYYY-MM-DD HH:MM:SS UTC",
            Self::UnixSeconds => "unix-seconds",
            Self::DateTimeOther => "other-date",
            Self::CommaSpace => "lat, lon",
            Self::Space => "lat lon",
            Self::Comma => "lat,lon",
            Self::CoordinatesOther => "other-coordinates",
            Self::WeakCode => "4-characters",
            Self::StrongCode => "25-characters",
            Self::CodeOther => "other-code",
            Self::Jwt => "jwt",
            Self::Opaque => "opaque",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Zero => "\"0\"",
        }
    }
}
