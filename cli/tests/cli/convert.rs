//! `plex-pin convert`: what lenient parsing keeps, in one form.

use crate::support::Folder;

const RESPELLED: &str = r#"{"ID":"5123","Code":802,"trusted":"0","authToken":"uXy7ZpExampleToken99","qr":"https://x/?X-Plex-Token=uXy7ZpExampleToken99","new":1}"#;
const KEPT: &str = r#"{"id":5123,"code":"802","trusted":false,"qr":"https://x/?X-Plex-Token=uXy7ZpExampleToken99","authToken":"uXy7ZpExampleToken99","newRegistration":null}"#;
const ERROR: &str = r#"{"errors":[{"code":1020,"message":"Code not found or expired"}]}"#;

#[test]
fn ok_canonical_lines_and_deviations() {
    let folder = Folder::new("convert_lines").file("a.ndjson", format!("{RESPELLED}\n\n{ERROR}\n"));
    let run = folder.run(&["convert", "a.ndjson"]);
    assert_eq!((run.code, run.out), (Some(0), format!("{KEPT}\n{ERROR}\n")));
    let expected = "\
a.ndjson:1:2: member-spelling: expected member id, found another spelling at /ID (coerced)
a.ndjson:1:7: string-for-number: expected integer in 0..=9007199254740991, found string at /ID (coerced)
a.ndjson:1:14: member-spelling: expected member code, found another spelling at /Code (coerced)
a.ndjson:1:21: number-for-string: expected string, found number at /Code (coerced)
a.ndjson:1:35: string-for-boolean: expected boolean, found string at /trusted (coerced)
a.ndjson:1:126: unknown-member: expected member of pin, found unknown member at /new (ignored)
";
    assert_eq!(run.err, expected);
}

/// What is converted conforms, and converting it again changes nothing.
#[test]
fn ok_converted_twice() {
    let folder = Folder::new("convert_twice").file("a.ndjson", format!("{RESPELLED}\n{ERROR}\n"));
    folder.run(&["convert", "a.ndjson", "-o", "b.ndjson"]);
    let run = folder.run(&["convert", "b.ndjson"]);
    assert_eq!((run.code, &*run.err), (Some(0), ""));
    assert_eq!(run.out, std::fs::read_to_string(folder.0.join("b.ndjson")).unwrap());
}

#[test]
fn ok_forms() {
    let folder =
        Folder::new("convert_forms").file("a.json", RESPELLED).file("b.json", ERROR).file("c.ndjson", "");
    for (args, expected) in [
        (&["--to", "json", "a.json", "b.json"][..], format!("[\n{KEPT},\n{ERROR}]\n")),
        (&["--to", "json", "c.ndjson"], "[]\n".to_owned()),
        (&["--to", "ndjson", "c.ndjson"], String::new()),
        (
            &["--redacted", "a.json"],
            KEPT.replace("https://x/?X-Plex-Token=uXy7ZpExampleToken99", "<redacted>")
                .replace("uXy7ZpExampleToken99", "<redacted>")
                + "\n",
        ),
    ] {
        assert_eq!(folder.run(&[&["convert"], args].concat()).out, expected, "{args:?}");
    }
}

/// What is kept shows nothing of a secret in what is not kept.
#[test]
fn ok_redacted_repetitions() {
    const TOKEN: &str = "k9nibyObWzNxxv2juuIS";
    for text in [
        r#"{"errors":[{"code":1020,"message":"bad @","status":404}],"token":"@"}"#,
        r#"{"errors":[{"code":1020,"message":"bad @","status":404,"token":"@"}]}"#,
        r#"<errors token="@"><error code="1" message="bad @"/></errors>"#,
        r#"{"id":1,"code":"abcd","accessToken":"@","product":"x @","qr":""}"#,
        r#"{"id":1,"code":"abcd","product":"password=@","clientIdentifier":"Bearer @","qr":""}"#,
    ] {
        let folder = Folder::new("convert_repetitions").file("a.txt", text.replace('@', TOKEN));
        for to in ["ndjson", "csv"] {
            let run = folder.run(&["convert", "--redacted", "--to", to, "a.txt"]);
            assert!(run.out.contains("<redacted>") && !run.out.contains(&TOKEN[..8]), "{text}: {}", run.out);
        }
    }
}

/// A document in XML becomes what the same document in JSON is.
#[test]
fn ok_xml() {
    let pin = "<pin id=\"5123\" code=\"802\" trusted=\"0\" authToken=\"\"><location city=\"Breda\"/></pin>";
    let expected = r#"{"id":5123,"code":"802","trusted":false,"location":{"city":"Breda"},"authToken":null,"newRegistration":null}"#;
    let folder = Folder::new("convert_xml").file("a.xml", pin);
    for args in [&["convert", "a.xml"][..], &["convert", "--as", "pin", "a.xml"]] {
        let run = folder.run(args);
        assert_eq!((run.code, &*run.out, &*run.err), (Some(0), &*format!("{expected}\n"), ""), "{args:?}");
    }
}

#[test]
fn ok_table() {
    let pin = r#"{"id":5,"code":"=1+1","product":"a \"b\", c","location":{"city":"-Breda","coordinates":"-1.5, 4.7"},"expiresIn":9.5,"newRegistration":null}"#;
    let errors =
        r#"{"errors":[{"code":1020,"message":"m"},{"code":1001,"message":"\u001b@n","status":401}]}"#;
    let folder = Folder::new("convert_table").file("a.ndjson", format!("{pin}\n{errors}\n"));
    let run = folder.run(&["convert", "--to", "csv", "a.ndjson"]);
    let mut lines = run.out.lines();
    let header = lines.next().unwrap();
    assert!(header.starts_with(
        "\u{feff}source,line,document,id,code,product,trusted,qr,clientIdentifier,expiresIn,createdAt"
    ));
    let rows: Vec<_> = lines.collect();
    assert_eq!(
        rows,
        [
            r#""a.ndjson",1,pin,5,"'=1+1","a ""b"", c",,,,9.5,,,,,,,,,"'-Breda",,,,,,-1.5,4.7,,,"#,
            r#""a.ndjson",2,errors,,,,,,,,,,,,,,,,,,,,,,,,1020,"m","#,
            r#""a.ndjson",2,errors,,,,,,,,,,,,,,,,,,,,,,,,1001,"\u{1b}@n",401"#,
        ]
    );
    for row in rows {
        let outside = row.split('"').step_by(2).map(|part| part.matches(',').count()).sum::<usize>();
        assert_eq!(outside, header.matches(',').count(), "{row}");
    }
}

#[test]
fn err_not_converted() {
    let folder = Folder::new("convert_broken").file("a.ndjson", format!("{ERROR}\n{{\n{ERROR}\n"));
    let run = folder.run(&["convert", "a.ndjson"]);
    assert_eq!((run.code, run.out), (Some(1), format!("{ERROR}\n{ERROR}\n")));
    let expected = "a.ndjson:2:2: unexpected-end: expected member name in quotes, found end of input at the root (not converted)\n";
    assert_eq!(run.err, expected);
}

/// The result never replaces an input, by whatever path.
#[test]
fn err_output_is_an_input() {
    let folder = Folder::new("convert_itself").file("a.json", ERROR).file("folder/b.json", ERROR);
    for output in ["a.json", "./folder/../a.json"] {
        let run = folder.run(&["convert", "a.json", "-o", output]);
        assert_eq!((run.code, &*run.out), (Some(3), ""), "{output}");
        assert_eq!(run.err, format!("plex-pin: cannot write to {output}: it is an input\n"));
    }
    let run = folder.run(&["convert", "folder", "-o", "folder/b.json"]);
    assert_eq!(run.code, Some(3), "{}", run.err);
    for input in ["a.json", "folder/b.json"] {
        assert_eq!(std::fs::read_to_string(folder.0.join(input)).unwrap(), ERROR, "{input}");
    }
}

#[test]
fn ok_order_of_the_input() {
    let lines: Vec<_> = (0..20_000).map(|id| format!(r#"{{"id":{id},"code":"ABCD","qr":""}}"#)).collect();
    let folder = Folder::new("convert_order").file("a.ndjson", lines.join("\n"));
    for threads in ["1", "2", "16"] {
        let run = folder.run(&["convert", "--threads", threads, "a.ndjson"]);
        let ids = run.out.lines().map(|line| line[6..].split(',').next().unwrap().parse::<u32>().unwrap());
        assert!(ids.eq(0..20_000_u32), "{threads} threads");
    }
}
