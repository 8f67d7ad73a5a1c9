//! `plex-pin schema`: prints a schema.

use plex_pin::schema::Schema;

use crate::args::SchemaArgs;
use crate::exit::Exit;
use crate::output;

pub(super) fn run(args: &SchemaArgs) -> Exit {
    if let Some(schema) = Schema::find(args.kind, args.mode, args.draft) {
        return output::print(schema.text());
    }
    let known = Schema::ALL
        .iter()
        .map(|schema| format!("\n  {} --mode {} --draft {}", schema.kind(), schema.mode(), schema.draft()));
    let (kind, mode, draft) = (args.kind, args.mode, args.draft);
    output::eprint_error(format_args!(
        "there is no schema {kind} --mode {mode} --draft {draft}; the schemas are:{}",
        known.collect::<String>()
    ));
    Exit::Usage
}
