/** The code systems and value sets of R4 and of HL7's terminology: shipped as packed text, unpacked when asked for. */
import type { JsonObject } from "../fhir/json.js";
import codeSystems from "./generated/code-systems.js";
import valueSets from "./generated/value-sets.js";

/** What src/build/terminology.mjs leaves out because it is the usual. */
const USUAL = { status: "active", experimental: false };

/** Only what there is: of names that nobody knows there is no end. */
const unpacked = new Map<string, JsonObject>();

/** @returns the resource without its prose; undefined when there is none of this canonical, or not in this version */
export function packedResource(resourceType: string, url: string, version?: string): JsonObject | undefined {
  const unpack = UNPACK[resourceType];
  if (!unpack) return undefined;
  const own = version === undefined ? undefined : once(resourceType, `${url}|${version}`, unpack);
  const found = own ?? once(resourceType, url, unpack);
  return version === undefined || found?.version === version ? found : undefined;
}

function once(resourceType: string, name: string, unpack: Unpack): JsonObject | undefined {
  const key = `${resourceType} ${name}`;
  const known = unpacked.get(key);
  if (known) return known;
  const text = Object.hasOwn(unpack.from, name) ? unpack.from[name] : undefined;
  if (text === undefined) return undefined;
  const url = name.endsWith("|4.0.1") ? name.slice(0, -6) : name;
  const resource = { resourceType, url, ...USUAL, ...unpack.read(text) };
  unpacked.set(key, resource);
  return resource;
}

interface Unpack {
  from: Readonly<Record<string, string>>;
  read: (text: string) => JsonObject;
}

const UNPACK: Readonly<Record<string, Unpack>> = {
  CodeSystem: { from: codeSystems, read: unpackCodeSystem },
  ValueSet: { from: valueSets, read: unpackValueSet },
};

/** a(bstract), i(nactive), p(arents), c(hildren), d(esignations). */
interface More {
  a?: 1;
  i?: 1;
  p?: string[];
  c?: string[];
  d?: [value: string, language?: string][];
}

interface Concept extends JsonObject {
  concept?: Concept[];
}

function unpackCodeSystem(text: string): JsonObject {
  const [head = "{}", ...lines] = text.split("\n");
  const { p, ...short } = JSON.parse(head) as { p?: string };
  const top: Concept = {};
  const path = [top];
  for (const line of lines) {
    const depth = line.search(/\S/);
    const [code, display, more] = line.slice(depth).split("\t");
    const concept: Concept = { code, ...(display ? { display } : {}), ...(more ? unpackMore(JSON.parse(more)) : {}) };
    const parent = path[depth] as Concept;
    parent.concept ??= [];
    parent.concept.push(concept);
    path[depth + 1] = concept;
  }
  const property = p?.split(",").map((one) => {
    const [code, type] = one.split(" ");
    return { code, type };
  });
  return { content: "complete", ...short, ...(property ? { property } : {}), ...top };
}

function unpackMore({ a, i, p = [], c = [], d = [] }: More): JsonObject {
  const property = [
    ...(a ? [{ code: "notSelectable", valueBoolean: true }] : []),
    ...(i ? [{ code: "inactive", valueBoolean: true }] : []),
    ...p.map((valueCode) => ({ code: "parent", valueCode })),
    ...c.map((valueCode) => ({ code: "child", valueCode })),
  ];
  const designation = d.map(([value, language]) => ({ ...(language ? { language } : {}), value }));
  return { ...(property.length > 0 ? { property } : {}), ...(designation.length > 0 ? { designation } : {}) };
}

interface PackedInclude extends JsonObject {
  concept?: (string | [string, string])[];
}

function unpackValueSet(text: string): JsonObject {
  const { include, exclude, inactive, ...head } = JSON.parse(text) as Record<string, PackedInclude[]>;
  const compose = { ...{ inactive, include: include?.map(unpackInclude), exclude: exclude?.map(unpackInclude) } };
  return { ...head, compose: withoutAbsent(compose) };
}

const unpackInclude = ({ concept, ...rest }: PackedInclude): JsonObject =>
  concept ? { ...rest, concept: concept.map((one) => (typeof one === "string" ? { code: one } : named(one))) } : rest;

const named = ([code, display]: [string, string]): JsonObject => ({ code, display });

const withoutAbsent = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
