//! What an archive holds: members, types, formats, deviations and errors over time.
//!
//! [`Summary`] collects documents, in parts that can be merged. [`Overview`] is what it says, as data: the command prints
//! it, saves it as JSON, and compares it with another one ([`Drift`]).

mod collect;
mod counts;
mod describe;
mod drift;
mod format;
mod known;
mod month;
mod names;
mod object;
mod overview;
mod pins;
mod raw;
mod scan;
mod value;
mod xml;
mod years;

pub use collect::Summary;
pub use drift::{Change, Drift};
pub use month::Month;
pub use object::Object;
pub use overview::{
    CodeOverview, Documents, ErrorOverview, MemberOverview, MonthOverview, ObjectOverview, Overview,
    OverviewError, PinOverview, Unchecked, UnknownOverview, Words,
};
