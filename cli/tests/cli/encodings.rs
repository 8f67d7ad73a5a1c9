//! Bodies that are not UTF-8 are named for what they are.

use crate::support::{Folder, GOOD};

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn utf32(text: &str) -> Vec<u8> {
    text.chars().flat_map(|it| u32::from(it).to_be_bytes()).collect()
}

#[test]
fn err_bodies_that_are_not_utf8() {
    let marked = format!("\u{FEFF}{GOOD}");
    let cut_off = &"{\"code\":\"é".as_bytes()[..10];
    let folder = Folder::new("encodings");
    for (body, found) in [
        (utf16(&marked), "UTF-16"),
        (utf16(GOOD), "UTF-16 without a byte order mark"),
        (utf32(&marked), "UTF-32"),
        (utf32(GOOD), "UTF-32 without a byte order mark"),
        (b"\x1F\x8B\x08\0\0\0".to_vec(), "gzip data"),
        (b"\x28\xB5\x2F\xFD\0\0".to_vec(), "zstd data"),
        (b"PK\x03\x04\0\0".to_vec(), "zip archive"),
        (cut_off.to_vec(), "character cut off by the end of input"),
    ] {
        for args in [&["validate", "-"][..], &["validate", "--as", "pin", "--engine", "schema", "-"]] {
            let run = folder.run_on(&body, args);
            let message = format!("error[not-utf8]: expected UTF-8, found {found} at the root\n");
            assert!(run.out.contains(&message), "{found}: {}", run.out);
            assert!(run.out.contains("\n  = help: "), "{found}: {}", run.out);
            assert_eq!((run.code, &*run.err), (Some(1), ""), "{found}");
        }
    }
}

/// A `{` alone identifies no encoding, nor does a NUL character in a string.
#[test]
fn err_bodies_that_are_utf8() {
    let folder = Folder::new("encodings_utf8");
    for (body, code) in [("{", "unexpected-end"), ("{\"id\":\"\0\"}", "syntax"), ("PK", "syntax")] {
        let run = folder.run_on(body.as_bytes(), &["validate", "-"]);
        assert!(run.out.contains(&format!("error[{code}]: ")), "{body:?}: {}", run.out);
    }
}
