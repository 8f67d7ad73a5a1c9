//! What a summary says, as data: the form that is saved as JSON, printed and compared.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::month::Month;

/// The name of the form.
pub(super) const FORMAT: &str = "plex-pin-summary";
/// The version of the form. It changes when a reader of the old one would be misled.
pub(super) const VERSION: u32 = 1;
/// Counts by a word. Months are written `2024-07`, documents without a date are `undated`.
pub type Words = BTreeMap<String, u64>;

/// What an archive holds. It serialises as the JSON form of `plex-pin summarize`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Overview {
    /// `plex-pin-summary`.
    pub format: String,
    /// The version of this form, 1.
    pub version: u32,
    /// How many sources were read. The caller sets it.
    pub files: u64,
    /// How many sources could not be read. The caller sets it.
    pub unread: u64,
    /// What was not checked. The caller sets it.
    pub unchecked: Vec<Unchecked>,
    /// Documents by their verdict.
    pub documents: Documents,
    /// Documents that were read, by kind.
    pub kinds: Words,
    /// Documents by the form of the capture that they were found in.
    pub forms: Words,
    /// Documents of which the members are not counted, such as XML.
    pub members_not_counted: u64,
    /// By kind of document: how many have the members that the service sent in a year; `none` for no year.
    pub years: BTreeMap<String, Words>,
    /// Documents by month, the first month first, those without a date last.
    pub months: Vec<MonthOverview>,
    /// The objects of documents, and their members.
    pub objects: Vec<ObjectOverview>,
    /// The codes of findings.
    pub codes: Vec<CodeOverview>,
    /// The errors of plex.tv, the first 200 by code.
    pub errors: Vec<ErrorOverview>,
    /// Errors whose codes are not among the first 200.
    pub errors_not_kept: u64,
    /// Errors without a code that is a number.
    pub errors_without_code: u64,
    /// The states of pins.
    pub pins: PinOverview,
}

/// Something that was not checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unchecked {
    /// The stable word for the reason.
    pub reason: String,
    /// How many there are.
    pub count: u64,
}

/// Documents by their verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Documents {
    /// All of them.
    pub total: u64,
    /// Those without errors.
    pub conforming: u64,
    /// Those with errors.
    pub deviating: u64,
    /// Those that could not be read.
    pub refused: u64,
}

/// The documents of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthOverview {
    /// The month, or `undated`.
    pub month: String,
    /// Its documents.
    pub documents: Documents,
}

/// The objects of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ObjectOverview {
    /// `pin`, `pin.location`, `location` or `error`.
    pub object: String,
    /// How many there are.
    pub count: u64,
    /// How many there are in each month.
    pub months: Words,
    /// The known members, in the order of the service.
    pub members: Vec<MemberOverview>,
    /// The unknown members, the first 200 by name.
    pub unknown: Vec<UnknownOverview>,
    /// Unknown members whose names are not among the first 200.
    pub unknown_not_kept: u64,
    /// Unknown members whose names may be personal, so that they are only counted.
    pub unknown_hidden: u64,
}

/// A known member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberOverview {
    /// The name, as the service spells it.
    pub name: String,
    /// In how many objects it is present.
    pub present: u64,
    /// In how many objects it is an empty string.
    pub empty: u64,
    /// Its types, as written.
    pub types: Words,
    /// How dates, coordinates, codes, tokens and numbers are written.
    pub formats: Words,
    /// The least and the greatest number, where that is not personal.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub numbers: Option<[f64; 2]>,
    /// The months of the first and the last date.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dates: Option<[String; 2]>,
    /// The first and the last month with an object that has it.
    pub seen: Option<[String; 2]>,
    /// In how many objects of a month it is present.
    pub months: Words,
    /// The codes of findings at it.
    pub codes: Words,
}

/// A member that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownOverview {
    /// The name.
    pub name: String,
    /// How often it was found.
    pub count: u64,
    /// Its types, as written.
    pub types: Words,
    /// The first and the last month with it.
    pub seen: Option<[String; 2]>,
}

/// The code of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeOverview {
    /// The code.
    pub code: String,
    /// Its severity: error, warning or note.
    pub severity: String,
    /// How often it was found.
    pub findings: u64,
    /// In how many documents.
    pub documents: u64,
    /// In how many documents of each month.
    pub months: Words,
}

/// An error of plex.tv.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorOverview {
    /// The code.
    pub code: u32,
    /// How often it was found.
    pub count: u64,
    /// By the member `status`; `none` without one.
    pub statuses: Words,
    /// By month.
    pub months: Words,
}

/// The states of pins over the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinOverview {
    /// How many pins there are.
    pub distinct: u64,
    /// Whether that is an estimate, since there are more pins than are followed.
    pub is_estimate: bool,
    /// How many pins are followed, a sample if there are more.
    pub followed: u64,
    /// How many of these went through which states: `pending, claimed`.
    pub states: Words,
    /// How many of these were pending after they were claimed.
    pub claim_undone: u64,
}

/// Why a text is not a saved overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverviewError {
    /// It is JSON of something else, or no JSON.
    OtherText,
    /// It is of another version.
    OtherVersion(u32),
    /// It says that it is an overview, and is broken: the line, from 1.
    Broken(usize),
}

impl fmt::Display for OverviewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherText => write!(f, "expected a summary of plex-pin summarize, found something else"),
            Self::OtherVersion(found) => write!(f, "expected a summary of version {VERSION}, found {found}"),
            Self::Broken(line) => write!(f, "expected a summary, found one that is broken on line {line}"),
        }
    }
}

impl Overview {
    /// Reads a saved overview.
    ///
    /// # Errors
    ///
    /// Every other text, such as `{}`, a summary of another version, and one that is cut off.
    ///
    /// ```
    /// use plex_pin_captures::summary::{Overview, OverviewError, Summary};
    ///
    /// let saved = Summary::default().overview().to_json();
    /// assert_eq!(Overview::parse(&saved), Ok(Summary::default().overview()));
    /// assert_eq!(Overview::parse("{}"), Err(OverviewError::OtherText));
    /// ```
    pub fn parse(text: &str) -> Result<Self, OverviewError> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            version: u32,
        }
        if !Self::is_saved(text.as_bytes()) {
            return Err(OverviewError::OtherText);
        }
        match serde_json::from_str::<Head>(text) {
            Ok(head) if head.format != FORMAT => Err(OverviewError::OtherText),
            Ok(head) if head.version != VERSION => Err(OverviewError::OtherVersion(head.version)),
            Ok(_) => serde_json::from_str(text).map_err(|error| OverviewError::Broken(error.line())),
            Err(error) => Err(OverviewError::Broken(error.line())),
        }
    }

    /// Returns whether a text begins as a saved overview does.
    #[must_use]
    pub fn is_saved(text: &[u8]) -> bool {
        let mut words = text.split(|byte| byte.is_ascii_whitespace() || matches!(byte, b'{' | b':' | b','));
        let mut next = || words.find(|word| !word.is_empty());
        next() == Some(b"\"format\"") && next() == Some(b"\"plex-pin-summary\"")
    }

    /// Writes it as JSON, with a line feed at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Invariant: maps with strings as keys, and finite numbers.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Returns the months with documents, without `undated`.
    #[must_use]
    pub fn dated(&self) -> impl DoubleEndedIterator<Item = Month> {
        self.months.iter().filter_map(|it| it.month.parse().ok())
    }
}
