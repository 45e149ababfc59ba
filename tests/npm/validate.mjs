// Validates JSON documents against schemas:
//
//   validate.mjs MODULES hsds SCHEMAS   lines of {"name", "schema", "body"}
//   validate.mjs MODULES openapi        one OpenAPI document
//   validate.mjs MODULES json           lines of {"name", "schema", "body"}
//
// MODULES is a folder node_modules. In `hsds` a schema is the name of a file in
// SCHEMAS/schema or SCHEMAS/compiled, in `json` it is one itself. Prints a line
// for each fault; exits 1 when there is one.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, what, folder] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "x.js"));
const Ajv = require("ajv/dist/2020").default;
const formats = require("ajv-formats").default;
let faults = 0;

function fault(name, errors) {
  faults++;
  for (const each of errors.slice(0, 3))
    console.log(`${name}: ${each.instancePath || "/"} ${each.message}`);
}

function lines() {
  return readFileSync(0, "utf8").split("\n").filter(Boolean).map(JSON.parse);
}

function newAjv() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats(ajv);
  return ajv;
}

function checkLines(ajv, schemaOf) {
  const compiled = new Map();
  for (const { name, schema, body } of lines()) {
    const key = JSON.stringify(schema);
    if (!compiled.has(key)) compiled.set(key, ajv.compile(schemaOf(schema)));
    const validate = compiled.get(key);
    if (!validate(body)) fault(name, validate.errors);
  }
}

// The files name each other by their own names.
function hsds() {
  const ajv = newAjv();
  const read = (part, name) =>
    JSON.parse(readFileSync(join(folder, part, name), "utf8"));
  for (const name of readdirSync(join(folder, "schema")))
    if (name !== "openapi.json") ajv.addSchema(read("schema", name), name);
  for (const name of readdirSync(join(folder, "compiled")))
    ajv.addSchema(read("compiled", name), name);
  checkLines(ajv, (name) => ({ $ref: name }));
}

function json() {
  checkLines(newAjv(), (schema) => schema);
}

async function openapi() {
  const main = join(
    resolve(modules), "@seriousme/openapi-schema-validator/index.js");
  const { Validator } = await import(pathToFileURL(main).href);
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(readFileSync(0, "utf8")));
  if (!result.valid) fault("openapi", [].concat(result.errors));
  else console.log(`version ${validator.version}`);
}

await { hsds, openapi, json }[what]();
process.exit(faults ? 1 : 0);
