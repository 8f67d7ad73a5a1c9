//! Advice on findings that names options of the command, which the libraries do not know.

use plex_pin::ErrorKind;

/// Returns the advice for a code: the command's own, or else `general`.
pub(crate) fn advice(code: &str, general: &'static str) -> &'static str {
    match code {
        "trailing-text" => {
            "if the file has one document per line, use --lines; otherwise split it into files"
        }
        // Only where nothing is known of the object: what is known to be something else has advice of its own.
        "unrecognised-document" if general == ErrorKind::UnrecognisedDocument.help() => {
            "if this is one of the three documents, say which: --as pin, location or errors"
        }
        "document-too-large" => {
            "a response of plex.tv has about 600 bytes; raise --max-document-bytes if this is one"
        }
        "schema-keyword" => "look up the keyword in the output of `plex-pin schema`",
        _ => general,
    }
}
