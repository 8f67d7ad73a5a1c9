//! The long help of `plex-pin validate`: verdicts, the machine-readable report, exit codes.

pub(crate) const LONG_HELP: &str = "\
Verdicts:
  conforms   no errors; in lenient mode there may be warnings
  deviates   at least one error
  refused    the document could not be read; its only finding says why

Machine-readable reports (json, ndjson) have an object for each document:
  source         path of the file; <stdin> for standard input
  record         line number in an NDJSON file, from 1; otherwise null
  document       pin, location or errors; null if refused before the kind was known
  mode           strict or lenient
  verdict        conforms, deviates or refused
  findings       array in document order; missing members last:
    code         stable code, see `plex-pin explain`
    outcome      coerced, ignored, dropped or absent; refused if the document was refused; null if
                 only the schema is violated (the span is then the document's opening brace)
    severity     error or warning
    pointer      JSON Pointer (RFC 6901), with member names as in the document
    span         byte range [start, end) in the document; in NDJSON, in the line
    line         line in the document, from 1; always 1 in NDJSON
    column       column in characters, from 1
    message      what was expected and what was found
  more_findings  number of findings omitted because of --max-findings

In the human report, line numbers of NDJSON are those of the file. Blank lines are skipped, and an empty \
NDJSON file is no error. With --quiet, machine-readable reports omit documents that conform.

Secrets (the values of authToken, accessToken and X-Plex-Token) are masked in every report. In text that is not \
valid JSON, everything after the first error is masked too.

Exit codes:
  0  every document conforms
  1  at least one document deviates or was refused
  2  invalid usage
  3  a read or write failed, or a folder has no captures; everything else was checked

Reports go to standard output, error messages to standard error. If standard error is a terminal, progress \
appears there after one second. The order of the report is that of the input for any number of threads. Memory \
use does not depend on the size of an NDJSON file: each thread holds at most one document, of at most \
--max-document-bytes.";
