// Reads the annotations of `plex-pin validate --format github` as the runner of GitHub does, and has `@actions/core`, which
// actions write theirs with, write them again: the lines must be the same.
//
//     node tests/interop/annotations.mjs FOLDER REPORT

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, report] = process.argv.slice(2);
const require = createRequire(resolve(folder, "package.json"));
const { issueCommand } = require("@actions/core/lib/command.js");

const CODES = { "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%" };
const decode = (text, codes) => text.replace(/%[0-9A-F]{2}/g, (code) => (codes.includes(code) ? CODES[code] : code));
const written = (write) => {
  const real = process.stdout.write;
  let text = "";
  process.stdout.write = (part) => ((text += part), true);
  try {
    write();
  } finally {
    process.stdout.write = real;
  }
  return text.trimEnd();
};

const levels = {};
for (const line of readFileSync(report, "utf8").split("\n").filter((line) => line.startsWith("::"))) {
  const [, level, list, message] = /^::(error|warning|notice) (.*?)::(.*)$/.exec(line) ?? [];
  if (!level) throw new Error(`no annotation: ${line}`);
  const pairs = list.split(",").map((pair) => {
    const [, key, value] = /^(\w+)=(.*)$/.exec(pair) ?? [];
    if (!["file", "line", "col", "endColumn", "title"].includes(key)) throw new Error(`no property of an annotation: ${pair}`);
    return [key, decode(value, Object.keys(CODES))];
  });
  const properties = Object.fromEntries(pairs);
  if (!(Number(properties.line) >= 1) || !properties.file || !properties.title) throw new Error(`no place: ${line}`);
  const again = written(() => issueCommand(level, properties, decode(message, ["%0D", "%0A", "%25"])));
  if (again !== line) throw new Error(`@actions/core writes ${again}\nand plex-pin wrote  ${line}`);
  levels[level] = (levels[level] ?? 0) + 1;
}
if (!levels.error || !levels.warning || !levels.notice) throw new Error(`not every level: ${JSON.stringify(levels)}`);
console.log(`annotations: ${JSON.stringify(levels)}, as @actions/core writes them`);
