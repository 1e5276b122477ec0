/**
 * Types as FHIRPath compares them: FHIR's own by their name (`Patient`, `Observation.component`, `string`), those of
 * FHIRPath itself as `System.String`.
 */
import { typeDefinition } from "../definitions/r4.js";
import { FHIR_STRUCTURE, r4Structure } from "../definitions/structure.js";

/** What a value can be; none when that shows only when it is there. */
export type Types = readonly string[];

export const BOOLEAN: Types = ["System.Boolean"];
export const STRING: Types = ["System.String"];
export const INTEGER: Types = ["System.Integer"];
export const DECIMAL: Types = ["System.Decimal"];

const SYSTEM = "System.";

/** What FHIR's primitives are to FHIRPath (https://hl7.org/fhir/R4/fhirpath.html#types); the others are strings. */
const SYSTEM_TYPES: Readonly<Record<string, string>> = {
  boolean: "System.Boolean",
  integer: "System.Integer",
  unsignedInt: "System.Integer",
  positiveInt: "System.Integer",
  decimal: "System.Decimal",
  date: "System.Date",
  dateTime: "System.DateTime",
  instant: "System.DateTime",
  time: "System.Time",
};

/** The System type of a value's type; the type itself when FHIRPath has no counterpart. */
export function systemType(type: string): string {
  if (type.startsWith(SYSTEM)) return type;
  if (isQuantity(type)) return "System.Quantity";
  return isPrimitive(type) ? (SYSTEM_TYPES[type] ?? "System.String") : type;
}

const isQuantity = (type: string): boolean => isSubtype(type, "Quantity");

export const isPrimitive = (type: string): boolean => typeDefinition(type)?.kind === "primitive-type";

/** Resources say themselves which one they are. */
export const isResource = (type: string): boolean => typeDefinition(type)?.kind === "resource";

const parents = new Map<string, string | undefined>();

function parentOf(type: string): string | undefined {
  if (!parents.has(type)) parents.set(type, findParent(type));
  return parents.get(type);
}

function findParent(type: string): string | undefined {
  const dot = type.indexOf(".");
  const structure = r4Structure(FHIR_STRUCTURE + (dot < 0 ? type : type.slice(0, dot)));
  if (dot < 0) return structure?.baseDefinition?.slice(FHIR_STRUCTURE.length);
  return structure?.snapshot?.element.find(({ path }) => path === type)?.type?.[0]?.code;
}

/** Whether a type is another one or made from it. */
export function isSubtype(type: string, of: string): boolean {
  for (let at: string | undefined = type; at !== undefined; at = parentOf(at)) if (at === of) return true;
  return false;
}

/**
 * What `is` and `as` ask for: a test on the name of a value's type. Undefined when there is no such type.
 *
 * @param specifier `Quantity`, `FHIR.Quantity`, `System.String`; a name alone is FHIR's, or else a System type, which
 * none of FHIR's is: `gender is String` is false, as for HL7's engine
 */
export function typeTest(specifier: string): ((type: string) => boolean) | undefined {
  const name = specifier.replace(/^FHIR\./, "");
  if (!name.startsWith(SYSTEM) && typeDefinition(name))
    return remembered((type) => isSubtype(type, name) || (name === "Quantity" && type === "System.Quantity"));
  const system = name.startsWith(SYSTEM) ? name : SYSTEM + specifier;
  return isSystemType(system) ? (type) => type === system : undefined;
}

const isSystemType = (name: string): boolean =>
  name === "System.String" || name === "System.Quantity" || Object.values(SYSTEM_TYPES).includes(name);

function remembered(test: (type: string) => boolean): (type: string) => boolean {
  const known = new Map<string, boolean>();
  return (type) => {
    const found = known.get(type);
    if (found !== undefined) return found;
    const answer = test(type);
    known.set(type, answer);
    return answer;
  };
}

/** The types of one and of another collection. */
export const union = (a: Types, b: Types): Types =>
  a.length === 0 || b.length === 0 ? [] : [...new Set([...a, ...b])];

export const isSame = (a: Types, b: Types): boolean => a.length === b.length && a.every((type) => b.includes(type));
