//! The fuzz targets: each runs the law of its name, of the crate `plex-pin-laws`.

use plex_pin_laws::Law;

pub use plex_pin_laws::laws;

/// Makes a fuzz target of a law. Without `--cfg fuzzing` it is a program that replays the files that are its
/// arguments.
#[macro_export]
macro_rules! target {
    ($law:ident) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|data: &[u8]| $crate::laws::$law(data));

        #[cfg(not(fuzzing))]
        fn main() -> std::io::Result<()> {
            $crate::replay($crate::laws::$law)
        }
    };
}

/// Runs a law on the files that are the program's arguments.
///
/// # Errors
///
/// A file that cannot be read.
pub fn replay(law: Law) -> std::io::Result<()> {
    for path in std::env::args_os().skip(1) {
        law(&std::fs::read(path)?);
    }
    Ok(())
}
