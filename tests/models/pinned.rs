//! What a program may rely on without the compiler telling when it changes: sizes and automatic traits.

use std::panic::{RefUnwindSafe, UnwindSafe};

use plex_pin::schema::{Draft, Mode, Schema};
use plex_pin::{
    ApiError, ApiErrors, AuthToken, CompleteLocation, CompletePin, Coordinates, Deviation, DeviationCode,
    Document, DocumentKind, Error, ErrorKind, Escaped, Evidence, Expected, Found, KnownError, Location,
    Member, MemberKind, NewRegistration, Note, NoteCode, Outcome, Parsed, Parser, Pin, PinId, PinState,
    Pointer, Position, Positions, Seconds, Span, Timestamp, TimestampText,
};

/// Compiles for what can be sent to another thread, shared with it, moved, and used after a panic was caught.
const fn automatic<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>() {}

macro_rules! pinned {
    ($($type:ty = $size:literal),+ $(,)?) => {
        $(const _: () = automatic::<$type>();)+

        /// Models are moved as results of functions: a member more is a copy more. Sizes are those of 64-bit targets.
        #[test]
        #[cfg(target_pointer_width = "64")]
        fn ok_sizes_of_all_types() {
            let found = [$((stringify!($type), size_of::<$type>())),+];
            let expected = [$((stringify!($type), $size)),+];
            assert_eq!(found, expected, "accept it in tests/models/pinned.rs, with the reason in the commit");
        }
    };
}

pinned! {
    // Documents.
    Pin<'static> = 416,
    CompletePin<'static> = 392,
    Location<'static> = 200,
    CompleteLocation<'static> = 192,
    ApiErrors<'static> = 24,
    ApiError<'static> = 40,
    Document<'static> = 416,
    Option<Pin<'static>> = 416,
    // Values.
    PinId = 8,
    Seconds = 8,
    Timestamp = 16,
    Option<Timestamp> = 16,
    TimestampText = 48,
    Coordinates = 16,
    AuthToken<'static> = 24,
    NewRegistration<'static> = 24,
    // Results.
    Parser = 16,
    Parsed<Pin<'static>> = 472,
    Result<Pin<'static>, Error> = 416,
    Error = 8,
    Option<Error> = 8,
    ErrorKind = 1,
    Deviation = 96,
    DeviationCode = 1,
    Expected = 24,
    Found = 1,
    Outcome = 1,
    Pointer = 48,
    Span = 16,
    Position = 24,
    Positions<'static> = 48,
    Escaped<'static> = 24,
    // What is known.
    DocumentKind = 1,
    Evidence = 1,
    KnownError = 48,
    Member = 40,
    MemberKind = 1,
    Note = 24,
    NoteCode = 1,
    PinState = 1,
    Schema = 56,
    Mode = 1,
    Draft = 1,
}
