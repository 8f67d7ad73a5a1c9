//! The sign-in loop: ask for a pin, show its code, poll until it is claimed.

use std::thread::sleep;
use std::time::Duration;

use plex_pin::{ApiError, ApiErrors, AuthToken, Pin, PinState, Timestamp};
use plex_pin_examples::{Answer, double};
use ureq::Agent;

/// Why there is no token.
#[derive(Debug)]
enum Failed {
    /// The pin is gone, or nobody has entered its code in time: ask for a new one.
    Expired,
    /// An answer of the service that this client cannot use.
    Answer(String),
    /// No answer.
    Connection(ureq::Error),
}

impl From<ureq::Error> for Failed {
    fn from(error: ureq::Error) -> Self {
        Self::Connection(error)
    }
}

impl From<plex_pin::Error> for Failed {
    /// What `plex_pin` says has no value in it, and may be logged.
    fn from(error: plex_pin::Error) -> Self {
        Self::Answer(format!("{error}: {}", error.kind().help()))
    }
}

fn sign_in(agent: &Agent, service: &str, pause: Duration) -> Result<AuthToken<'static>, Failed> {
    let (_, body) = request(agent, "POST", &format!("{service}/api/v2/pins"))?;
    let pin = Pin::parse(&body)?;
    let id = pin.id.ok_or_else(|| Failed::Answer("expected id of the pin, found none".to_owned()))?;
    println!("Open https://plex.tv/link and enter {}", pin.code.as_deref().unwrap_or("the code"));
    loop {
        sleep(pause);
        let (status, body) = request(agent, "GET", &format!("{service}/api/v2/pins/{id}"))?;
        match status {
            200 => {}
            // Too many requests: slow down.
            429 => {
                sleep(pause * 10);
                continue;
            }
            _ => {
                let errors = ApiErrors::parse(&body)?;
                let codes = || errors.as_slice().iter().filter_map(|error| error.code);
                if codes().any(|code| code == ApiError::CODE_NOT_FOUND_OR_EXPIRED) {
                    return Err(Failed::Expired);
                }
                return Err(Failed::Answer(format!(
                    "expected pin, found errors {:?}",
                    codes().collect::<Vec<_>>()
                )));
            }
        }
        let pin = Pin::parse(&body)?;
        match pin.state(Timestamp::now()) {
            PinState::Claimed => {
                if let Some(token) = pin.auth_token {
                    return Ok(token.into_owned());
                }
            }
            PinState::Expired => return Err(Failed::Expired),
            _ => {}
        }
    }
}

fn request(agent: &Agent, method: &str, url: &str) -> Result<(u16, Vec<u8>), ureq::Error> {
    // With `*/*` the service sends XML.
    let request = ureq::http::Request::builder()
        .method(method)
        .uri(url)
        .header("Accept", "application/json")
        .header("X-Plex-Client-Identifier", "plex-pin-example");
    let mut response = agent.run(request.body(())?)?;
    // A pin has some 600 bytes; nobody needs to read more than this.
    let body = response.body_mut().with_config().limit(64 * 1024).read_to_vec()?;
    Ok((response.status().as_u16(), body))
}

fn main() {
    let pin = |rest: &str| {
        format!(r#"{{"id":1272322473,"code":"7RQZ","clientIdentifier":"plex-pin-example",{rest}}}"#)
    };
    let pending = || pin(r#""expiresIn":899,"authToken":null"#);
    let claimed = || pin(r#""expiresIn":890,"authToken":"uXy7ZpExampleToken99""#);
    let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
    let run = |answers| sign_in(&agent, &format!("http://{}", double(answers)), Duration::from_millis(1));

    // Pending, a rate limit in plain text, claimed.
    let limit = Answer { status: 429, content_type: "text/plain", body: "Rate limit exceeded".to_owned() };
    let answers =
        vec![Answer::json(201, pending()), Answer::json(200, pending()), limit, Answer::json(200, claimed())];
    let token = run(answers).expect("a token");
    assert_eq!(token.expose(), "uXy7ZpExampleToken99");
    println!("signed in: {token:?}");

    // Nobody has entered the code.
    let gone = r#"{"errors":[{"code":1020,"message":"Code not found or expired"}]}"#;
    let answers = vec![Answer::json(201, pending()), Answer::json(404, gone)];
    assert!(matches!(run(answers), Err(Failed::Expired)));

    // A proxy that changes the `Accept` header.
    let xml = Answer { status: 201, content_type: "application/xml", body: "<pin id=\"1\"/>".to_owned() };
    let Err(Failed::Answer(message)) = run(vec![xml]) else { panic!("XML is no JSON") };
    println!("{message}");
    assert!(message.contains("XML"));

    // Nothing listens there.
    let Err(Failed::Connection(error)) = sign_in(&agent, "http://127.0.0.1:1", Duration::ZERO) else {
        panic!("there is no service")
    };
    println!("{error}");
}
