//! A table, which is shown as text and on the page.

/// A table with a heading.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) title: String,
    /// A sentence below the heading; may be empty.
    pub(super) note: String,
    pub(super) headers: Vec<String>,
    /// Which columns are numbers, and so to the right.
    pub(super) is_number: Vec<bool>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) kind: Kind,
}

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A list.
    List,
    /// The documents of each period, which the page draws.
    Documents,
    /// The types of the members of an object, which the page draws: the index of the object.
    Types(usize),
    /// A matrix of shares, with a column for each period.
    Shares,
    /// A matrix of counts, with a column for each period.
    Counts,
}

impl Kind {
    pub(super) const fn is_matrix(self) -> bool {
        matches!(self, Self::Shares | Self::Counts)
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    /// How dark it is on the page, from 0 to 10; `None` for plain cells.
    pub(super) shade: Option<u8>,
    /// What a pointer over the cell shows; may be empty.
    pub(super) title: String,
}

impl Cell {
    pub(super) fn plain(text: &(impl ToString + ?Sized)) -> Self {
        Self { text: text.to_string(), shade: None, title: String::new() }
    }

    /// Makes a cell of a matrix with the share of objects that have something, in per cent.
    pub(super) fn share(count: u64, all: u64) -> Self {
        if all == 0 {
            return Self { text: String::new(), shade: Some(0), title: "no documents".to_owned() };
        }
        let text = percent(count, all);
        Self { text, shade: Some(shade(count, all)), title: format!("{count} of {all}") }
    }

    /// Makes a cell of a matrix with a count.
    pub(super) fn count(count: u64, all: u64) -> Self {
        let text = if count == 0 { String::new() } else { count.to_string() };
        Self { text, shade: Some(shade(count, all)), title: format!("{count} of {all}") }
    }
}

/// From 0, for nothing, to 10, for all.
fn shade(count: u64, all: u64) -> u8 {
    match count {
        0 => 0,
        count if count >= all => 10,
        count => u8::try_from(1 + u128::from(count) * 9 / u128::from(all)).unwrap_or(9).min(9),
    }
}

impl Table {
    /// Makes a table. A header with `#` before it is that of a column of numbers.
    pub(super) fn new(title: impl Into<String>, note: impl Into<String>, headers: &[&str]) -> Self {
        let names = headers.iter().map(|header| header.trim_start_matches('#').to_owned());
        Self {
            title: title.into(),
            note: note.into(),
            headers: names.collect(),
            is_number: headers.iter().map(|header| header.starts_with('#')).collect(),
            rows: Vec::new(),
            kind: Kind::List,
        }
    }

    /// Makes a matrix: a name, then a column for each period.
    pub(super) fn matrix(
        kind: Kind,
        title: impl Into<String>,
        note: impl Into<String>,
        first: &str,
        periods: &[String],
    ) -> Self {
        let mut table = Self::new(title, note, &[first]);
        table.headers.extend(periods.iter().cloned());
        table.is_number.extend(periods.iter().map(|_| true));
        table.kind = kind;
        table
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|it| Cell::plain(&it)).collect());
    }

    /// Adds a row of a matrix.
    pub(super) fn matrix_row(&mut self, name: &str, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(std::iter::once(Cell::plain(name)).chain(cells).collect());
    }
}

/// Writes a share in per cent. Only all is 100, only nothing is 0.
#[allow(clippy::cast_precision_loss)] // One decimal place is shown.
pub(super) fn percent(count: u64, all: u64) -> String {
    if count == 0 || all == 0 {
        return "0".to_owned();
    }
    if count >= all {
        return "100".to_owned();
    }
    let share = 100.0 * count as f64 / all as f64;
    format!("{:.1}", share.clamp(0.1, 99.9))
}

#[cfg(test)]
mod tests {
    use super::{percent, shade};

    #[test]
    fn ok_shares() {
        for (count, all, text, shaded) in [
            (0, 0, "0", 0),
            (0, 5, "0", 0),
            (5, 5, "100", 10),
            (1, 3, "33.3", 4),
            (1, 1_000_000, "0.1", 1),
            (999_999, 1_000_000, "99.9", 9),
            (u64::MAX - 1, u64::MAX, "99.9", 9),
        ] {
            assert_eq!((percent(count, all).as_str(), shade(count, all)), (text, shaded), "{count} of {all}");
        }
    }
}
