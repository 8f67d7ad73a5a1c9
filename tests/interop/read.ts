// Reads captured pins through the types and the converter that `quicktype` has made.

import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

import { Convert } from "./pin.js";

const captures = process.argv.slice(2);
for (const path of captures) {
  const text = readFileSync(path, "utf8");
  const pin = Convert.toPin(text);
  const id: number = pin.id;
  const country: string = pin.location.country;
  if (!isDeepStrictEqual(JSON.parse(Convert.pinToJson(pin)), JSON.parse(text)) || !id || !country) {
    throw new Error(`quicktype: ${path} reads as ${Convert.pinToJson(pin)}`);
  }
}
console.log(`quicktype: ${captures.length} captured pins read`);
