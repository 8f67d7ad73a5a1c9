// Reads the pins of a file, one a line, with a schema that ajv has compiled, and says how many are good. The members are
// in a second file.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const [, , pins, members] = process.argv;
const tables = JSON.parse(readFileSync(members, "utf8"));
const kinds = {
  Id: () => ({ type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  Text: () => ({ type: "string" }),
  Boolean: () => ({ type: "boolean" }),
  Seconds: () => ({ type: "number", minimum: 0 }),
  Timestamp: () => ({ type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$" }),
  AuthToken: () => ({ type: ["string", "null"] }),
  NewRegistration: () => ({ type: ["boolean", "string", "null"] }),
  Coordinates: () => ({ type: "string" }),
  Location: () => object(tables.location),
};
const object = (table) => ({
  type: "object",
  properties: Object.fromEntries(table.map(({ name, kind }) => [name, kinds[kind]()])),
  required: table.filter(({ always }) => always).map(({ name }) => name),
  additionalProperties: false,
});
const validate = new Ajv2020({ allowUnionTypes: true }).compile(object(tables.pin));

let good = 0;
for (const line of readFileSync(pins, "utf8").split("\n")) {
  if (line !== "" && validate(JSON.parse(line))) good += 1;
}
console.log(good);
