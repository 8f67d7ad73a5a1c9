//! A double of plex.tv for the examples: it listens on this machine alone, and gives the answers it was told.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;

/// What the double answers to one request.
pub struct Answer {
    /// The HTTP status, 100 to 599.
    pub status: u16,
    /// The `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
}

impl Answer {
    /// An answer in JSON.
    #[must_use]
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self { status, content_type: "application/json", body: body.into() }
    }
}

/// Starts a double that gives these answers, each to one request, in their order. It ends behind the last one.
#[must_use]
pub fn double(answers: Vec<Answer>) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().expect("a connection");
            // A request without a body ends with an empty line.
            let lines = BufReader::new(&stream).lines().map_while(Result::ok);
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let Answer { status, content_type, body } = answer;
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 {status} \r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
            .expect("a client that reads");
        }
    });
    address
}
