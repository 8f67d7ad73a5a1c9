//! The command, run as its users run it: exit codes, and output to the letter.

mod excerpts;
mod explain;
mod hostile;
mod lines;
mod machine;
mod options;
mod secrets;
mod sources;
mod support;
