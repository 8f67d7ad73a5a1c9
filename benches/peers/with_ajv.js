// Reads the pins of a file, one a line, with a schema that ajv has compiled, and says how many are good.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const string = { type: "string" };
const boolean = { type: "boolean" };
const date = { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$" };
const object = (properties) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const validate = new Ajv2020({ allowUnionTypes: true }).compile(
  object({
    id: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    code: string,
    product: string,
    trusted: boolean,
    qr: string,
    clientIdentifier: string,
    location: object({
      code: string,
      european_union_member: boolean,
      continent_code: string,
      country: string,
      city: string,
      time_zone: string,
      postal_code: string,
      in_privacy_restricted_country: boolean,
      in_privacy_restricted_region: boolean,
      subdivisions: string,
      coordinates: string,
    }),
    expiresIn: { type: "number", minimum: 0 },
    createdAt: date,
    expiresAt: date,
    authToken: { type: ["string", "null"] },
    newRegistration: { type: ["boolean", "string", "null"] },
  }),
);

let good = 0;
for (const line of readFileSync(process.argv[2], "utf8").split("\n")) {
  if (line !== "" && validate(JSON.parse(line))) good += 1;
}
console.log(good);
