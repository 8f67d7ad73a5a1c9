//! `--max-document-bytes`: what is too large is refused, and hides nothing else. Many files.

use std::fs;

use crate::support::{Folder, GOOD};

/// A pin of exactly so many bytes, with its token at the end.
fn pin(bytes: usize) -> String {
    let (start, end) = (r#"{"id":5123,"newRegistration":false,"qr":""#, r#"","authToken":"canary-token"}"#);
    format!("{start}{}{end}", "x".repeat(bytes - start.len() - end.len()))
}

#[test]
fn err_file_of_one_byte_more() {
    let folder = Folder::new("large_file").file("fits.json", pin(100)).file("large.json", pin(101));
    let expected = r"fits.json: conforms (pin)
large.json: refused (pin)

error[document-too-large]: expected document of at most 100 bytes, found more at the root
 --> large.json:1:1
  |
1 | {
  | ^
  |
  = help: a response of plex.tv has about 600 bytes; raise --max-document-bytes if this is one

2 files, 2 documents: 1 conforms, 1 refused (1 error)

  1  document-too-large  first in large.json:1:1

For more about a code: plex-pin explain CODE
";
    folder.expect(&["validate", "--max-document-bytes", "100", "fits.json", "large.json"], 1, expected);
    let expected = concat!(
        r#"{"source":"large.json","record":null,"document":"pin","mode":"strict","complete":false,"engine":"decoder","verdict":"refused","#,
        r#""findings":[{"code":"document-too-large","outcome":"refused","severity":"error","pointer":"","#,
        r#""span":[0,0],"line":1,"column":1,"#,
        r#""message":"expected document of at most 100 bytes, found more"}],"more_findings":0,"allowed":0,"suppressed":0}"#,
        "\n",
    );
    let args = ["validate", "--format", "ndjson", "--max-document-bytes", "100", "large.json", "--as"];
    for (reading, document) in
        [("auto", "null"), ("pin", r#""pin""#), ("location", r#""location""#), ("errors", r#""errors""#)]
    {
        folder.expect(&[&args[..], &[reading]].concat(), 1, &expected.replace(r#""pin""#, document));
    }
}

/// Lines of any length, even longer than one read; the lines after them keep their numbers.
#[test]
fn err_too_long_lines_among_others() {
    for most in [120, 5_000, 300_000, 1_000_000] {
        let lines = [
            pin(most),
            pin(most + 1),
            String::new(),
            pin(3 * most),
            " ".repeat(most),
            " ".repeat(most + 1),
            format!("{}{}", " ".repeat(most), GOOD),
            pin(7 * most + 500_000),
            "{\"id\":\"1\"}".to_owned(),
            pin(2 * most),
        ];
        let expected = [
            (1, "conforms", None),
            (2, "refused", Some("document-too-large")),
            (4, "refused", Some("document-too-large")),
            (6, "refused", Some("document-too-large")),
            (7, "refused", Some("document-too-large")),
            (8, "refused", Some("document-too-large")),
            (9, "deviates", Some("string-for-number")),
            (10, "refused", Some("document-too-large")),
        ];
        let text = lines.join("\n");
        let folder = Folder::new("large_lines").file("a.ndjson", &text);
        let most = most.to_string();
        for threads in ["1", "3"] {
            let args =
                ["validate", "--format", "ndjson", "--threads", threads, "--max-document-bytes", &most];
            let file = folder.run(&[&args[..], &["a.ndjson"]].concat());
            let stdin = folder.run_on(text.as_bytes(), &[&args[..], &["--lines", "-"]].concat());
            assert_eq!(file.out.replace("a.ndjson", "<stdin>"), stdin.out);
            assert_eq!(file.code, Some(1));
            let records: Vec<serde_json::Value> =
                file.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            let found: Vec<_> = records
                .iter()
                .map(|it| {
                    let line = it["record"].as_u64().unwrap();
                    (line, it["verdict"].as_str().unwrap(), it["findings"][0]["code"].as_str())
                })
                .collect();
            assert_eq!(found, expected, "at most {most}");
        }
        let human = folder.run(&["validate", "--max-document-bytes", &most, "a.ndjson"]);
        assert!(!human.out.contains("canary"), "at most {most}");
        assert_eq!(human.out.matches("error[document-too-large]: ").count(), 6, "at most {most}");
    }
}

/// A line and a file of a GiB, in memory that the system holds it to. A file has holes, so that it takes no room on the disk.
#[cfg(target_os = "linux")]
#[test]
fn err_gibibyte_in_bounded_memory() {
    use std::io::{Seek, SeekFrom, Write};
    use std::process::Command;

    use crate::support::run;

    const GIBIBYTE: u64 = 1 << 30;
    let folder = Folder::new("gibibyte");
    for name in ["a.ndjson", "a.json"] {
        let mut file = fs::File::create(folder.0.join(name)).unwrap();
        file.seek(SeekFrom::Start(GIBIBYTE)).unwrap();
        writeln!(file, "\n{GOOD}").unwrap();
    }
    // The limit, as much again while a buffer grows, and what the program itself needs, in KiB.
    for (most, memory) in [("1048576", 40_000), ("67108864", 240_000)] {
        for (input, args, count) in [
            ("", &["a.ndjson"][..], "2 documents: 1 conforms, 1 refused"),
            ("", &["a.json"], "1 document: 1 refused"),
            ("cat a.ndjson |", &["--lines", "-"], "2 documents: 1 conforms, 1 refused"),
        ] {
            let script = format!("{input} (ulimit -v {memory}; \"$0\" validate --as pin --threads 1 \"$@\")");
            let mut shell = Command::new("sh");
            shell.args(["-c", &script, env!("CARGO_BIN_EXE_plex-pin"), "--max-document-bytes", most]);
            let run = run(shell.args(args).current_dir(&folder.0));
            assert!(run.out.contains("\nerror[document-too-large]: "), "{run:?}");
            assert!(run.out.contains(&format!("\n1 file, {count} (1 error)\n")), "{run:?}");
            assert_eq!((run.code, &*run.err), (Some(1), ""), "{most} {args:?}");
        }
    }
}

/// Ordinarily some thousand files in one folder; `PLEX_PIN_FILES=1000000` makes them a million.
#[test]
fn ok_many_files() {
    let count = std::env::var("PLEX_PIN_FILES").map_or(3000, |count| count.parse().unwrap());
    let folder = Folder::new("many_files");
    fs::create_dir(folder.0.join("in")).unwrap();
    let path = |number| folder.0.join(format!("in/{number:07}.json"));
    for number in 0..count {
        match number % 1000 {
            7 => fs::write(path(number), "{\"id\":\"1\"}").unwrap(),
            0 => fs::write(path(number), GOOD).unwrap(),
            // A link is made in less time than a file.
            same => fs::hard_link(path(number - same), path(number)).unwrap(),
        }
    }
    let run = folder.run(&["validate", "-q", "in"]);
    _ = fs::remove_dir_all(folder.0.join("in"));
    let bad = (count - 7_usize).div_ceil(1000);
    let summary = format!(
        "\n{count} files, {count} documents: {} conform, {bad} deviate ({bad} errors)\n",
        count - bad
    );
    assert!(run.out.contains(&summary), "{}", &run.out[run.out.len().saturating_sub(1000)..]);
    let named = run.out.lines().filter_map(|line| line.strip_suffix(".json: deviates (pin, 1 error)"));
    assert!(named.eq((7..count).step_by(1000).map(|number| format!("in/{number:07}"))));
    assert_eq!((run.code, &*run.err), (Some(1), ""));
}

#[test]
fn ok_pointers_of_200_characters_are_shown_whole() {
    for (length, is_whole) in [(199, true), (200, false)] {
        let name = "n".repeat(length);
        let folder = Folder::new("large_pointers").file("a.json", format!("{{\"id\":1,\"{name}\":1}}"));
        let run = folder.run(&["validate", "a.json"]);
        assert_eq!(run.out.contains(&format!("at /{name}\n")), is_whole, "{length}: {}", run.out);
    }
}

#[test]
fn err_invalid_sizes() {
    let folder = Folder::new("large_usage").file("a.json", GOOD);
    assert_eq!(folder.run(&["validate", "--threads", "256", "a.json"]).code, Some(0));
    for (option, value) in [
        ("--max-document-bytes <N>", "0"),
        ("--max-document-bytes <N>", "64MB"),
        ("--threads <N>", "0"),
        ("--threads <N>", "257"),
    ] {
        let name = option.split(' ').next().unwrap();
        let run = folder.run(&["validate", name, value, "a.json"]);
        assert_eq!((run.code, &*run.out), (Some(2), ""), "{name} {value}");
        let message = format!("error: invalid value '{value}' for '{option}'");
        assert!(run.err.starts_with(&message), "{name} {value}: {}", run.err);
    }
}

/// What is not too long is looked at to its end.
#[test]
fn ok_file_of_as_many_bytes() {
    let body = format!("{{\"code\":\"{}\",\"id\":true}}", "x".repeat(2000));
    let folder = Folder::new("as_many").file("a.json", &body);
    let most = body.len().to_string();
    let run = folder.run(&["validate", "--max-document-bytes", &most, "a.json"]);
    assert!(run.out.contains("\n --> a.json:1:2017\n"), "{}", run.out);
}
