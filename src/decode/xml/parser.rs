//! The public entry for XML.

use super::super::parser::{Model, Parser};
use super::root::{XmlRoot, read};
use crate::error::Error;
use crate::model::{Document, DocumentKind};
use crate::parsed::Parsed;

impl Parser {
    /// Reads a [`Pin`](crate::Pin), a [`Location`](crate::Location) or [`ApiErrors`](crate::ApiErrors) from XML: what plex.tv
    /// sends unless it is asked for JSON alone.
    ///
    /// The same members, rules, deviations and modes as [`parse`](Self::parse). The strict forms are those that plex.tv sends,
    /// in two versions: attributes (`/api/v2/pins`), and elements in Rails' spelling (`/pins.xml`).
    ///
    /// | member | strict in XML |
    /// |---|---|
    /// | numbers | digits; of seconds also a fraction |
    /// | booleans | `0`, `1`, `true`, `false` |
    /// | dates | `2023-04-12 17:00:03 UTC`, and the strict forms of JSON |
    /// | `authToken`, `newRegistration` | the empty text is null |
    /// | names | `clientIdentifier="…"`, `<client-identifier>`; the token both as `<auth-token>` and `<auth_token>` |
    ///
    /// Pointers have the form `/pin/location/@city`, `/pin/expires-at`. The span of an attribute's value has the quotes in it;
    /// that of an empty element is its name. With [`complete`](Self::complete), version 1 requires `id`, `code`, `trusted`,
    /// `client-identifier`, `expires-at` and the token, since it never had more; an error that is a text requires nothing
    /// else.
    ///
    /// ```
    /// use plex_pin::{Parser, Pin};
    ///
    /// let body = r#"<pin id="5123" trusted="0" expiresAt="2026-07-29 10:30:00 UTC" authToken=""><location city=" "/></pin>"#;
    /// let pin = Parser::STRICT.parse_xml::<Pin>(body)?.into_value();
    /// assert_eq!((pin.trusted, pin.auth_token), (Some(false), None));
    ///
    /// let parsed = Parser::LENIENT.parse_xml::<Pin>("<pin><id>1</id><expires-at>2026-07-29 10:30:00</expires-at></pin>")?;
    /// let message = "expected timestamp, found timestamp without zone at /pin/expires-at (byte 27)";
    /// assert_eq!(parsed.deviations()[0].to_string(), message);
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Every mode refuses, beside what is not UTF-8 and nested too deep: `<pin id=1/>`, `<pin id="1"></pim>`, `<pin id="1"`,
    /// `<pin id="1" id="2"/>`, `<pin code="&nbsp;"/>` (not well-formed); `<!DOCTYPE pin><pin id="1"/>`
    /// ([`XmlDoctype`](crate::ErrorKind::XmlDoctype)); `<?xml version="1.0" encoding="ISO-8859-1"?><pin id="1"/>`
    /// ([`NotUtf8`](crate::ErrorKind::NotUtf8)); `<pin/>`, `<user/>` and another document than `T`
    /// ([`UnrecognisedDocument`](crate::ErrorKind::UnrecognisedDocument)); `{"id":1}` and a web page.
    #[cfg_attr(docsrs, doc(cfg(feature = "xml")))]
    pub fn parse_xml<'a, T: Model<'a>>(
        self,
        body: &'a (impl AsRef<[u8]> + ?Sized),
    ) -> Result<Parsed<T>, Error> {
        self.read_xml(body.as_ref(), T::default())
    }

    /// Reads a document of any kind from XML, recognised by the name of its root element: `pin`, `location` or `errors`.
    ///
    /// ```
    /// use plex_pin::{DocumentKind, Parser};
    ///
    /// let parsed = Parser::STRICT.parse_xml_document("<errors><error>Invalid token</error></errors>")?;
    /// assert_eq!(parsed.value().kind(), DocumentKind::ApiErrors);
    /// # Ok::<(), plex_pin::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// See [`parse_xml`](Self::parse_xml).
    #[cfg_attr(docsrs, doc(cfg(feature = "xml")))]
    pub fn parse_xml_document<'a>(
        self,
        body: &'a (impl AsRef<[u8]> + ?Sized),
    ) -> Result<Parsed<Document<'a>>, Error> {
        self.read_xml(body.as_ref(), Document::new(DocumentKind::Pin))
    }

    fn read_xml<'a, T: XmlRoot<'a>>(self, body: &'a [u8], mut value: T) -> Result<Parsed<T>, Error> {
        let findings = read(self.0, body, &mut value)?;
        Ok(Parsed { value, findings })
    }
}
