//! Every table of a summary, in the order in which they are shown.

use plex_pin_captures::summary::{Change, CodeOverview, Drift, ErrorOverview, Overview, Words};

use super::objects::{forms, list, members, objects, presence, unknown};
use super::periods::{Periods, UNDATED};
use super::table::{Cell, Kind, Table, percent};
use super::whole::Whole;

/// How many codes and errors are shown.
const MAX_CODES: usize = 40;

/// Returns the tables that are not empty.
pub(super) fn tables(whole: &Whole) -> Vec<Table> {
    let overview = &whole.overview;
    let periods = Periods::of(overview);
    let mut tables = Vec::new();
    tables.extend(whole.drift.as_deref().map(drift));
    tables.push(documents(overview));
    tables.extend(over_time(overview, &periods));
    for (index, title, object) in objects(overview) {
        tables.extend(presence(title, object, &periods));
        tables.push(members(index, title, object));
        tables.extend(forms(title, object));
    }
    tables.extend(unknown(overview));
    tables.extend(years(overview));
    tables.extend(codes(overview));
    tables.extend(codes_over_time(overview, &periods));
    tables.extend(errors(overview));
    tables.extend(errors_over_time(overview, &periods));
    tables.extend(pins(overview));
    tables
}

fn drift(drift: &[Drift]) -> Table {
    let changes: Vec<_> = drift.iter().filter(|it| it.is_drift()).collect();
    let mut note = match changes.len() {
        0 => "Nothing differs.".to_owned(),
        1 => "1 difference.".to_owned(),
        count => format!("{count} differences."),
    };
    let chance = drift.len() - changes.len();
    if chance > 0 {
        note.extend([format!(" Not seen, which may be chance: {chance}, listed by --format json.")]);
    }
    let mut table = Table::new("What differs", note, &["change", "what", "at", "#old", "#new", "name"]);
    for it in changes {
        let word = match it.change {
            Change::New => "new",
            Change::Gone => "gone",
            Change::Different => "different",
            // Is no drift.
            Change::NotSeen => continue,
        };
        let at = if it.at.is_empty() { "-".to_owned() } else { it.at.clone() };
        let name = it.name.clone();
        table.row([word.to_owned(), it.what.to_owned(), at, it.old.to_string(), it.new.to_string(), name]);
    }
    table
}

fn documents(overview: &Overview) -> Table {
    let documents = &overview.documents;
    let mut table = Table::new("Documents", "", &["documents", "#count", "#%"]);
    let mut notes = Vec::new();
    if overview.unread > 0 {
        notes.push(format!("{} sources could not be read.", overview.unread));
    }
    if overview.members_not_counted > 0 {
        let count = overview.members_not_counted;
        notes.push(format!("The members of {count} documents are not counted."));
    }
    table.note = notes.join(" ");
    let mut row = |what: String, count: u64, all: u64| {
        table.row([what, count.to_string(), percent(count, all)]);
    };
    row("all".to_owned(), documents.total, documents.total);
    row("conform".to_owned(), documents.conforming, documents.total);
    row("deviate".to_owned(), documents.deviating, documents.total);
    row("could not be read".to_owned(), documents.refused, documents.total);
    for (kind, count) in &overview.kinds {
        row(format!("kind: {kind}"), *count, documents.total);
    }
    for (form, count) in &overview.forms {
        row(format!("found in: {form}"), *count, documents.total);
    }
    for it in &overview.unchecked {
        table.row([format!("not checked: {}", it.reason), it.count.to_string(), String::new()]);
    }
    table
}

fn over_time(overview: &Overview, periods: &Periods) -> Option<Table> {
    let title = format!("Documents by {}", periods.noun());
    let headers = [periods.noun(), "#all", "#conform", "#deviate", "#not read", "#% deviate"];
    let mut table = Table::new(title, "", &headers);
    table.kind = Kind::Documents;
    let [all, conforming, deviating, refused] = verdicts(overview, periods);
    for (index, label) in periods.labels().iter().enumerate() {
        table.row([
            label.clone(),
            all[index].to_string(),
            conforming[index].to_string(),
            deviating[index].to_string(),
            refused[index].to_string(),
            percent(deviating[index], all[index]),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Returns how many documents there are in each period: all, conforming, deviating and refused.
pub(super) fn verdicts(overview: &Overview, periods: &Periods) -> [Vec<u64>; 4] {
    let sums = |count: fn(&plex_pin_captures::summary::Documents) -> u64| {
        periods.sums_of(overview.months.iter().map(|it| (&*it.month, count(&it.documents))))
    };
    [sums(|it| it.total), sums(|it| it.conforming), sums(|it| it.deviating), sums(|it| it.refused)]
}

fn years(overview: &Overview) -> Option<Table> {
    let note = "Documents that have just the members that plex.tv sent from that year on, until the next.";
    let mut table = Table::new("Fits the year", note, &["document", "year", "#count", "#%"]);
    for kind in ["pin", "location"] {
        let Some(years) = overview.years.get(kind) else { continue };
        let all = years.values().sum();
        for (year, count) in years {
            table.row([kind.to_owned(), year.clone(), count.to_string(), percent(*count, all)]);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

/// The first and the last month with a count.
fn first_and_last(months: &Words) -> [String; 2] {
    let mut dated = months.keys().filter(|month| *month != UNDATED);
    let first = dated.next();
    let last = dated.next_back().or(first);
    [first, last].map(|month| month.cloned().unwrap_or_else(|| "-".to_owned()))
}

/// The codes by how many documents have them.
fn sorted_codes(overview: &Overview) -> Vec<&CodeOverview> {
    let mut codes: Vec<_> = overview.codes.iter().collect();
    codes.sort_by_key(|it| (std::cmp::Reverse(it.documents), &it.code));
    codes.truncate(MAX_CODES);
    codes
}

fn codes(overview: &Overview) -> Option<Table> {
    let headers = ["code", "severity", "#documents", "#%", "#findings", "first", "last"];
    let mut table = Table::new("Findings by code", "`plex-pin explain CODE` says more.", &headers);
    for it in sorted_codes(overview) {
        let [first, last] = first_and_last(&it.months);
        table.row([
            it.code.clone(),
            it.severity.clone(),
            it.documents.to_string(),
            percent(it.documents, overview.documents.total),
            it.findings.to_string(),
            first,
            last,
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn codes_over_time(overview: &Overview, periods: &Periods) -> Option<Table> {
    let title = format!("Findings by {}", periods.noun());
    let mut table =
        Table::matrix(Kind::Counts, title, "Documents with a finding of the code.", "code", periods.labels());
    let [all, ..] = verdicts(overview, periods);
    for it in sorted_codes(overview) {
        let counts = periods.sums(&it.months);
        table.matrix_row(&it.code, counts.iter().zip(&all).map(|(count, all)| Cell::count(*count, *all)));
    }
    (!table.rows.is_empty() && !periods.labels().is_empty()).then_some(table)
}

fn sorted_errors(overview: &Overview) -> Vec<&ErrorOverview> {
    let mut errors: Vec<_> = overview.errors.iter().collect();
    errors.sort_by_key(|it| (std::cmp::Reverse(it.count), it.code));
    errors.truncate(MAX_CODES);
    errors
}

fn errors(overview: &Overview) -> Option<Table> {
    let mut notes = Vec::new();
    for (count, what) in [
        (overview.errors_not_kept, "errors have codes beyond the first 200."),
        (overview.errors_without_code, "errors have no code that is a number."),
        (overview.errors.len().saturating_sub(MAX_CODES) as u64, "more codes are in the JSON form."),
    ] {
        if count > 0 {
            notes.push(format!("{count} {what}"));
        }
    }
    let mut table =
        Table::new("Errors of plex.tv", notes.join(" "), &["code", "#count", "first", "last", "status"]);
    for it in sorted_errors(overview) {
        let [first, last] = first_and_last(&it.months);
        table.row([it.code.to_string(), it.count.to_string(), first, last, list(&it.statuses)]);
    }
    (!table.rows.is_empty() || !table.note.is_empty()).then_some(table)
}

fn errors_over_time(overview: &Overview, periods: &Periods) -> Option<Table> {
    if overview.errors.iter().all(|it| it.months.keys().all(|month| month == UNDATED)) {
        return None;
    }
    let title = format!("Errors of plex.tv by {}", periods.noun());
    let note = "Errors have a date only in HAR files.";
    let mut table = Table::matrix(Kind::Counts, title, note, "code", periods.labels());
    let sums: Vec<_> = sorted_errors(overview).iter().map(|it| (it.code, periods.sums(&it.months))).collect();
    let all = sums.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or_default();
    for (code, counts) in sums {
        table.matrix_row(&code.to_string(), counts.into_iter().map(|count| Cell::count(count, all)));
    }
    (!table.rows.is_empty() && !periods.labels().is_empty()).then_some(table)
}

fn pins(overview: &Overview) -> Option<Table> {
    let pins = &overview.pins;
    let about = if pins.is_estimate { "about " } else { "" };
    let plural = if pins.distinct == 1 { "" } else { "s" };
    let mut note =
        format!("Of {about}{} pin{plural}: the states in which each was seen, in order.", pins.distinct);
    if pins.is_estimate {
        note.extend([format!(" A sample of {} is followed.", pins.followed)]);
    }
    if pins.claim_undone > 0 {
        note.extend([format!(" {} were pending after they were claimed.", pins.claim_undone)]);
    }
    let mut table = Table::new("States of pins", note, &["states", "#pins", "#%"]);
    for (states, count) in &pins.states {
        table.row([states.clone(), count.to_string(), percent(*count, pins.followed)]);
    }
    (!table.rows.is_empty()).then_some(table)
}
