//! The command, run as its users run it: exit codes, and output to the letter.

mod advice;
mod baseline;
mod captures;
mod convert;
mod encodings;
mod excerpts;
mod explain;
mod exporters;
mod folders;
mod formats;
mod hostile;
mod large;
mod lines;
mod machine;
mod notes;
mod options;
mod parallel;
mod progress;
mod redact;
mod runaway;
mod schemas;
mod secrets;
mod sources;
mod summarize;
mod support;
mod terminal;
