/**
 * `npm run profiles`: builds our guide, the FHIR Shorthand in profiles/input, with SUSHI into the FHIR package
 * profiles/package; `--check` writes nothing and fails when the package is not what the Shorthand says. Same input, same
 * bytes; no network.
 */

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "./build.mjs";
import { CORE, layCore } from "./core-package.mjs";
import { once } from "./once.mjs";
import { root } from "./process.mjs";

const guide = join(root, "profiles");
const target = join(guide, "package");
const sushi = join(root, "node_modules/fsh-sushi/dist/app.js");

/** An address where nothing is: SUSHI would ask a registry for the newest of the packages it likes to have. */
const NOWHERE = "http://127.0.0.1:9";

/** Runs SUSHI beside the sources. @returns the resources it made, by file name */
function resources() {
  const home = once(join("sushi", `home-${CORE.version}`), layCore);
  const folder = mkdtempSync(join(tmpdir(), "case2fhir-profiles-"));
  try {
    cpSync(join(guide, "sushi-config.yaml"), join(folder, "sushi-config.yaml"));
    cpSync(join(guide, "input"), join(folder, "input"), { recursive: true });
    const env = { ...process.env, HOME: home, USERPROFILE: home, FPL_REGISTRY: NOWHERE, npm_config_offline: "true" };
    const { status, stdout, stderr } = spawnSync(process.execPath, [sushi, "build", "--snapshot", folder], {
      env,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`SUSHI refused the guide:\n${stdout}\n${stderr}`);
    const made = join(folder, "fsh-generated/resources");
    const names = readdirSync(made).sort();
    return new Map(names.map((name) => [name, JSON.parse(readFileSync(join(made, name), "utf8"))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A resource as a package holds it. A StructureDefinition is told whose it is and of which version, as HL7's publisher
 * does, and loses R4's own examples of values, of which one is wrong (Consent.identifier); the guide loses the pages that
 * it has none of.
 */
function published(resource, { version, date, publisher }) {
  if (resource.resourceType === "StructureDefinition") {
    const { resourceType, id, url, name, title, status, snapshot, differential, ...more } = resource;
    const element = snapshot.element.map(({ example, ...told }) => told);
    const whose = { experimental: false, date, publisher };
    return {
      resourceType,
      id,
      url,
      version,
      name,
      title,
      status,
      ...whose,
      ...more,
      snapshot: { element },
      differential,
    };
  }
  if (resource.resourceType === "ImplementationGuide") {
    const { resource: resources } = resource.definition;
    return { ...resource, definition: { resource: resources } };
  }
  return resource;
}

/** JSON with a line for each element, and for each of a StructureDefinition's elements: a change is a line. */
function written(resource) {
  const lines = Object.entries(resource).map(([key, value]) => {
    const { element } = value;
    const text = element
      ? `{"element": [\n${element.map((one) => JSON.stringify(one)).join(",\n")}\n]}`
      : JSON.stringify(value);
    return `${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}

const manifestOf = (ig) => ({
  name: ig.packageId,
  version: ig.version,
  title: ig.title,
  description: ig.description,
  type: "fhir.ig",
  canonical: ig.url.slice(0, ig.url.indexOf("/ImplementationGuide/")),
  fhirVersions: ig.fhirVersion,
  dependencies: { [CORE.name]: CORE.version },
  author: ig.publisher,
  license: ig.license,
});

const INDEXED = ["resourceType", "id", "url", "version", "kind", "type", "derivation"];

/** The package's own list of what is in it (https://confluence.hl7.org/display/FHIR/NPM+Package+Specification). */
const indexOf = (made) => ({
  "index-version": 2,
  files: [...made].map(([filename, resource]) => ({
    filename,
    ...Object.fromEntries(INDEXED.filter((key) => resource[key]).map((key) => [key, resource[key]])),
  })),
});

/** @returns {Map<string, string>} the files of the package and what is in them */
function packageFiles() {
  const made = resources();
  const ig = [...made.values()].find(({ resourceType }) => resourceType === "ImplementationGuide");
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ["package.json", json(manifestOf(ig))],
    [".index.json", json(indexOf(made))],
    ...[...made].map(([name, resource]) => [name, written(published(resource, ig))]),
  ]);
}

await main(() => {
  const files = packageFiles();
  const there = existsSync(target) ? readdirSync(target) : [];
  if (process.argv.includes("--check")) {
    const isSame = (name) =>
      existsSync(join(target, name)) && readFileSync(join(target, name), "utf8") === files.get(name);
    const different = [...new Set([...files.keys(), ...there])].filter((name) => !isSame(name));
    if (different.length > 0)
      throw new Error(`profiles/package is not what profiles/input says (npm run profiles): ${different.join(", ")}`);
    return;
  }
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(target, name), text);
  console.log(`profiles/package: ${files.size} files`);
});
