//! The long help texts of `plex-pin validate` (verdicts, the machine-readable report, exit codes) and of `plex-pin redact`.

pub(crate) const LONG_HELP: &str = "\
Verdicts:
  conforms   no errors; there may be warnings and notes
  deviates   at least one error
  refused    the document could not be read; its finding says why
  unread     the file could not be read, or only in part; not a document

Severities:
  error      in strict mode every deviation, in lenient mode dropped values and missing members;
             a document that is refused; a response that does not go with its request
  warning    in lenient mode coerced values and ignored members; a content type or a time left
             that does not fit
  note       what conforms and still looks wrong, such as the token \"undefined\"; an error of
             plex.tv whose code is known
The run fails on errors, or on what --fail-on names. Findings with a code of --allow are only counted.

Machine-readable reports (json, ndjson) have an object for each document, as in schemas/report.json:
  source         path of the file; <stdin> for standard input
  record         line number in an NDJSON file or a log, from 1; entry number in a HAR file, from 0;
                 null if the file is one document
  container      only if the document was found in something else, such as a HAR file or a log:
    form         har, json, ndjson, docker, xml, http or text
    pointer      JSON Pointer to the document, or to the string that holds it; may be empty
    entry        entry number in a HAR file, from 0, or null
    url          URL of the request without its query, or null
    method       method of the request, or null
    status       HTTP status of the response, or null
    span         byte range [start, end) of the document in the file, decompressed and in UTF-8; in
                 NDJSON, in the line
  document       pin, location or errors; null if refused before the kind was known
  mode           strict or lenient
  complete       whether --complete was given
  engine         decoder or schema
  verdict        conforms, deviates, refused or unread
  findings       array in document order; missing members and notes last:
    code         stable code, see `plex-pin explain`
    outcome      coerced, ignored, dropped or absent; refused if the document was refused; null if
                 only the schema is violated (the span is then the document's opening brace)
    severity     error, warning or note
    pointer      JSON Pointer (RFC 6901), with member names as in the document
    span         byte range [start, end) in the document; in NDJSON, in the line
    line         line in the document, from 1; always 1 in NDJSON
    column       column in characters, from 1
    message      what was expected and what was found
  more_findings  number of findings omitted because of --max-findings
  allowed        number of findings that --allow counts
  suppressed     number of findings that --baseline suppresses
json is one object: version (1), documents (array of these), unchecked, baseline (only with --baseline) and \
summary (counts, and for each code where it was seen first). unchecked lists what was not checked: reason, count, \
description and examples. In ndjson, unchecked and baseline are a last line, if there is something to say.

Formats for servers: sarif for code scanning and editors, junit for build servers, github for annotations (ten of \
each severity; the rest are counted, and $GITHUB_STEP_SUMMARY gets a table), gitlab for code quality. Without a \
format for standard output, the report there is human.

A baseline counts findings by source, code and pointer. --baseline suppresses as many as it counts, in the order of \
the input; what is suppressed and what is no longer needed is in the summary.

In folders, files are read whose names end with .json, .ndjson, .jsonl, .har, .zhar or .xml, or with one of these \
and .gz, .zst or .zz. A glob without `/` matches names; with `/`, paths as seen from the folder, as the folder is \
named, or from the current folder. What is not read is counted. A file without a document is a finding, no-document.

Where a capture has the requests, each response is checked against its request, and the responses of one pin \
against those before them; --no-http turns that off. The lines of NDJSON are checked each by itself.

In the human report, line numbers of NDJSON are those of the file. Blank lines are skipped, and an empty \
NDJSON file is no error. With --quiet, machine-readable reports omit documents that conform.

Secrets (tokens, passwords, cookies and JSON web tokens, under any of their names and wherever they are \
repeated in the same document) are masked in every report, in valid text or not. redact finds repetitions in all of \
its inputs.

Exit codes:
  0  every document conforms
  1  at least one document deviates or was refused, or has a finding that --fail-on names
  2  invalid usage
  3  a read or write failed, or a folder has no captures; everything else was checked

Reports go to standard output, error messages to standard error. If standard error is a terminal, progress \
appears there after one second. The order of the report is that of the input for any number of threads. Memory \
use does not depend on the size of an NDJSON file: each thread holds at most one document, of at most \
--max-document-bytes.";

pub(crate) const REDACT_HELP: &str = "\
Masks the values of authToken, X-Plex-Token, Authorization, Cookie, password and the like, JSON web tokens, and \
every repetition of these, in any text: bodies, NDJSON, HAR, XML, logs, curl -v, text that is cut off, and any of \
these in gzip. The names of cookies stay.

Each secret is replaced by a mask of its own length, counted without escapes, such as REDACTED-1-xxxxx; numbers \
without quotes become nines. Everything else stays as it is, byte for byte. Equal values have equal masks in one \
run, numbered by their first appearance. Redacting a redacted file changes nothing.

The result is searched for every value that was masked, as it is, with escapes, percent-encoded and in base64, \
before anything is written. Lines that a terminal has cut, and hexadecimal dumps, cannot be made safe.

What was masked is reported on standard error: counts per name, with --format json also places:
  source  path of the file; <stdin> for standard input
  masked  array: name, number, start and end (bytes of the decompressed input), line, column (in bytes, from 1), \
bytes
  counts  number of masks for each name

Exit codes:
  0  everything was masked, or there was nothing to mask
  1  there is something to mask, with --check
  2  invalid usage
  3  a read or write failed; a gzip file that is cut off is redacted as far as it goes
  4  the input cannot be redacted safely; nothing was written

Files are read twice. Standard input and results are held in memory up to 16 MiB, beyond that in a temporary file \
that only you can read.";

pub(crate) const SUMMARIZE_HELP: &str = "\
Counts, for each kind of object and each member: how often it is present, its types as written, how dates, \
coordinates, codes and tokens are written, empty strings, unknown members, and the first and last month. Values are \
never shown; ranges only of expiresIn, status and error codes.

A document is dated by createdAt, else expiresAt, else by when the HAR file says that it was requested. Years before \
2000 and after 2099 count as the nearest month in them. `fits` counts the documents that have just the members that \
plex.tv sent in a year.

Memory is bounded. Of unknown members and of error codes the first 200 in order are kept and the others counted. The \
states of pins are followed for a sample of 16384 pins; with more, their number is an estimate. Names of unknown \
members that may be personal (with more than four digits, more than 40 characters, or other characters than letters, \
digits, `_`, `-` and `$`) are only counted.

With --against, the differences come first: members, types, formats, codes and errors that are new, gone or \
different. What is merely not seen, because the archive is so small that it may be chance (more than 1 in 1000), is \
listed and is no drift.

schemas/summary.json is the schema of --format json, and docs/summarize.md lists its keys. docs/ci has workflows that look for drift every week.

Exit codes:
  0  summarized; with --fail-on drift: nothing differs
  1  something differs, with --fail-on drift
  2  invalid usage
  3  a read or write failed, or OLD is no summary and no archive";

pub(crate) const CONVERT_HELP: &str = "\
Writes what lenient parsing keeps of each document, in the spelling and order of plex.tv, in the order of the input. \
Values that cannot be read and unknown members are left out. Each deviation is a line on standard error: what was \
coerced, ignored or dropped, and where.

In CSV there is one row for each document, and for each error of a response. The text begins with a byte order mark, \
so that spreadsheets read it as UTF-8. Text that a spreadsheet would take for a formula begins with an apostrophe, and \
control characters are escaped.

Tokens are written as they are, unless --redacted masks them.

Exit codes:
  0  every document was converted
  1  at least one document could not be read, and is missing in the result
  2  invalid usage
  3  a read or write failed; everything else was converted";
