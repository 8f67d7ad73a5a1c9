//! `plex-pin --generate`: the completions in their shells, and the manual page in its reader.
//!
//! A shell that is not installed is skipped, and a line on standard error says so. `PLEX_PIN_SHELLS=bash,zsh` fails
//! for these in place of that.

use std::env;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Folder, Run, run};

/// A kind of `--generate`, the program that reads it, and the arguments that make it load the completions in the next
/// argument and print what completes each further one.
type Shell = (&'static str, &'static str, &'static [&'static str]);

const SHELLS: [Shell; 4] = [
    ("complete-bash", "bash", &["--norc", "--noprofile", "-c", BASH, "bash"]),
    ("complete-zsh", "zsh", &["-f", "-c", ZSH, "zsh"]),
    ("complete-fish", "fish", &["--no-config", "-c", FISH]),
    ("complete-powershell", "pwsh", &["-NoProfile", "-NonInteractive", "-File", "complete.ps1"]),
];

/// Calls the function that the script has registered, as bash does.
const BASH: &str = r#"
source "$1" || exit
function=$(complete -p plex-pin) function=${function##* -F } function=${function%% *}
for line in "${@:2}"; do
    read -ra COMP_WORDS <<<"$line"
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$line COMP_POINT=${#line}
    "$function" plex-pin "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\n' "${COMPREPLY[@]}"
done
"#;

/// Completes only in a terminal: types each line and a tab into another zsh, and prints the last word of the line. zsh adds
/// `=` to an option with a value, and removes it before a space.
const ZSH: &str = r#"
zmodload zsh/zpty || exit
folder=${1:h}/zsh
mkdir -p $folder && cp $1 $folder/_plex-pin || exit
cat > $folder/.zshrc <<END
PS1= fpath=($folder \$fpath)
autoload -Uz compinit && compinit -u -D
show() { print -r -- "<<\${\${(z)BUFFER}[-1]}>>"; BUFFER= }
zle -N show
bindkey '^I' complete-word '^X' show
print -r -- '<<>>'
END
zpty shell env TERM=xterm ZDOTDIR=$folder zsh -i
zpty -r shell loaded '*<<>>*' || exit
for line in "${@:2}"; do
    zpty -w -n shell "$line"$'\t\x18'
    zpty -r shell completed '*<<?*>>*' || exit
    completed=${${completed##*<<}%%>>*}
    print -r -- ${completed%=}
done
zpty -d shell
"#;

const FISH: &str = r"
source $argv[1]; or exit
for line in $argv[2..]
    complete --do-complete $line | string split --fields 1 \t
end
# `string` fails where a word has no description.
true
";

/// Of the file `complete.ps1`: PowerShell passes arguments to a file alone.
const PWSH: &str = r"
. $args[0]
$args[1..($args.Length - 1)] | ForEach-Object { (TabExpansion2 $_ $_.Length).CompletionMatches.CompletionText }
";

/// A line, and the only word that completes it: a subcommand or an option.
const NAMES: &[(&str, &str)] = &[
    ("plex-pin va", "validate"),
    ("plex-pin --gen", "--generate"),
    ("plex-pin validate --mod", "--mode"),
    ("plex-pin redact --che", "--check"),
];

/// The same of values, which the script of `clap_complete` for PowerShell does not complete.
const VALUES: &[(&str, &str)] = &[
    ("plex-pin validate --mode len", "lenient"),
    ("plex-pin summarize --fail-on dr", "drift"),
    ("plex-pin convert --to c", "csv"),
    ("plex-pin schema --mode comple", "complete"),
];

/// Returns whether a program is installed. If not, and it may be missing, prints that its test is skipped.
fn is_installed(program: &str) -> bool {
    let mut command = Command::new(program);
    let is_found = command.arg("--version").stdin(Stdio::null()).output().is_ok();
    let required = env::var("PLEX_PIN_SHELLS").unwrap_or_default();
    if !is_found {
        assert!(!required.split(',').any(|it| it == program), "{program} is not installed");
        // Not `eprintln`, which the test runner hides.
        _ = writeln!(
            std::io::stderr(),
            "skipped: what --generate prints for {program}, which is not installed"
        );
    }
    is_found
}

/// The kinds as the command lists them.
fn kinds(folder: &Folder) -> Vec<String> {
    let run = folder.run(&["--generate", "x"]);
    assert_eq!((run.code, &*run.out), (Some(2), ""));
    let (_, rest) = run.err.split_once("[possible values: ").unwrap();
    rest.split(']').next().unwrap().split(", ").map(str::to_owned).collect()
}

#[test]
fn ok_every_kind_is_tested() {
    let tested = ["man"].into_iter().chain(SHELLS.iter().map(|&(kind, ..)| kind));
    assert!(kinds(&Folder::new("generate_kinds")).iter().eq(tested));
}

#[test]
fn ok_completions() {
    let folder = Folder::new("generate_completions").file("complete.ps1", PWSH);
    for (kind, program, args) in SHELLS.iter().filter(|(_, program, _)| is_installed(program)) {
        let generated = folder.run(&["--generate", kind]);
        assert_eq!((generated.code, &*generated.err), (Some(0), ""), "{kind}");
        // PowerShell reads no other names.
        let script = folder.0.join(format!("{program}.ps1"));
        fs::write(&script, generated.out).unwrap();
        let mut command = Command::new(program);
        let expected = if *program == "pwsh" { NAMES.to_vec() } else { [NAMES, VALUES].concat() };
        command.args(*args).arg(&script).args(expected.iter().map(|(line, _)| line)).current_dir(&folder.0);
        command.env("HOME", &folder.0).env("XDG_DATA_HOME", &folder.0).stdin(Stdio::null());
        let Run { code, out, err } = run(&mut command);
        assert_eq!((code, &*err), (Some(0), ""), "{program}: {out}");
        let words: Vec<_> = out.lines().map(str::trim_end).collect();
        let expected: Vec<_> = expected.iter().map(|(_, word)| *word).collect();
        assert_eq!(words, expected, "{program}");
    }
}

#[test]
fn ok_manual_page() {
    let folder = Folder::new("generate_man");
    let page = folder.run(&["--generate", "man"]);
    assert_eq!((page.code, &*page.err), (Some(0), ""));
    let title =
        concat!("\n.TH plex-pin 1 \"\" \"plex-pin ", env!("CARGO_PKG_VERSION"), "\" \"User Commands\"\n");
    assert!(page.out.contains(title), "{}", page.out);
    let sections =
        ["NAME", "SYNOPSIS", "OPTIONS", "VALIDATE", "SUMMARIZE", "CONVERT", "REDACT", "SCHEMA", "EXPLAIN"];
    let found: Vec<_> = page.out.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
    assert_eq!(found, sections);
    let path = folder.0.join("plex-pin.1");
    fs::write(&path, &page.out).unwrap();
    for (program, args) in [
        ("groff", &["-man", "-Tutf8", "-ww", "-rLL=80n"][..]),
        ("mandoc", &["-T", "lint", "-W", "error"]),
        ("man", &["--warnings", "--local-file"]),
    ] {
        if !is_installed(program) {
            continue;
        }
        let mut command = Command::new(program);
        command.args(args).arg(&path).env("MANWIDTH", "80").env("LC_ALL", "C.UTF-8").env("GROFF_NO_SGR", "1");
        let Run { code, out, err } = run(&mut command);
        assert_eq!((code, &*err), (Some(0), ""), "{program}: {out}");
        if program != "mandoc" {
            // Bold letters are printed twice.
            let text: String = without_overstrikes(&out);
            for expected in ["Exit codes:", "--write-baseline", "refused    the document could not be read;"]
            {
                assert!(text.contains(expected), "{program}: {expected}\n{text}");
            }
            assert!(text.lines().all(|line| line.chars().count() <= 80), "{program}: {text}");
        }
    }
}

/// Removes what is printed over: `x\u{8}x` is a bold x.
fn without_overstrikes(text: &str) -> String {
    let mut kept = String::new();
    for character in text.chars() {
        match character {
            '\u{8}' => _ = kept.pop(),
            _ => kept.push(character),
        }
    }
    kept
}

#[test]
fn err_arguments() {
    let folder = Folder::new("generate_arguments");
    for (args, message) in [
        (&["--generate"][..], "a value is required for '--generate <KIND>'"),
        (&["--generate", "man", "validate", "a.json"], "cannot be used with"),
        (&["--generate", "man", "--generate", "man"], "cannot be used multiple times"),
    ] {
        let run = folder.run(args);
        assert_eq!((run.code, &*run.out), (Some(2), ""), "{args:?}");
        assert!(run.err.contains(message), "{args:?}: {}", run.err);
    }
    let run = folder.run(&[]);
    assert_eq!((run.code, &*run.out), (Some(2), ""));
    assert!(run.err.contains("Commands:") && run.err.contains("--generate <KIND>"), "{}", run.err);
}
