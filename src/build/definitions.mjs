/**
 * Compiles HL7's own R4 definitions (npm: hl7.fhir.r4.examples 4.0.1, CC0) into the data files that the validator
 * ships, each a map of canonicals to a StructureDefinition as JSON text, which is parsed when it is asked for:
 *
 * - src/definitions/generated/types.js: resources and data types
 * - src/definitions/generated/profiles.js: profiles and extensions, of HL7 and our own
 * - src/definitions/generated/search-parameters.js: type, bases and expression of each, by its name
 * - src/definitions/generated/r4.js: the kinds of all types
 *
 * Same input, same bytes. Nothing is done when the output is newer than the package and this script.
 *
 * Left out on purpose: prose.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeTexts } from "./texts.mjs";

const script = fileURLToPath(import.meta.url);
const root = join(dirname(script), "..", "..");
const packageFolder = join(root, "node_modules", "hl7.fhir.r4.examples");
/** HL7's extensions for R4 as they are today: of one that R4 has too, the newer definition counts, as HL7's validator has it. */
const extensionsFolder = join(root, "node_modules", "hl7.fhir.uv.extensions.r4");
/** What our own Bundles are by. */
const guideFolder = join(root, "profiles", "package");
const folder = join(root, "src", "definitions", "generated");

const EXTENSION = "http://hl7.org/fhir/StructureDefinition/";
const FHIR_TYPE = `${EXTENSION}structuredefinition-fhir-type`;
const MAX_VALUE_SET = `${EXTENSION}elementdefinition-maxValueSet`;
const BEST_PRACTICE = `${EXTENSION}elementdefinition-bestpractice`;

const read = (file) => JSON.parse(readFileSync(join(packageFolder, file), "utf8"));
const lastSegment = (url) => url.slice(url.lastIndexOf("/") + 1);
const byName = (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);

export function buildDefinitions() {
  const inputs = [...[packageFolder, extensionsFolder, guideFolder].map((from) => join(from, "package.json")), script];
  const outputs = ["types", "profiles", "search-parameters", "r4"].map((name) => join(folder, `${name}.js`));
  const isFresh = (file) =>
    existsSync(file) && inputs.every((input) => statSync(input).mtimeMs < statSync(file).mtimeMs);
  if (outputs.every(isFresh)) return;
  mkdirSync(folder, { recursive: true });
  const structures = structuresIn(packageFolder);
  const types = structures.filter(isType);
  const rootKeys = new Map(
    types.map(({ type, snapshot }) => [type, (snapshot.element[0].constraint ?? []).map(({ key }) => key)]),
  );
  const texts = (kept) =>
    Object.fromEntries(kept.map((one) => [one.url, JSON.stringify(prune(one, rootKeys))]).sort(byName));
  write("types", texts(types));
  const profiles = [
    ...structures,
    ...structuresIn(extensionsFolder),
    ...structuresIn(guideFolder).map(withoutSnapshot),
  ];
  write("profiles", texts(profiles.filter(({ derivation }) => derivation === "constraint")));
  write("search-parameters", searchParameters());
  writeSummary("r4", { kinds: kindsOf(types) });
}

const structuresIn = (from) =>
  readdirSync(from)
    .filter((file) => file.startsWith("StructureDefinition-"))
    .map((file) => JSON.parse(readFileSync(join(from, file), "utf8")))
    .filter(({ snapshot }) => snapshot);

function write(name, all) {
  writeTexts(folder, name, all);
  console.error(`definitions: ${Object.keys(all).length} texts in ${name}.js`);
}

function writeSummary(name, data) {
  const type = 'import("../data.js").R4Data';
  writeFileSync(join(folder, `${name}.js`), `export default ${JSON.stringify(data)};\n`);
  writeFileSync(join(folder, `${name}.d.ts`), `declare const data: ${type};\nexport default data;\n`);
}

/** Each as one line of text: type, bases (by commas), expression. */
function searchParameters() {
  const all = readdirSync(packageFolder)
    .filter((file) => file.startsWith("SearchParameter-"))
    .map(read);
  return Object.fromEntries(
    all
      .map(({ url, type, base, expression = "" }) => [
        lastSegment(url),
        `${type} ${(base ?? []).join(",")} ${expression}`,
      ])
      .sort(byName),
  );
}

/** Our snapshots are made when they are asked for: few are, and each is as long as the type's. */
const withoutSnapshot = ({ snapshot: _, ...structure }) => structure;

const isType = ({ kind, derivation }) => kind !== "logical" && derivation !== "constraint";

/** What a validator reads of a StructureDefinition. */
const KEPT = [
  "resourceType",
  "url",
  "version",
  "name",
  "title",
  "status",
  "kind",
  "abstract",
  "contextInvariant",
  "type",
];
/** Of its elements, beside what stands under a choice's many names. */
const KEPT_OF_ELEMENT =
  /^(id|path|sliceName|slicing|min|max|base|contentReference|type|(fixed|pattern|minValue|maxValue)[A-Z]\w*|maxLength|mustSupport|isModifier)$/;

function prune(structure, rootKeys) {
  const kept = Object.fromEntries(KEPT.filter((key) => key in structure).map((key) => [key, structure[key]]));
  return {
    ...kept,
    ...optional("context", structure.context),
    ...optional("baseDefinition", structure.baseDefinition),
    ...optional("derivation", structure.derivation),
    ...Object.fromEntries(
      ["snapshot", "differential"]
        .filter((key) => key in structure && (key === "snapshot" || !structure.snapshot))
        .map((key) => [key, { element: structure[key].element.map((element) => pruneElement(element, rootKeys)) }]),
    ),
  };
}

/**
 * A constraint is kept where it is stated and not at every element of that type; `id` and `base` where they say more than
 * the path; a type of FHIRPath's own is written as the FHIR type that it stands for.
 */
function pruneElement(element, rootKeys) {
  const kept = Object.fromEntries(Object.entries(element).filter(([key]) => KEPT_OF_ELEMENT.test(key)));
  const { path, min, max, base, id, isModifier, mustSupport, slicing } = kept;
  const ofType = new Set((element.type ?? []).flatMap(({ code }) => rootKeys.get(code) ?? []));
  const constraint = (element.constraint ?? [])
    .filter(({ key, expression }) => expression && !(path.includes(".") && (key === "ele-1" || ofType.has(key))))
    .map(({ key, severity, human, expression, extension }) => ({
      ...optional(
        "extension",
        extension?.filter(({ url }) => url === BEST_PRACTICE),
      ),
      key,
      severity,
      human: human.trim(),
      expression,
    }));
  return {
    ...kept,
    ...optional("id", id === path ? undefined : id),
    ...optional("base", base?.path === path && base.min === min && base.max === max ? undefined : base),
    ...optional("isModifier", isModifier || undefined),
    ...optional("mustSupport", mustSupport || undefined),
    ...(slicing ? { slicing: { ...slicing, description: undefined } } : {}),
    ...optional(
      "type",
      element.type?.map((type) => pruneType(type, element)),
    ),
    ...optional("binding", pruneBinding(element.binding)),
    ...optional("constraint", constraint),
  };
}

function pruneType({ extension, code, ...rest }, { base }) {
  if (!code.startsWith("http://hl7.org/fhirpath/")) return { code, ...rest };
  if (base?.path === "Resource.id") return { code: "id" };
  return { code: extension?.find(({ url }) => url === FHIR_TYPE)?.valueUrl ?? "string" };
}

function pruneBinding(binding) {
  if (!binding?.valueSet) return undefined;
  const { strength, valueSet, extension } = binding;
  return {
    ...optional(
      "extension",
      extension?.filter(({ url }) => url === MAX_VALUE_SET),
    ),
    strength,
    valueSet,
  };
}

/** The kinds of the types. */
const kindsOf = (types) =>
  Object.fromEntries(
    types.map(({ type, kind, abstract }) => [type, abstract ? `abstract ${kind}` : kind]).sort(byName),
  );

/** An optional member: absent when there is nothing to say. */
function optional(name, value) {
  return { [name]: value === undefined || value.length === 0 ? undefined : value };
}

if (process.argv[1] === script) buildDefinitions();
