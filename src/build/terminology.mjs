/**
 * Compiles HL7's code systems and value sets into the data files that the validator ships, each a map of canonicals to a
 * resource as packed text (src/definitions/packed.ts unpacks it), which is parsed when it is asked for:
 *
 * - src/definitions/generated/code-systems.js
 * - src/definitions/generated/value-sets.js
 *
 * From npm: hl7.fhir.r4.examples 4.0.1 (R4 itself) and hl7.terminology.r4 (HL7's terminology as it is today), both CC0.
 * Of what both have, today's counts, as HL7's validator has it. Where R4 had other codes, its own stands beside it as
 * `url|4.0.1`, for the value sets of R4.
 *
 * Same input, same bytes. Left out: prose, and the names that HL7 lists for codes of others (SNOMED CT, LOINC ...),
 * which belong to those; the codes themselves are what HL7's value sets (CC0) consist of.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeTexts } from "./texts.mjs";

const script = fileURLToPath(import.meta.url);
const root = join(dirname(script), "..", "..");
const folder = join(root, "src", "definitions", "generated");
const R4 = "hl7.fhir.r4.examples";
const TODAY = "hl7.terminology.r4";
const R4_VERSION = "4.0.1";

/** Systems of others: R4 ships what its examples need of them, which is neither all nor HL7's. */
const FOREIGN = new Set(["http://snomed.info/sct", "http://loinc.org", "http://www.nlm.nih.gov/research/umls/rxnorm"]);
/** Lists that bind no code of R4 more than by example or preference, and are larger than all others together. */
const TOO_LARGE = new Set(["http://hl7.org/fhir/ValueSet/c80-doc-typecodes"]);
/** Inner workings of HL7's registry, which nobody codes with. */
const REGISTRY = /\/CodeSystem\/(conceptdomains|v2-tables|v3-CodeSystem)$/;

const byName = (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);

function resources(name, type) {
  const from = join(root, "node_modules", name);
  return readdirSync(from)
    .filter((file) => file.startsWith(`${type}-`) && file.endsWith(".json"))
    .map((file) => JSON.parse(readFileSync(join(from, file), "utf8")))
    .filter(({ url }) => url);
}

export function buildTerminology() {
  mkdirSync(folder, { recursive: true });
  const systems = codeSystems();
  const complete = new Set(systems.filter(([, { content }]) => content === "complete").map(([url]) => url));
  write(
    "code-systems",
    systems.map(([url, system]) => [url, packCodeSystem(system)]),
  );
  write(
    "value-sets",
    valueSets().map(([url, set]) => [url, packValueSet(set, complete)]),
  );
}

function write(name, rows) {
  writeTexts(folder, name, Object.fromEntries(rows.map(([url, packed]) => [url, packed]).sort(byName)));
  console.error(`terminology: ${rows.length} texts in ${name}.js`);
}

function codeSystems() {
  const today = resources(TODAY, "CodeSystem").filter(({ url }) => !FOREIGN.has(url) && !REGISTRY.test(url));
  const now = new Map(today.map((system) => [system.url, system]));
  const own = resources(R4, "CodeSystem").filter(({ url }) => !FOREIGN.has(url) && !REGISTRY.test(url));
  const beside = own
    .filter(({ url, version }) => version === R4_VERSION && now.has(url))
    .filter((system) => codes(system) !== codes(now.get(system.url)))
    .map((system) => [`${system.url}|${R4_VERSION}`, system]);
  return [...new Map([...own, ...today, ...isoSystems()].map((system) => [system.url, system])), ...beside];
}

/** Currencies that ISO 4217 has since R4. */
const NEW_CURRENCIES = [
  { code: "SLE", display: "Sierra Leonean leone" },
  { code: "VED", display: "Venezuelan digital bolívar" },
  { code: "XCG", display: "Caribbean guilder" },
  { code: "ZWG", display: "Zimbabwe gold" },
];

/** ISO's systems as R4's value sets and expansions list them: all currencies, the countries by two letters. */
function isoSystems() {
  const { entry } = JSON.parse(readFileSync(join(root, "node_modules", R4, "Bundle-valueset-expansions.json"), "utf8"));
  const currencies = entry.find(({ resource }) => resource.url === "http://hl7.org/fhir/ValueSet/currencies").resource;
  const countries = JSON.parse(readFileSync(join(root, "node_modules", R4, "ValueSet-iso3166-1-2.json"), "utf8"));
  return [
    {
      url: "urn:iso:std:iso:4217",
      content: "complete",
      concept: [...currencies.expansion.contains, ...NEW_CURRENCIES].map(({ code, display }) => ({ code, display })),
    },
    { url: "urn:iso:std:iso:3166", content: "fragment", concept: countries.compose.include[0].concept },
  ];
}

const codes = ({ concept = [] }) =>
  concept
    .flatMap((one) => [one.code, codes(one)])
    .sort()
    .join(" ");

/** R4's value sets, as they are today where HL7 keeps them outside of R4. */
function valueSets() {
  const own = resources(R4, "ValueSet").filter(({ url }) => !TOO_LARGE.has(url));
  const now = new Map(resources(TODAY, "ValueSet").map((set) => [set.url, set]));
  return own.map(({ url, ...set }) => [url, now.get(url) ?? { url, ...set }]);
}

const head = (resource, keys) =>
  Object.fromEntries(
    keys.filter((key) => key in resource && resource[key] !== USUAL[key]).map((key) => [key, resource[key]]),
  );

/** What is said only where it is otherwise. */
const USUAL = { status: "active", experimental: false, content: "complete" };

const HEAD = ["version", "status", "experimental"];
const HEAD_OF_SYSTEM = [...HEAD, "language", "content", "caseSensitive", "hierarchyMeaning", "supplements", "valueSet"];

/** The head as JSON on the first line, then a line per concept: spaces for its depth, code, name, and what else there is. */
function packCodeSystem(system) {
  const { property, filter, concept } = system;
  const short = {
    ...head(system, HEAD_OF_SYSTEM),
    p: property?.map(({ code, type }) => `${code} ${type}`).join(","),
    filter: filter?.map(({ description, ...one }) => one),
  };
  return [JSON.stringify(short), ...concepts(concept, "")].join("\n");
}

const oneLine = (text) => text.replace(/\s+/g, " ").trim();

function concepts(list = [], indent, parent) {
  return list.flatMap(({ code, display, concept, designation, property }) => {
    const more = {
      ...flags(property, parent),
      d: designation?.filter(({ value }) => value !== display).map(({ language, value }) => [value, language]),
    };
    const said = Object.entries(more).filter(([, one]) => one && one.length !== 0);
    const cells = [code, display && oneLine(display), said.length > 0 ? JSON.stringify(Object.fromEntries(said)) : ""];
    return [indent + cells.join("\t").trimEnd(), ...concepts(concept, `${indent} `, code)];
  });
}

/** Whether a code can be used: a(bstract), i(nactive), and the p(arents) that it has beside the one it is nested in. */
function flags(property = [], parent) {
  const all = (names) => property.filter(({ code }) => names.includes(code));
  const isTrue = (one) => one.valueBoolean ?? one.valueCode === "true";
  return {
    a: all(["notSelectable", "abstract"]).some(isTrue) ? 1 : 0,
    i:
      all(["inactive"]).some(isTrue) ||
      all(["status"]).some(({ valueCode }) => ["retired", "inactive"].includes(valueCode))
        ? 1
        : 0,
    p: all(["subsumedBy", "parent"])
      .map(({ valueCode }) => valueCode)
      .filter((code) => code && code !== parent),
    c: all(["child"]).map(({ valueCode }) => valueCode),
  };
}

function packValueSet({ compose, ...rest }, complete) {
  const part = (list) => list?.map((one) => packInclude(one, complete));
  const { include, exclude } = compose;
  return JSON.stringify({
    ...head(rest, [...HEAD, "name", "title"]),
    inactive: compose.inactive,
    include: part(include),
    exclude: part(exclude),
  });
}

/** Names of codes stand where the code system that has them is not at hand, and are not of others. */
function packInclude({ system, version, concept, filter, valueSet }, complete) {
  const isNamed = !complete.has(system) && /^http:\/\/(terminology\.)?hl7\.org/.test(system ?? "");
  return {
    ...{ system, version, filter, valueSet },
    concept: concept?.map(({ code, display }) => (isNamed && display ? [code, display] : code)),
  };
}

if (process.argv[1] === script) buildTerminology();
