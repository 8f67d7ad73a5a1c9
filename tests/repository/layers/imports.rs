//! Which files of a crate import which, read from the sources: `crate::`, `super::`, `self::` paths and paths that begin
//! with a submodule, in `use` and elsewhere. Comments, strings and items under `#[cfg(test)]` do not count.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Returns the module of a file: `["json", "string"]` for `src/json/string.rs`, nothing for the root of the crate.
pub(crate) fn module(file: &str) -> Vec<&str> {
    let path = file.split_once("src/").unwrap().1.strip_suffix(".rs").unwrap();
    let mut module: Vec<_> = path.split('/').collect();
    module.pop_if(|last| ["mod", "lib", "main"].contains(last));
    module
}

/// A path from the root of the crate: `["json", "Reader"]`.
pub(crate) type ModulePath = Vec<String>;

/// What a file imports.
#[derive(Debug, Default)]
pub(crate) struct Imports {
    /// Every path that it uses itself. What it only publishes for others does not count.
    pub(crate) used: Vec<ModulePath>,
    /// The names that it brings into scope or publishes, so that others find them as items of this file.
    names: BTreeMap<String, ModulePath>,
}

/// Reads the imports of a file.
pub(crate) fn imports(file: &str, text: &str) -> Imports {
    let module = module(file);
    let tokens = without_tests(&tokens(text));
    let submodules: Vec<_> =
        tokens.windows(3).filter(|it| it[0] == "mod" && it[2] == ";").map(|it| it[1]).collect();
    let mut imports = Imports::default();
    for (at, &token) in tokens.iter().enumerate() {
        let continues = at > 0 && ["::", "$"].contains(&tokens[at - 1]);
        if continues || tokens.get(at + 1) != Some(&"::") {
            continue;
        }
        let mut base: ModulePath = module.iter().map(ToString::to_string).collect();
        let mut rest = at;
        match token {
            "crate" => base.clear(),
            "self" => {}
            "super" => {
                base.pop();
                while tokens.get(rest + 2) == Some(&"super") {
                    base.pop();
                    rest += 2;
                }
            }
            name if submodules.contains(&name) => base.push(name.to_owned()),
            _ => continue,
        }
        let mut found = Vec::new();
        expand(&tokens, rest + 2, &base, &mut found);
        let is_use = at > 0 && tokens[at - 1] == "use";
        let is_published = is_use && at > 1 && ["pub", ")"].contains(&tokens[at - 2]);
        for (path, name) in found {
            if !is_published {
                imports.used.push(path.clone());
            }
            if is_use {
                imports.names.insert(name, path);
            }
        }
    }
    imports
}

/// Adds the paths that begin with `base` and continue at a token, such as `a::{b, c::d as e}`, with the name that each
/// brings into scope. Returns the index of the next token.
fn expand(tokens: &[&str], mut at: usize, base: &[String], found: &mut Vec<(ModulePath, String)>) -> usize {
    let mut path = base.to_vec();
    loop {
        match tokens.get(at) {
            Some(&"{") => {
                at += 1;
                while tokens.get(at).is_some_and(|token| *token != "}") {
                    at = expand(tokens, at, &path, found).max(at + 1);
                }
                return at + 1;
            }
            Some(&"self") => {}
            Some(token) if is_name(token) => path.push((*token).to_owned()),
            _ => return at,
        }
        at += 1;
        if tokens.get(at) != Some(&"::") {
            break;
        }
        at += 1;
    }
    let mut name = path.last().cloned().unwrap_or_default();
    if tokens.get(at) == Some(&"as") {
        tokens[at + 1].clone_into(&mut name);
        at += 2;
    }
    found.push((path, name));
    at
}

fn is_name(token: &str) -> bool {
    token.starts_with(|it: char| it.is_alphabetic() || it == '_')
}

/// Splits Rust source into names, `::` and single characters, without comments and literals.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let hashes = rest[1.min(rest.len())..].bytes().take_while(|byte| *byte == b'#').count();
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first == '"' {
            string_length(rest)
        } else if first == 'r' && rest[1 + hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let start = 2 + hashes;
            rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len())
        } else if first == '\'' {
            // A character, or else the mark of a lifetime.
            let mut characters = rest.char_indices().skip(1);
            let (_, character) = characters.next().unwrap_or_default();
            let escaped = rest[1..].find('\'').filter(|_| character == '\\').map(|at| at + 2);
            let plain = characters.next().filter(|(_, it)| *it == '\'').map(|(at, _)| at + 1);
            if rest.starts_with("'\\''") { 4 } else { escaped.or(plain).unwrap_or(1) }
        } else if is_name(rest) {
            let length = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
            tokens.push(&rest[..length]);
            length
        } else {
            let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
            if !first.is_whitespace() {
                tokens.push(&rest[..length]);
            }
            length
        };
        rest = &rest[length..];
    }
    tokens
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return at + 1,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    text.len()
}

/// Removes the items under `#[cfg(test)]`.
fn without_tests<'t>(tokens: &[&'t str]) -> Vec<&'t str> {
    const ATTRIBUTE: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut left = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at..].starts_with(&ATTRIBUTE) {
            left.push(tokens[at]);
            at += 1;
            continue;
        }
        at += ATTRIBUTE.len();
        let mut depth = 0_usize;
        while at < tokens.len() {
            depth = match tokens[at] {
                "{" | "(" | "[" => depth + 1,
                "}" | ")" | "]" => depth - 1,
                _ => depth,
            };
            at += 1;
            if depth == 0 && [";", "}"].contains(&tokens[at - 1]) {
                break;
            }
        }
    }
    left
}

/// Files and the files that each imports.
pub(crate) type Graph<'f> = BTreeMap<&'f str, Vec<&'f str>>;

/// Finds out which files import which. A path belongs to the file of its longest known module; if that file has the item
/// from elsewhere, to the file where it is from.
pub(crate) fn graph(files: &[(String, String)]) -> Graph<'_> {
    let modules: BTreeMap<Vec<&str>, (&str, Imports)> =
        files.iter().map(|(file, text)| (module(file), (&**file, imports(file, text)))).collect();
    let resolve = |path: &ModulePath| {
        let mut path = path.clone();
        // Bounded, in case names refer to each other.
        for _ in 0..10 {
            let names: Vec<_> = path.iter().map(String::as_str).collect();
            let length = (0..=names.len()).rev().find(|&length| modules.contains_key(&names[..length]))?;
            let (file, imports) = &modules[&names[..length]];
            match names.get(length).and_then(|name| imports.names.get(*name)) {
                Some(target) => path = [&target[..], &path[length + 1..]].concat(),
                None => return Some(*file),
            }
        }
        None
    };
    let mut graph = Graph::new();
    for (file, imports) in modules.values() {
        let mut imported: Vec<_> = imports.used.iter().filter_map(resolve).filter(|it| it != file).collect();
        imported.sort_unstable();
        imported.dedup();
        graph.insert(*file, imported);
    }
    graph
}

/// Returns a shortest circle through each file that is in one: `["a.rs", "b.rs"]` if they import each other.
pub(crate) fn circles<'f>(graph: &Graph<'f>) -> Vec<Vec<&'f str>> {
    graph.keys().filter_map(|start| shortest_circle(graph, start)).collect()
}

fn shortest_circle<'f>(graph: &Graph<'f>, start: &'f str) -> Option<Vec<&'f str>> {
    let mut seen = BTreeSet::new();
    let mut paths = VecDeque::from([vec![start]]);
    while let Some(path) = paths.pop_front() {
        for &next in graph.get(path[path.len() - 1]).into_iter().flatten() {
            if next == start {
                return Some(path);
            }
            if seen.insert(next) {
                paths.push_back([&path[..], &[next]].concat());
            }
        }
    }
    None
}
