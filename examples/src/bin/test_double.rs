//! A double of plex.tv that answers with pins made by `arbitrary`: every valid form that a client must accept.

use arbitrary::{Arbitrary, Unstructured};
use plex_pin::{CompletePin, Pin};
use plex_pin_examples::{Answer, double};

fn main() {
    // Any bytes will do: those of a fuzzer, of a generator with a seed. The same bytes make the same pins.
    let bytes: Vec<u8> = (0..64_000_u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let mut unstructured = Unstructured::new(&bytes);
    let pins: Vec<CompletePin> =
        (0..50).map(|_| CompletePin::arbitrary(&mut unstructured).expect("a pin of any bytes")).collect();
    let answers =
        pins.iter().map(|pin| Answer::json(200, serde_json::to_string(pin).expect("a body"))).collect();

    let address = double(answers);
    for sent in &pins {
        let mut response = ureq::get(format!("http://{address}/api/v2/pins/1")).call().expect("an answer");
        let body = response.body_mut().read_to_vec().expect("a body");
        // The client under test goes here. This one keeps what was sent.
        let read: CompletePin<'_> =
            Pin::parse(&body).expect("a strict form").try_into().expect("all members");
        assert_eq!(&read, sent);
    }
    println!("{} pins read as they were sent", pins.len());
}
