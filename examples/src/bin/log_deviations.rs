//! Each deviation of a body as an event: the code to count, the pointer to group by, no value.

use plex_pin::{Parser, Pin};
use tracing::{Level, warn};

fn main() {
    tracing_subscriber::fmt().with_max_level(Level::WARN).without_time().with_ansi(false).init();

    let body = r#"{"id":"1272322473","code":"7RQZ","createdAt":"","favouriteColour":"blue","authToken":"uXy7ZpExampleToken99"}"#;
    let parsed = Parser::LENIENT.parse::<Pin>(body).expect("a pin that can be read");
    for deviation in parsed.deviations() {
        let position = deviation.span().start;
        warn!(
            code = deviation.code().as_str(),
            pointer = %deviation.pointer(),
            position,
            outcome = deviation.outcome().as_str(),
            "{}",
            deviation.message()
        );
    }
    // What could be read is there for the program.
    let pin = parsed.value();
    assert_eq!(pin.id.map(plex_pin::PinId::get), Some(1_272_322_473));
    assert_eq!(parsed.deviation_count(), 3);
}
