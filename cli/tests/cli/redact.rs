//! `plex-pin redact`: what is masked, what stays, where it is written, and when nothing is.

use std::fs;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use crate::support::Folder;

/// A token as plex.tv makes them, and its mask.
const TOKEN: &str = "xY7-Kd93_sQpLm2VbnRt";
const MASK: &str = "REDACTED-1-xxxxxxxxx";

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// A claimed pin, with the token in an address as well.
fn pin() -> String {
    format!(
        r#"{{"id":5123,"code":"ABCD","qr":"https://plex.tv/?X-Plex-Token={TOKEN}","authToken":"{TOKEN}"}}"#
    )
}

/// The files of a folder, but for these.
fn others(folder: &Folder, known: &[&str]) -> Vec<String> {
    let names = fs::read_dir(&folder.0).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !known.contains(&&**name)).collect()
}

#[test]
fn ok_masks_have_the_length_of_secrets() {
    let folder = Folder::new("redact_length");
    for text in [
        "{\"authToken\":\"@\",\"id\":1}",
        "{\"body\":\"{\\\"authToken\\\":\\\"@\\\"}\"}\n{\"x\":\"@\"}\n",
        "<pin authToken=\"@\"/>",
        "GET /?X-Plex-Token=@ HTTP/1.1\r\nX-Plex-Token: @\r\n\r\n",
        "{\"authToken\":\"@",
        "\u{1b}[36mX-Plex-Token\u{1b}[39m: \u{1b}[33m@\u{1b}[0m\n",
        "{\"a\":\"@\",\"y\":tru,\"authToken\":\"@\"}",
    ] {
        let run = folder.run_on(text.replace('@', TOKEN).as_bytes(), &["redact"]);
        assert_eq!((run.code, &*run.out), (Some(0), &*text.replace('@', MASK)), "{}", run.err);
        // Once more changes nothing.
        assert_eq!(folder.run_on(run.out.as_bytes(), &["redact", "-"]).out, run.out);
    }
}

#[test]
fn ok_equal_secrets_have_equal_masks() {
    let folder = Folder::new("redact_equal")
        .file("a", r#"{"password":"first-secret-1","token":"second-secret"}"#)
        .file("b", r#"{"token":"second-secret","secret":"third9","x":"first-secret-1"}"#);
    let run = folder.run(&["redact", "a", "b"]);
    let expected = "{\"password\":\"REDACTED-1-xxx\",\"token\":\"REDACTED-2-xx\"}\
                    {\"token\":\"REDACTED-2-xx\",\"secret\":\"R3xxxx\",\"x\":\"REDACTED-1-xxx\"}";
    assert_eq!(run.out, expected);
    assert_eq!(
        run.err,
        "plex-pin: a: masked 2 values: 1 password, 1 token\n\
         plex-pin: b: masked 3 values: 1 password, 1 secret, 1 token\n"
    );
}

#[test]
fn ok_base64_bodies_are_encoded_again() {
    let folder = Folder::new("redact_base64");
    // {"authToken":"xY7-Kd93_sQpLm2VbnRt","id":1}, then with the mask.
    let text =
        r#"{"text":"eyJhdXRoVG9rZW4iOiJ4WTctS2Q5M19zUXBMbTJWYm5SdCIsImlkIjoxfQ==","encoding":"base64"}"#;
    let expected =
        r#"{"text":"eyJhdXRoVG9rZW4iOiJSRURBQ1RFRC0xLXh4eHh4eHh4eCIsImlkIjoxfQ==","encoding":"base64"}"#;
    assert_eq!(folder.run_on(text.as_bytes(), &["redact"]).out, expected);
}

#[test]
fn ok_masked_pin_conforms() {
    let folder = Folder::new("redact_conforms").file("a.json", pin());
    assert_eq!(folder.run(&["redact", "--in-place", "a.json", "--also", "all"]).code, Some(0));
    let run = folder.run(&["validate", "a.json"]);
    assert_eq!(run.code, Some(0), "{}", run.out);
}

#[test]
fn ok_personal_values() {
    let folder = Folder::new("redact_also");
    let text = "{\"id\":1272322473,\"code\":\"ABCD\",\"qr\":\"https://plex.tv/api/v2/pins/qr/ABCD\",\
                \"clientIdentifier\":\"my-client-7\",\"location\":{\"code\":\"NL\",\"city\":\"Utrecht\",\
                \"coordinates\":\"52.0907, 5.1214\"},\"serverIPAddress\":\"203.0.113.7\",\
                \"u\":\"https://203-0-113-7.abc.plex.direct:32400\",\"email\":\"me@example.com\"}";
    for (also, shown, hidden) in [
        ("code", "\"code\":\"NL\"", "ABCD"),
        ("id", "\"id\":9999999999", "1272322473"),
        ("client", "Utrecht", "my-client"),
        ("location", "\"coordinates\":\"52.9999, 5.9999\"", "Utrecht"),
        ("ip", ".plex.direct:32400", "113"),
        ("email", "203.0.113.7", "me@"),
        ("all", "\"code\":\"NL\"", "Utrecht"),
        ("ip,email", "Utrecht", "example"),
    ] {
        let run = folder.run_on(text.as_bytes(), &["redact", "--also", also]);
        assert!(run.out.contains(shown) && !run.out.contains(hidden), "{also}: {}", run.out);
        assert_eq!(run.out.len(), text.len(), "{also}");
        assert_eq!(folder.run_on(run.out.as_bytes(), &["redact", "--also", also]).out, run.out);
    }
    assert_eq!(folder.run_on(text.as_bytes(), &["redact"]).out, text);
    let run = folder.run(&["redact", "--also", "name"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("[possible values: code, id, client, location, ip, email, all]"), "{}", run.err);
}

#[test]
fn ok_list_and_spans() {
    let folder = Folder::new("redact_list").file("a", format!("{{\"id\":1,\n \"authToken\":\"{TOKEN}\"}}"));
    let run = folder.run(&["redact", "--list", "a"]);
    assert_eq!((run.code, &*run.out, &*run.err), (Some(0), "a:2:15: authToken, 20 bytes, number 1\n", ""));
    let line = "{\"counts\":{\"authToken\":1},\"masked\":[{\"bytes\":20,\"column\":15,\"end\":43,\"line\":2,\
                \"name\":\"authToken\",\"number\":1,\"start\":23}],\"source\":\"a\"}\n";
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(json(&folder.run(&["redact", "--list", "--format", "json", "a"]).out), json(line));
    let run = folder.run(&["redact", "--format", "json", "a"]);
    assert_eq!(json(&run.err), json(line));
    assert!(run.out.contains(MASK));
}

/// Lists what is left to mask, without values, and writes nothing.
#[test]
fn ok_and_err_check() {
    let token = format!("{{\"id\":1,\n \"authToken\":\"{TOKEN}\"}}");
    let folder = Folder::new("redact_check")
        .file("a", &token)
        .file("masked", token.replace(TOKEN, MASK))
        .file("none", "{\"id\":1}")
        .file("z", b"\x78\x9C\0\0");
    let listed = "a:2:15: authToken, 20 bytes, number 1\n";
    let zlib = "plex-pin: z: is compressed with zlib: decompress it first\n";
    let (found, refused) =
        ("plex-pin: found 1 value to mask\n", &*format!("{zlib}plex-pin: found 1 value to mask\n"));
    for (args, code, out, err) in [
        (&["none", "masked"][..], 0, "", ""),
        (&["a"], 1, listed, found),
        (&["none", "a", "masked"], 1, listed, found),
        (&["--list", "a"], 1, listed, found),
        (&["z", "a"], 3, listed, refused),
        (&["z"], 3, "", zlib),
    ] {
        let run = folder.run(&[&["redact", "--check"], args].concat());
        assert_eq!((run.code, &*run.out, &*run.err), (Some(code), out, err), "{args:?}");
    }
    let run = folder.run(&["redact", "--check", "--also", "code", "--format", "json", "a"]);
    assert!(run.code == Some(1) && run.out.contains("\"counts\":{\"authToken\":1}"), "{}", run.out);
    for (also, count) in [("email", 2), ("code", 3)] {
        let run = folder.run_on(pin().as_bytes(), &["redact", "--check", "--also", also]);
        assert_eq!(
            (run.code, run.err),
            (Some(1), format!("plex-pin: found {count} values to mask\n")),
            "{also}"
        );
    }
    for args in [&["--in-place", "a"][..], &["-o", "b", "a"]] {
        assert_eq!(folder.run(&[&["redact", "--check"], args].concat()).code, Some(2), "{args:?}");
    }
    assert_eq!(fs::read_to_string(folder.0.join("a")).unwrap(), token);
    assert_eq!(others(&folder, &["a", "masked", "none", "z"]), [""; 0]);
}

#[test]
fn ok_in_place_and_output() {
    let folder = Folder::new("redact_files").file("a.json", pin());
    let redacted = pin().replace(TOKEN, MASK);
    assert_eq!(folder.run(&["redact", "a.json", "-o", "b.json"]).code, Some(0));
    assert_eq!(fs::read_to_string(folder.0.join("b.json")).unwrap(), redacted);
    assert_eq!(fs::read_to_string(folder.0.join("a.json")).unwrap(), pin());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder.0.join("a.json"), fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(folder.run(&["redact", "--in-place", "a.json"]).code, Some(0));
        assert_eq!(fs::metadata(folder.0.join("a.json")).unwrap().permissions().mode() & 0o777, 0o640);
    }
    assert_eq!(folder.run(&["redact", "--in-place", "a.json"]).code, Some(0));
    assert_eq!(fs::read_to_string(folder.0.join("a.json")).unwrap(), redacted);
    assert_eq!(others(&folder, &["a.json", "b.json"]), [""; 0]);
}

#[test]
fn err_output_that_is_the_input_or_cannot_be_written() {
    let folder = Folder::new("redact_output").file("a.json", pin());
    for output in ["a.json", "./a.json", "missing/b.json"] {
        let run = folder.run(&["redact", "a.json", "--output", output]);
        assert_eq!(run.code, Some(3), "{}", run.err);
        assert_eq!(fs::read_to_string(folder.0.join("a.json")).unwrap(), pin());
    }
    for args in [&["redact", "--in-place", "-"][..], &["redact", "-", "-"], &["redact", "a", "b", "-o", "c"]]
    {
        assert_eq!(folder.run(args).code, Some(2), "{args:?}");
    }
    assert_eq!(folder.run(&["redact", "no.json"]).code, Some(3));
    assert_eq!(folder.run(&["redact", "."]).code, Some(3));
    assert_eq!(others(&folder, &["a.json"]), [""; 0]);
}

#[test]
fn ok_gzip() {
    let body = pin().repeat(200);
    let compressed = gzip(body.as_bytes());
    let folder = Folder::new("redact_gzip").file("a.gz", &compressed).file("cut.gz", &compressed[..120]);
    assert_eq!(folder.run(&["redact", "a.gz", "-o", "b.gz"]).code, Some(0));
    let mut text = String::new();
    GzDecoder::new(&*fs::read(folder.0.join("b.gz")).unwrap()).read_to_string(&mut text).unwrap();
    assert_eq!(text, body.replace(TOKEN, MASK));
    // As much as could be read.
    let run = folder.run(&["redact", "cut.gz", "-o", "c.gz"]);
    assert_eq!(run.code, Some(3));
    assert!(run.err.contains("cut.gz: is cut off"), "{}", run.err);
    let mut text = String::new();
    GzDecoder::new(&*fs::read(folder.0.join("c.gz")).unwrap()).read_to_string(&mut text).unwrap();
    assert!(!text.is_empty() && body.replace(TOKEN, MASK).starts_with(&text), "{text}");
}

/// What cannot be looked into is not passed on.
#[test]
fn err_compressed_in_other_forms() {
    let folder = Folder::new("redact_compressed");
    for (name, magic) in [
        ("zstd", &b"\x28\xB5\x2F\xFD\0\0"[..]),
        ("zlib", b"\x78\x01\0\0"),
        ("zlib", b"\x78\x5E\0\0"),
        ("zlib", b"\x78\x9C\0\0"),
        ("zlib", b"\x78\xDA\0\0"),
        ("zip", b"PK\x03\x04\0\0"),
    ] {
        let run = folder.run_on(magic, &["redact", "-"]);
        assert_eq!((run.code, &*run.out), (Some(3), ""), "{name}");
        let message = format!("plex-pin: <stdin>: is compressed with {name}: decompress it first\n");
        assert_eq!(run.err, message);
    }
}

/// The lengths of its texts would no longer be right, and names and values are not written as elsewhere.
#[test]
fn err_flow_file_of_mitmproxy() {
    let folder = Folder::new("redact_mitmproxy");
    let flow =
        format!("98:7:version;2:21#8:response;61:7:headers;46:12:x-plex-token,{}:{TOKEN},]}}", TOKEN.len());
    let run = folder.run_on(flow.as_bytes(), &["redact", "-"]);
    assert_eq!((run.code, &*run.out), (Some(3), ""));
    let message = "plex-pin: <stdin>: is a mitmproxy flow file: export it first: mitmdump -nr FILE --set hardump=FILE.har\n";
    assert_eq!(run.err, message);
    // The time at the start of a line of a log.
    assert_eq!(folder.run_on(b"12:30:05 GET /\n", &["redact", "-"]).code, Some(0));
}

/// In UTF-16 and UTF-32 the mask has as many bytes as the secret.
#[test]
fn ok_other_encodings() {
    let folder = Folder::new("redact_encodings");
    let text = format!("\u{FEFF}{{\"authToken\":\"{TOKEN}\",\"x\":\"é{TOKEN}\"}}\n");
    let masked = text.replace(TOKEN, MASK);
    let encodings: [fn(&str) -> Vec<u8>; 4] = [
        |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        |text| text.chars().flat_map(|it| u32::from(it).to_le_bytes()).collect(),
        |text| text.chars().flat_map(|it| u32::from(it).to_be_bytes()).collect(),
    ];
    for (index, encode) in encodings.into_iter().enumerate() {
        let (input, output) = (format!("{index}.in"), format!("{index}.out"));
        fs::write(folder.0.join(&input), encode(&text)).unwrap();
        let run = folder.run(&["redact", &input, "-o", &output]);
        assert_eq!(run.code, Some(0), "{index}: {}", run.err);
        assert!(fs::read(folder.0.join(&output)).unwrap() == encode(&masked), "{index}");
    }
}

/// Bodies as arrays of bytes: each number is as long as before.
#[test]
fn ok_arrays_of_bytes() {
    let folder = Folder::new("redact_bytes");
    let array = |text: &str| {
        let numbers: Vec<_> = text.bytes().map(|byte| byte.to_string()).collect();
        format!("{{\"type\":\"Buffer\",\"data\":[{}]}}\n", numbers.join(","))
    };
    let text = array(&pin()) + &pin();
    let run = folder.run_on(text.as_bytes(), &["redact", "-"]);
    assert_eq!((run.code, run.out.len()), (Some(0), text.len()), "{}", run.err);
    let bytes = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let numbers = value["data"].as_array().unwrap().iter();
        String::from_utf8(numbers.map(|it| u8::try_from(it.as_u64().unwrap()).unwrap()).collect()).unwrap()
    };
    let shown = bytes(run.out.lines().next().unwrap());
    assert_eq!(shown, pin().replace(TOKEN, &MASK.to_ascii_uppercase()));
    assert_eq!(folder.run_on(run.out.as_bytes(), &["redact", "-"]).out, run.out);
}

#[test]
fn err_texts_that_cannot_be_made_safe() {
    let folder = Folder::new("redact_unsafe");
    let body = pin().replace("ABCD", &"y".repeat(150));
    let wrapped: Vec<_> = body.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    let dump = "00000000: 7b22 6175 7468 546f 6b65 6e22 3a22 7859  {\"authToken\":\"xY\n\
                00000010: 372d 4b64 3933 5f73 5170 4c6d 3256 626e  7-Kd93_sQpLm2Vbn\n";
    for text in [&*wrapped.join("\n"), dump] {
        let run = folder.run_on(text.as_bytes(), &["redact", "-o", "out"]);
        assert_eq!((run.code, &*run.out), (Some(4), ""), "{}", run.err);
        assert!(run.err.ends_with("nothing was written\n"), "{}", run.err);
    }
    assert_eq!(others(&folder, &[]), [""; 0]);
}

/// A file that is longer than a window: the secret is named at its end, or lies across the windows' borders.
#[test]
fn ok_long_files() {
    let folder = Folder::new("redact_long");
    let record = format!("{{\"id\":1272322473,\"x\":\"a string of some length\",\"y\":\"{TOKEN}\"}},");
    for separator in ["\n", ""] {
        let records = format!("{record}{separator}").repeat(130_000);
        let text = format!("[{records}{{\"authToken\":\"{TOKEN}\"}}]");
        assert!(text.len() > 9_000_000);
        let run = folder.run_on(text.as_bytes(), &["redact"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(run.out == text.replace(TOKEN, MASK));
    }
}

/// A table that is longer than a window: the name of the column is far above.
#[test]
fn ok_long_tables() {
    let folder = Folder::new("redact_table");
    for (head, row, end) in [
        ("id,authToken,code\n", "12345,@,a name of some length\n", "\nid,x,code\n1,end,2\n"),
        ("| authToken | id |\n|---|---|\n", "| @ | a name of some length |\n", "\n| end | 1 |\n"),
    ] {
        // Each row has a token of its own.
        let rows = |token: &dyn Fn(usize) -> String| -> String {
            (0..120_000).map(|index| row.replace('@', &token(index))).collect()
        };
        let text = format!("{head}{}{end}", rows(&|index| format!("tok{index:08}nLs8d")));
        assert!(text.len() > 5_000_000);
        let run = folder.run_on(text.as_bytes(), &["redact"]);
        assert_eq!((run.code, run.out.len()), (Some(0), text.len()), "{}", run.err);
        assert!(!run.out.contains("nLs8d") && run.out.ends_with(end));
    }
}

#[test]
fn ok_names_of_files_are_masked() {
    let name = format!("1?X-Plex-Token={TOKEN}.json");
    let folder = Folder::new("redact_names").file(&name, "{}");
    let run = folder.run(&["redact", &name]);
    assert_eq!(run.err, "plex-pin: 1?X-Plex-Token=<redacted>: found nothing to mask\n");
}

/// UTF-16 that is cut and broken in its escapes: a part of a secret has no end before its beginning.
#[test]
fn err_broken_utf16() {
    let units: &[u8] = b"{\"\0o\0d\0e\\\0\\\0\\\0n\"Token\\\0\"";
    for length in 1..=units.len() {
        let run = Folder::new("redact_utf16").run_on(&units[..length], &["redact", "-"]);
        assert!(matches!(run.code, Some(0 | 3 | 4)), "{length}: {}", run.err);
    }
}

/// Numbers stay numbers, whatever their notation.
#[test]
fn ok_numbers_in_any_notation() {
    let run = Folder::new("redact_numbers")
        .run_on(br#"{"token":1720000000.25,"password":123456e5,"id":1}"#, &["redact", "-"]);
    assert_eq!(run.out, r#"{"token":9999999999999,"password":99999999,"id":1}"#);
}

/// Redacting what is redacted changes nothing, also where the mask begins within a longer value.
#[test]
fn ok_once_more_changes_nothing() {
    let folder = Folder::new("redact_twice");
    for text in [
        "GET /x?Authorization=Bearer+@&b=1 HTTP/1.1\nHost: x\n",
        "Cookie: a=1; b=@, c=@\nX: y\n",
        "Set-Cookie: Some(\"sid=@: None }\n",
        "Authorization: Digest username=\"u\", response=\"@\"\nX: y\n",
        "https://x/?url=%3FCookie%3Dsid%253D@%26z%3D1&c=d",
        "{\"cookies\":[{\"name\":\"sid\",\"value\":\"@==\"}],\"id\":1}",
        "<password>@</password><token>x-@</token>",
    ] {
        let once = folder.run_on(text.replace('@', TOKEN).as_bytes(), &["redact"]);
        assert_eq!(once.code, Some(0), "{text}: {}", once.err);
        assert!(!once.out.contains(&TOKEN[..8]), "{}", once.out);
        let twice = folder.run_on(once.out.as_bytes(), &["redact"]);
        assert_eq!((twice.code, &*twice.out), (Some(0), &*once.out), "{}", twice.err);
    }
}
