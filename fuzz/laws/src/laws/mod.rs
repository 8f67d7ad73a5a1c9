//! The laws, one function for each target.

mod canary;
mod modes;
mod mutation;
mod ndjson;
mod reader;
mod redact;
mod round_trip;
mod schema;
mod secrets;
mod serde;
mod spans;
mod xml_equals;
mod xml_reader;
mod xml_spans;

pub use modes::strict_lenient_law;
pub use mutation::one_mutation;
pub use ndjson::ndjson_lines;
pub use reader::reader_equals_serde_json;
pub use redact::redact_hides;
pub use round_trip::{round_trip, text_forms};
pub use schema::schema_equals_decoder;
pub use secrets::secrets;
pub use serde::serde_equals_decoder;
pub use spans::spans_point_home;
pub use xml_equals::xml_equals_json;
pub use xml_reader::xml_reader_agrees_with_quick_xml;
pub use xml_spans::xml_spans_point_home;
