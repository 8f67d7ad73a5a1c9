// Reads the pins of a file, one a line, with zod, and says how many are good. The members are in a second file.
import { readFileSync } from "node:fs";
import * as z from "zod";

const [, , pins, members] = process.argv;
const tables = JSON.parse(readFileSync(members, "utf8"));
const kinds = {
  Id: () => z.int().nonnegative(),
  Text: () => z.string(),
  Boolean: () => z.boolean(),
  Seconds: () => z.number().nonnegative(),
  Timestamp: () => z.iso.datetime(),
  AuthToken: () => z.string().nullable(),
  NewRegistration: () => z.union([z.boolean(), z.string()]).nullable(),
  Coordinates: () => z.string(),
  Location: () => object(tables.location),
};
const object = (table) =>
  z.strictObject(
    Object.fromEntries(
      table.map(({ name, kind, always }) => [name, always ? kinds[kind]() : kinds[kind]().optional()]),
    ),
  );
const pin = object(tables.pin);

let good = 0;
for (const line of readFileSync(pins, "utf8").split("\n")) {
  if (line !== "" && pin.safeParse(JSON.parse(line)).success) good += 1;
}
console.log(good);
