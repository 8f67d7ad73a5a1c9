//! The errors of a response with a status of 4xx: the tables of their members.

use super::table::model;

/// Passes the table of the members of the errors of a response to a macro, behind the name of a second one if that is given: see
/// `table.rs`.
macro_rules! api_errors_table {
    ($make:ident $($next:ident)?) => { $make! {
        $($next)?
        /// The response of any endpoint with a status of 4xx: `{"errors":[{"code":1001,"message":"…","status":401}]}`.
        struct ApiErrors
        {
            /// The errors. The service sends at least one, and may send the same one twice.
            ///
            /// JSON: `errors`, array of objects, not null.
            /// Lenient: an object `{"code","message"}` in place of the whole document.
            0 "errors" errors, with_errors: errors, always, since 2017, example r#"[{"code":1020,"message":"Code not found or expired"}]"#;
        }
    } };
}
pub(crate) use api_errors_table;

/// Passes the table of the members of one error to a macro, behind the name of a second one if that is given: see
/// `table.rs`.
macro_rules! api_error_table {
    ($make:ident $($next:ident)?) => { $make! {
        $($next)?
        /// One error of a response.
        struct ApiError
        {
            /// What happened, as a number: see the associated constants.
            ///
            /// JSON: `code`, integer in `0..=4294967295`, not null.
            /// Lenient: a string of digits.
            0 "code" code, with_code: error_code, always, since 2017, example "1001";

            /// What happened, in English.
            ///
            /// JSON: `message`, string, not null.
            /// Lenient: a number, written out; a boolean.
            1 "message" message, with_message: text, always, since 2017, example r#""User could not be authenticated""#;

            /// The HTTP status of the response, in `100..=599`. The service does not send it with error 1020.
            ///
            /// JSON: `status`, integer, absent or not null.
            /// Lenient: a string of digits.
            2 "status" status, with_status: error_status, sometimes, since 2017, example "401";
        }
    } };
}
pub(crate) use api_error_table;

api_errors_table!(model);
api_error_table!(model);

impl ApiErrors<'_> {
    /// Returns the errors; an empty slice if the member is absent.
    #[must_use]
    pub fn as_slice(&self) -> &[ApiError<'_>] {
        self.errors.as_deref().unwrap_or_default()
    }
}

impl ApiError<'_> {
    /// `X-Plex-Client-Identifier is missing`, HTTP 400.
    pub const CLIENT_IDENTIFIER_MISSING: u32 = 1000;
    /// `User could not be authenticated`, HTTP 401.
    pub const USER_NOT_AUTHENTICATED: u32 = 1001;
    /// `Code not found or expired`, HTTP 404: ask for a new pin.
    pub const CODE_NOT_FOUND_OR_EXPIRED: u32 = 1020;
}
