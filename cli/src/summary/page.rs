//! The summary as one page for a browser: no script, no network, nothing but this file.

use std::fmt::Write;

use plex_pin::Escaped;
use plex_pin_captures::summary::{MemberOverview, ObjectOverview, Overview, Words};

use super::chart;
use super::objects::list;
use super::periods::Periods;
use super::table::{Cell, Kind, Table, percent};
use super::tables::{tables, verdicts};
use super::text::headline;
use super::whole::Whole;

const CSS: &str = include_str!("page.css");

/// The types of values, and the class of each colour.
const TYPES: [(&str, &str); 6] = [
    ("null", "t0"),
    ("boolean", "t1"),
    ("number", "t2"),
    ("string", "t3"),
    ("array", "t4"),
    ("object", "t5"),
];

pub(super) fn write(whole: &Whole) -> String {
    let overview = &whole.overview;
    let periods = Periods::of(overview);
    let mut sections = Vec::new();
    for table in tables(whole) {
        let mut body = String::new();
        if table.kind == Kind::Documents {
            documents_chart(overview, &periods, &mut body);
        }
        show(&table, &mut body);
        if let Kind::Types(index) = table.kind {
            types(&overview.objects[index], &mut body);
        }
        sections.push((table.title, table.note, body));
    }
    page(overview, &sections)
}

/// Escapes text for an element or an attribute.
fn html(text: &str) -> String {
    let shown = Escaped::new(text).at_most(500).to_string();
    let mut escaped = String::with_capacity(shown.len());
    for character in shown.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn page(overview: &Overview, sections: &[(String, String, String)]) -> String {
    let headline = html(headline(overview).trim_end());
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>plex-pin summary</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the tables</a>\n\
         <header>\n<h1>Sign-in responses of plex.tv</h1>\n<p>{headline}</p>\n"
    );
    cards(overview, &mut page);
    page += "<nav aria-label=\"Sections\">\n<ul>\n";
    for (index, (title, ..)) in sections.iter().enumerate() {
        push(&mut page, format_args!("<li><a href=\"#s{index}\">{}</a></li>\n", html(title)));
    }
    page += "</ul>\n</nav>\n</header>\n<main id=\"main\">\n";
    for (index, (title, note, body)) in sections.iter().enumerate() {
        push(
            &mut page,
            format_args!(
                "<section aria-labelledby=\"s{index}\">\n<h2 id=\"s{index}\">{}</h2>\n",
                html(title)
            ),
        );
        if !note.is_empty() {
            push(&mut page, format_args!("<p>{}</p>\n", html(note)));
        }
        page += &body.replace("%ID%", &format!("s{index}"));
        page += "</section>\n";
    }
    page += "</main>\n<footer>Made by plex-pin summarize. It holds counts, months and names of members, and no value \
             of a document but the ranges of expiresIn, status and error codes.</footer>\n</body>\n</html>\n";
    page
}

fn push(page: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string never fails.
    _ = page.write_fmt(text);
}

fn cards(overview: &Overview, page: &mut String) {
    let documents = &overview.documents;
    let share = format!("{} %", percent(documents.deviating, documents.total));
    let mut cards = vec![
        (documents.total.to_string(), "documents"),
        (documents.conforming.to_string(), "conform"),
        (documents.deviating.to_string(), "deviate"),
        (share, "of all deviate"),
        (documents.refused.to_string(), "could not be read"),
    ];
    if overview.pins.distinct > 0 {
        cards.push((overview.pins.distinct.to_string(), "different pins"));
    }
    *page += "<ul class=\"cards\">\n";
    for (number, label) in cards {
        push(page, format_args!("<li><strong>{number}</strong><span>{label}</span></li>\n"));
    }
    *page += "</ul>\n";
}

fn documents_chart(overview: &Overview, periods: &Periods, page: &mut String) {
    let [_, conforming, deviating, refused] = verdicts(overview, periods);
    let label = format!("Documents by {}. The table below has the numbers.", periods.noun());
    let bars = chart::bars(&label, &["good", "bad", "dark"], &[&conforming, &deviating, &refused]);
    push(page, format_args!("<figure>\n{bars}\n<ul class=\"axis\" aria-hidden=\"true\">"));
    for label in periods.labels() {
        push(page, format_args!("<li>{}</li>", html(label)));
    }
    *page += "</ul>\n</figure>\n";
    legend(&[("conform", "good"), ("deviate", "bad"), ("not read", "dark")], page);
}

fn legend(entries: &[(&str, &str)], page: &mut String) {
    *page += "<ul class=\"legend\">";
    for (name, class) in entries {
        push(
            page,
            format_args!(
                "<li><svg viewBox=\"0 0 1 1\" aria-hidden=\"true\"><rect class=\"{class}\" width=\"1\" \
                 height=\"1\"/></svg>{name}</li>"
            ),
        );
    }
    *page += "</ul>\n";
}

/// The types of each member, as a bar and as numbers.
fn types(object: &ObjectOverview, page: &mut String) {
    let is_used = |name: &str| object.members.iter().any(|member| member.types.contains_key(name));
    let used: Vec<_> = TYPES.into_iter().filter(|(name, _)| is_used(name)).collect();
    legend(&used, page);
    *page += "<div class=\"scroll types\" role=\"region\" aria-labelledby=\"%ID%\" tabindex=\"0\">\n<table>\n\
              <thead><tr><th scope=\"col\">member</th><th scope=\"col\">share</th>";
    for (name, _) in &used {
        push(page, format_args!("<th scope=\"col\" class=\"n\">{name}</th>"));
    }
    *page += "<th scope=\"col\" class=\"n\">absent</th></tr></thead>\n<tbody>\n";
    for member in &object.members {
        type_row(object, member, &used, page);
    }
    *page += "</tbody>\n</table>\n</div>\n";
}

fn type_row(object: &ObjectOverview, member: &MemberOverview, used: &[(&str, &str)], page: &mut String) {
    let count = |types: &Words, name: &str| types.get(name).copied().unwrap_or_default();
    let parts: Vec<_> = used.iter().map(|(name, class)| (*class, count(&member.types, name))).collect();
    let label = format!("{}: {}", html(&member.name), html(&list(&member.types)));
    let bar = chart::shares(&label, &parts, object.count);
    push(page, format_args!("<tr><th scope=\"row\">{}</th><td>{bar}</td>", html(&member.name)));
    for (_, count) in parts {
        push(page, format_args!("<td class=\"n\">{count}</td>"));
    }
    let absent = object.count.saturating_sub(member.present);
    push(page, format_args!("<td class=\"n\">{absent}</td></tr>\n"));
}

fn show(table: &Table, page: &mut String) {
    if table.rows.is_empty() {
        return;
    }
    let class = match table.kind {
        Kind::Shares => " matrix share",
        Kind::Counts => " matrix count",
        Kind::List | Kind::Documents | Kind::Types(_) => "",
    };
    push(
        page,
        format_args!(
            "<div class=\"scroll{class}\" role=\"region\" aria-labelledby=\"%ID%\" tabindex=\"0\">\n<table>\n\
             <thead><tr>"
        ),
    );
    for (header, is_number) in table.headers.iter().zip(&table.is_number) {
        let class = if *is_number { " class=\"n\"" } else { "" };
        push(page, format_args!("<th scope=\"col\"{class}>{}</th>", html(header)));
    }
    *page += "</tr></thead>\n<tbody>\n";
    for row in &table.rows {
        *page += "<tr>";
        for (index, cell) in row.iter().enumerate() {
            show_cell(cell, index == 0, table.is_number[index], page);
        }
        *page += "</tr>\n";
    }
    *page += "</tbody>\n</table>\n</div>\n";
}

fn show_cell(cell: &Cell, is_name: bool, is_number: bool, page: &mut String) {
    let text = html(&cell.text);
    if is_name {
        return push(page, format_args!("<th scope=\"row\">{text}</th>"));
    }
    match cell.shade {
        Some(shade) => {
            push(page, format_args!("<td class=\"s{shade}\" title=\"{}\">{text}</td>", html(&cell.title)));
        }
        None if is_number => push(page, format_args!("<td class=\"n\">{text}</td>")),
        None => push(page, format_args!("<td>{text}</td>")),
    }
}
