// Reads the pins of a file, one a line, with zod, and says how many are good.
import { readFileSync } from "node:fs";
import * as z from "zod";

const location = z.strictObject({
  code: z.string(),
  european_union_member: z.boolean(),
  continent_code: z.string(),
  country: z.string(),
  city: z.string(),
  time_zone: z.string(),
  postal_code: z.string(),
  in_privacy_restricted_country: z.boolean(),
  in_privacy_restricted_region: z.boolean(),
  subdivisions: z.string(),
  coordinates: z.string(),
});
const pin = z.strictObject({
  id: z.int().nonnegative(),
  code: z.string(),
  product: z.string(),
  trusted: z.boolean(),
  qr: z.string(),
  clientIdentifier: z.string(),
  location,
  expiresIn: z.number().nonnegative(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  authToken: z.string().nullable(),
  newRegistration: z.union([z.boolean(), z.string()]).nullable(),
});

let good = 0;
for (const line of readFileSync(process.argv[2], "utf8").split("\n")) {
  if (line !== "" && pin.safeParse(JSON.parse(line)).success) good += 1;
}
console.log(good);
