//! The tables of the objects: members, forms of values, presence over time.

use plex_pin_captures::summary::{MemberOverview, Object, ObjectOverview, Overview, Words};

use super::periods::{Periods, UNDATED};
use super::table::{Cell, Kind, Table, percent};

/// How many unknown members are shown.
const MAX_UNKNOWN: usize = 40;

/// Returns the objects that there are, with their indices and headings.
pub(super) fn objects(overview: &Overview) -> impl Iterator<Item = (usize, &'static str, &ObjectOverview)> {
    overview.objects.iter().enumerate().filter(|(_, it)| it.count > 0).map(|(index, it)| {
        let object = Object::ALL.into_iter().find(|object| object.as_str() == it.object);
        (index, object.map_or("Objects", Object::title), it)
    })
}

/// Writes `string 5, null 2`: the most frequent first.
pub(super) fn list(words: &Words) -> String {
    let mut words: Vec<_> = words.iter().collect();
    words.sort_by_key(|&(word, count)| (std::cmp::Reverse(count), word));
    let listed: Vec<_> = words.into_iter().map(|(word, count)| format!("{word} {count}")).collect();
    listed.join(", ")
}

fn seen(seen: Option<&[String; 2]>) -> [String; 2] {
    seen.cloned().unwrap_or_else(|| ["-".to_owned(), "-".to_owned()])
}

/// How often each member is present, and its types.
pub(super) fn members(index: usize, title: &str, object: &ObjectOverview) -> Table {
    let title = format!("{title}: members");
    let note = format!("Of {}. Types are as written.", object.count);
    let mut table = Table::new(title, note, &["member", "#%", "first", "last", "types"]);
    table.kind = Kind::Types(index);
    for member in &object.members {
        let [first, last] = seen(member.seen.as_ref());
        let mut types = list(&member.types);
        if member.empty > 0 {
            types.extend([format!(" ({} empty)", member.empty)]);
        }
        table.row([member.name.clone(), percent(member.present, object.count), first, last, types]);
    }
    table
}

/// How values are written, and the ranges of numbers and dates.
pub(super) fn forms(title: &str, object: &ObjectOverview) -> Option<Table> {
    let note = "How dates, coordinates, codes, tokens and numbers are written.";
    let mut table = Table::new(format!("{title}: forms"), note, &["member", "#count", "#%", "written as"]);
    for member in &object.members {
        let mut forms: Vec<_> = member.formats.iter().collect();
        forms.sort_by_key(|&(form, count)| (std::cmp::Reverse(count), form));
        for (form, count) in forms {
            table.row([
                member.name.clone(),
                count.to_string(),
                percent(*count, member.present),
                form.clone(),
            ]);
        }
        if let Some(range) = range(member) {
            table.row([member.name.clone(), String::new(), String::new(), range]);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

fn range(member: &MemberOverview) -> Option<String> {
    if let Some([first, last]) = &member.dates {
        return Some(format!("dates from {first} to {last}"));
    }
    member.numbers.map(|[least, greatest]| format!("values from {least} to {greatest}"))
}

/// Which members are present in which period.
pub(super) fn presence(title: &str, object: &ObjectOverview, periods: &Periods) -> Option<Table> {
    if object.months.keys().all(|month| month == UNDATED) {
        return None;
    }
    let all = periods.sums(&object.months);
    let name = format!("{title}: presence by {}", periods.noun());
    let note = "Per cent of the objects that have the member.";
    let mut table = Table::matrix(Kind::Shares, name, note, "member", periods.labels());
    for member in &object.members {
        let present = periods.sums(&member.months);
        let cells = present.iter().zip(&all).map(|(present, all)| Cell::share(*present, *all));
        table.matrix_row(&member.name, cells);
    }
    let counts = all.iter().map(Cell::plain);
    table.matrix_row("objects", counts);
    Some(table)
}

/// Members that are not known.
pub(super) fn unknown(overview: &Overview) -> Option<Table> {
    let mut hidden = Vec::new();
    let headers = ["member", "in", "#count", "first", "last", "types"];
    let mut table = Table::new("Unknown members", "", &headers);
    let mut all = Vec::new();
    for (_, title, object) in objects(overview) {
        all.extend(object.unknown.iter().map(|it| (it, object)));
        for (count, why) in [
            (object.unknown_not_kept, "beyond the first 200 names"),
            (object.unknown_hidden, "not shown, since their names may be personal"),
        ] {
            if count > 0 {
                hidden.push(format!("{count} in {}: {why}.", title.to_lowercase()));
            }
        }
    }
    all.sort_by_key(|(it, _)| std::cmp::Reverse(it.count));
    for (it, object) in all.iter().take(MAX_UNKNOWN) {
        let [first, last] = seen(it.seen.as_ref());
        table.row([
            it.name.clone(),
            object.object.clone(),
            it.count.to_string(),
            first,
            last,
            list(&it.types),
        ]);
    }
    if all.len() > MAX_UNKNOWN {
        hidden.push(format!("{} more names are in the JSON form.", all.len() - MAX_UNKNOWN));
    }
    table.note = hidden.join(" ");
    (!table.rows.is_empty() || !table.note.is_empty()).then_some(table)
}
