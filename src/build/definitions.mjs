/**
 * Compiles HL7's own R4 definitions (npm: hl7.fhir.r4.examples 4.0.1, CC0) into the small data file that the
 * validator ships: src/definitions/generated/r4.js, typed by src/definitions/data.ts.
 *
 * Same input, same bytes. Nothing is done when the output is newer than the package and this script.
 *
 * Left out on purpose: prose, profiles other than the vital signs, search parameters, and every code of SNOMED CT and
 * LOINC (their licences do not let us pass on lists of them).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(import.meta.url);
const root = join(dirname(script), "..", "..");
const packageFolder = join(root, "node_modules", "hl7.fhir.r4.examples");
const output = join(root, "src", "definitions", "generated", "r4.js");

const EXTENSION = "http://hl7.org/fhir/StructureDefinition/";
const FHIR_TYPE = `${EXTENSION}structuredefinition-fhir-type`;
const MAX_VALUE_SET = `${EXTENSION}elementdefinition-maxValueSet`;
const ENCUMBERED = new Set(["http://snomed.info/sct", "http://loinc.org"]);

/** Value sets that are a rule, not a list: the validator checks the form of the code instead. */
const BY_FORM = {
  "http://hl7.org/fhir/ValueSet/mimetypes": "mimetype",
  "http://hl7.org/fhir/ValueSet/all-languages": "language",
};
/** Value sets whose expansion is a part of the whole only. */
const OPEN_ENDED = new Set(["http://hl7.org/fhir/ValueSet/ucum-units"]);

const read = (file) => JSON.parse(readFileSync(join(packageFolder, file), "utf8"));
const unversioned = (canonical) => canonical.split("|")[0];
const lastSegment = (url) => url.slice(url.lastIndexOf("/") + 1);
const parentOf = (path) => path.slice(0, Math.max(path.lastIndexOf("."), 0));
const byName = (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);

export function buildDefinitions() {
  const inputs = [join(packageFolder, "package.json"), script];
  if (existsSync(output) && inputs.every((file) => statSync(file).mtimeMs < statSync(output).mtimeMs)) return;
  const text = JSON.stringify(compile());
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `export default JSON.parse(${JSON.stringify(text)});\n`);
  writeFileSync(
    output.replace(/\.js$/, ".d.ts"),
    'import type { R4Data } from "../data.js";\ndeclare const data: R4Data;\nexport default data;\n',
  );
  console.error(`definitions: ${Math.round(text.length / 1024)} KB in ${output.slice(root.length + 1)}`);
}

function compile() {
  const structures = readdirSync(packageFolder)
    .filter((file) => file.startsWith("StructureDefinition-"))
    .map(read);
  const byId = new Map(structures.map((one) => [one.id, one]));
  const expansions = new Map(
    read("Bundle-valueset-expansions.json").entry.map(({ resource }) => [resource.url, resource]),
  );
  const constraints = constraintTable();
  const valueSets = {};
  const types = {};
  const context = { byId, expansions, constraints, valueSets };
  for (const structure of structures) if (isType(structure)) Object.assign(types, typesOf(structure, context));
  return {
    version: "4.0.1",
    constraints: constraints.rows,
    valueSets: Object.fromEntries(Object.entries(valueSets).sort(byName)),
    types: Object.fromEntries(Object.entries(types).sort(byName)),
    vitalSigns: vitalSigns(structures),
  };
}

const isType = ({ kind, derivation }) => kind !== "logical" && derivation !== "constraint";

/** Distinct constraints, numbered as they are first met. */
function constraintTable() {
  const rows = [];
  const numbers = new Map();
  const number = ({ key, severity, expression, human }) => {
    const id = `${key}|${expression}`;
    if (!numbers.has(id)) {
      numbers.set(id, rows.length);
      rows.push({ key, severity, expression, human: human.trim() });
    }
    return numbers.get(id);
  };
  return { rows, number };
}

/** One structure gives its own type and one type per element that has children (`Patient.contact`). */
function typesOf(structure, context) {
  const elements = structure.snapshot.element;
  const base = structure.baseDefinition && lastSegment(structure.baseDefinition);
  const result = {};
  const parents = new Set(elements.map(({ path }) => parentOf(path)).filter(Boolean));
  const inheritedRoot = base
    ? new Set(context.byId.get(base).snapshot.element[0].constraint?.map((c) => c.key))
    : new Set();
  for (const element of elements) {
    const { path } = element;
    if (parents.has(path)) {
      const isRoot = path === structure.type;
      result[path] = {
        kind: isRoot ? structure.kind : "backbone",
        ...(structure.abstract && isRoot ? { abstract: true } : {}),
        ...optional("base", isRoot ? base : element.type[0].code),
        ...optional("constraints", ownConstraints(element, isRoot ? inheritedRoot : new Set(), context)),
        elements: {},
      };
    }
    const parent = parentOf(path);
    const isOwn = !element.base || element.base.path === path;
    if (parent && isOwn && structure.kind !== "primitive-type")
      result[parent].elements[path.slice(parent.length + 1)] = elementOf(element, parents, context);
  }
  return result;
}

/** Constraints that stand at this element and not already at its type. */
function ownConstraints(element, inherited, { constraints, byId }) {
  const typeKeys = new Set(inherited);
  for (const { code } of element.path.includes(".") ? (element.type ?? []) : [])
    for (const { key } of byId.get(code)?.snapshot.element[0].constraint ?? []) typeKeys.add(key);
  const own = (element.constraint ?? []).filter(({ key, expression }) => expression && !typeKeys.has(key));
  return own.map(constraints.number);
}

function elementOf(element, parents, context) {
  const { path } = element;
  const targets = (element.type ?? []).flatMap(({ code, targetProfile }) =>
    code === "Reference" ? (targetProfile ?? []) : [],
  );
  return {
    ...(element.min ? { min: element.min } : {}),
    ...(element.max === "1" ? {} : { max: element.max === "*" ? null : Number(element.max) }),
    types: typeNames(element, parents),
    ...optional(
      "targets",
      targets.map(lastSegment).filter((name) => name !== "Resource"),
    ),
    ...binding(element, context),
    ...optional(
      "constraints",
      parents.has(path)
        ? []
        : [...ownConstraints(element, new Set(["ele-1", "ext-1"]), context), ...profileConstraints(element, context)],
    ),
  };
}

function typeNames(element, parents) {
  if (element.contentReference) return [element.contentReference.slice(element.contentReference.indexOf("#") + 1)];
  if (parents.has(element.path)) return [element.path];
  return element.type.map(({ code, extension }) => {
    if (!code.startsWith("http://hl7.org/fhirpath/")) return code;
    if (element.path === "Resource.id") return "id";
    return extension?.find(({ url }) => url === FHIR_TYPE)?.valueUrl ?? "string";
  });
}

/** SimpleQuantity and MoneyQuantity are profiles that the base types name: their constraints go to the element. */
function profileConstraints(element, { byId, constraints }) {
  const profiles = (element.type ?? []).flatMap(({ profile }) => profile ?? []);
  const general = new Set(["ele-1", "qty-3"]);
  return profiles.flatMap((url) =>
    byId
      .get(lastSegment(url))
      .snapshot.element[0].constraint.filter(({ key }) => !general.has(key))
      .map(constraints.number),
  );
}

function binding({ binding: bound }, context) {
  if (!bound?.valueSet) return {};
  const maximum = bound.extension?.find(({ url }) => url === MAX_VALUE_SET)?.valueCanonical;
  const canonical = bound.strength === "required" ? bound.valueSet : maximum;
  if (!canonical) return {};
  const url = unversioned(canonical);
  if (BY_FORM[url]) return { form: BY_FORM[url] };
  return addValueSet(url, context) ? { binding: url } : {};
}

/** Adds the expanded codes by system; false when there is no complete list that we may pass on. */
function addValueSet(url, { expansions, valueSets }) {
  if (valueSets[url]) return true;
  const expansion = expansions.get(url)?.expansion;
  if (!expansion || OPEN_ENDED.has(url)) return false;
  const systems = {};
  const collect = (rows) => {
    for (const { system, code, abstract, contains } of rows ?? []) {
      if (code && !abstract) {
        systems[system] ??= [];
        systems[system].push(code);
      }
      collect(contains);
    }
  };
  collect(expansion.contains);
  if (Object.keys(systems).some((system) => ENCUMBERED.has(system))) return false;
  valueSets[url] = systems;
  return true;
}

/**
 * The vital-signs profiles as data: which LOINC code asks for which profile, and what its value must be.
 * The parts that all of them share (category, subject, effective, vs-1 to vs-3) are code in the validator.
 */
function vitalSigns(structures) {
  const base = `${EXTENSION}vitalsigns`;
  return structures
    .filter(({ baseDefinition }) => baseDefinition === base)
    .map(({ url, title, name, snapshot: { element: elements } }) => {
      const at = (id) => elements.find((element) => element.id === `Observation.${id}`);
      const slices = (prefix) =>
        elements.filter(({ id, sliceName }) => sliceName && id.startsWith(`Observation.${prefix}:`));
      return {
        url,
        name: title ?? name,
        code: loincOf(elements, "Observation.code"),
        value:
          at("value[x]").max === "0" || at("value[x]:valueQuantity")?.max === "0"
            ? null
            : quantityOf(elements, "Observation.value[x]:valueQuantity"),
        members: at("hasMember").min,
        components: slices("component")
          .filter(({ path }) => path === "Observation.component")
          .map(({ id, sliceName, min }) => ({
            name: sliceName,
            min,
            code: loincOf(elements, `${id}.code`),
            value: quantityOf(elements, `${id}.value[x]`),
          })),
      };
    })
    .sort((a, b) => (a.url < b.url ? -1 : 1));
}

function loincOf(elements, prefix) {
  return elements.find(
    ({ id, path, fixedCode }) => fixedCode && id.startsWith(`${prefix}.coding`) && path.endsWith(".code"),
  ).fixedCode;
}

/** Which of the Quantity's parts must be there, and the units that its code may be. */
function quantityOf(elements, prefix) {
  const part = (name) => elements.find(({ id }) => id === `${prefix}.${name}`);
  const code = part("code");
  const url = unversioned(code.binding?.valueSet ?? "");
  const units = code.fixedCode ? [code.fixedCode] : unitsOf(url);
  return { required: ["value", "unit", "system", "code"].filter((name) => part(name)?.min === 1), units };
}

/** The vital-signs' unit value sets are plain lists. */
function unitsOf(url) {
  return read(`ValueSet-${lastSegment(url)}.json`).compose.include.flatMap(({ concept }) =>
    concept.map(({ code }) => code),
  );
}

/** An optional member: absent when there is nothing to say. */
function optional(name, value) {
  return value === undefined || value.length === 0 ? {} : { [name]: value };
}

if (process.argv[1] === script) buildDefinitions();
