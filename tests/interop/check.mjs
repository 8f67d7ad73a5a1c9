// Asks `ajv`, in its strict mode, for verdicts on the documents.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [schemas, out] = process.argv.slice(2);
// The packages stand in the output folder, not beside this file.
const require = createRequire(resolve(out, "package.json"));
const drafts = { "07": require("ajv").default, "2020-12": require("ajv/dist/2020").default };

const cases = readFileSync(join(out, "documents.jsonl"), "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
let asked = 0;
// Those of documents: `pin.strict.json`.
for (const name of readdirSync(schemas).filter((name) => /\..*\.json$/.test(name)).sort()) {
  const [root, mode] = name.split(".");
  const Ajv = drafts[name.includes("draft-07") ? "07" : "2020-12"];
  const warn = (message) => {
    throw new Error(`ajv warns of ${name}: ${message}`);
  };
  // `anyOf` with `required` alone is how a schema asks for one member of many.
  const ajv = new Ajv({ strict: true, strictRequired: false, logger: { log: warn, warn, error: warn } });
  const validate = ajv.compile(JSON.parse(readFileSync(join(schemas, name), "utf8")));
  for (const { text, ...document } of cases) {
    if (document.root !== root || document[mode] === null) continue;
    const verdict = validate(JSON.parse(text));
    if (verdict !== document[mode]) throw new Error(`ajv: ${verdict} by ${name}: ${text}`);
    asked += 1;
  }
}
console.log(`ajv: ${asked} verdicts, all equal`);
