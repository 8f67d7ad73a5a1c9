// Removes from a runner's report what is of the machine: its environment and its paths.
//
//     node tidy.cjs FILE

const { readFileSync, writeFileSync } = require('node:fs');

const [file] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const report = JSON.parse(text);
delete report.environment;
delete report.globals;
const indent = text.startsWith('{\n') || text.startsWith('[\n') ? 2 : undefined;
writeFileSync(file, JSON.stringify(report, null, indent));
