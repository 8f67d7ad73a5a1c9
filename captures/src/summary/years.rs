//! Which year's document an object looks like: the table of years follows from the first year of each member.

use super::object::Object;

/// The members of an object that are present, one bit each, the first member in the lowest bit.
pub(super) type Mask = u16;

/// Returns the members that the service sent in a year.
fn sent_in(object: Object, year: u16) -> Mask {
    let members = object.members().iter().enumerate();
    // A member that the service leaves out at times is on no side.
    members.filter(|(_, member)| member.since <= year).fold(0, |mask, (index, _)| mask | 1 << index)
}

/// Returns the years in which the service began to send a member of a pin or of its location, the first one first.
pub(super) fn years(root: Object) -> Vec<u16> {
    let objects = if root == Object::Pin { &[Object::Pin, Object::PinLocation][..] } else { &[root] };
    let mut years: Vec<_> =
        objects.iter().flat_map(|object| object.members()).map(|member| member.since).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Finds the year of documents.
#[derive(Debug, Clone)]
pub(super) struct YearTable {
    pins: Vec<(u16, Mask, Mask)>,
    locations: Vec<(u16, Mask)>,
}

impl Default for YearTable {
    fn default() -> Self {
        let pin = |year| (year, sent_in(Object::Pin, year), sent_in(Object::PinLocation, year));
        let location = |year| (year, sent_in(Object::Location, year));
        Self {
            pins: years(Object::Pin).into_iter().map(pin).collect(),
            locations: years(Object::Location).into_iter().map(location).collect(),
        }
    }
}

impl YearTable {
    /// Returns the first year in which the service sent just these members; `None` if it sent them in no year. `location` is
    /// `None` if the pin has no location.
    pub(super) fn of_pin(&self, pin: Mask, location: Option<Mask>) -> Option<u16> {
        let found = self.pins.iter().find(|&&(_, in_pin, in_location)| {
            in_pin == pin && location.is_none_or(|location| location == in_location)
        });
        found.map(|it| it.0)
    }

    /// Returns the same for a location.
    pub(super) fn of_location(&self, location: Mask) -> Option<u16> {
        self.locations.iter().find(|it| it.1 == location).map(|it| it.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Mask, YearTable, years};
    use crate::summary::object::Object;

    fn mask(object: Object, names: &str) -> Mask {
        names.split_whitespace().fold(0, |mask, name| mask | 1 << object.find(name.as_bytes()).unwrap())
    }

    const PIN_2019: &str =
        "id code trusted clientIdentifier location expiresIn createdAt expiresAt authToken";
    const LOCATION_2019: &str = "code country city time_zone postal_code subdivisions coordinates";
    const LOCATION_2022: &str = "european_union_member continent_code in_privacy_restricted_country";

    /// The years of the contract's table.
    #[test]
    fn ok_years_of_documents() {
        assert_eq!(years(Object::Pin), [2017, 2019, 2020, 2022, 2023, 2024]);
        assert_eq!(years(Object::Location), [2019, 2022, 2024]);
        let with = |first: &str, more: &str| format!("{first} {more}");
        let location_2022 = with(LOCATION_2019, LOCATION_2022);
        let location_2024 = with(&location_2022, "in_privacy_restricted_region");
        let pin_2020 = with(PIN_2019, "product newRegistration");
        let pin_2023 = with(&pin_2020, "qr");
        let years = YearTable::default();
        for (pin, location, expected) in [
            ("id code clientIdentifier expiresAt authToken", None, Some(2017)),
            (PIN_2019, Some(LOCATION_2019), Some(2019)),
            (&pin_2020, Some(LOCATION_2019), Some(2020)),
            (&pin_2020, Some(&*location_2022), Some(2022)),
            (&pin_2023, Some(&*location_2022), Some(2023)),
            (&pin_2023, Some(&*location_2024), Some(2024)),
            (&pin_2023, Some(LOCATION_2019), None),
            ("id code", None, None),
        ] {
            let location = location.map(|it| mask(Object::PinLocation, it));
            assert_eq!(years.of_pin(mask(Object::Pin, pin), location), expected, "{pin}");
        }
        for (location, expected) in [
            (LOCATION_2019, Some(2019)),
            (&*location_2022, Some(2022)),
            (&*location_2024, Some(2024)),
            ("city", None),
        ] {
            assert_eq!(years.of_location(mask(Object::Location, location)), expected, "{location}");
        }
    }
}
