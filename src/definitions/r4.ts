/**
 * Typed access to HL7's R4 definitions: types with their inherited elements, as JSON writes them.
 * Everything is worked out on first use of a type and kept.
 */
import type { ConstraintData, ElementData, TypeData } from "./data.js";
import data from "./generated/r4.js";

export type { ConstraintData, ElementData, VitalSignData, VitalSignQuantity } from "./data.js";

/** One JSON property of a type: `birthDate`, `valueQuantity`. */
export interface Property {
  /** The element's name in the definition: `birthDate`, `value[x]`. */
  element: string;
  /** The one type that this property holds: `date`, `Quantity`, `Patient.contact`, `Resource`. */
  type: string;
  kind: TypeData["kind"];
  definition: ElementData;
  min: number;
  /** Infinity when unbounded. */
  max: number;
  /** FHIRPath of the element, with the type of a choice: `value.ofType(Quantity)`. */
  segment: string;
}

/** An element that needs one of some JSON properties, or allows at most one of them. */
export interface ElementGroup {
  element: string;
  min: number;
  properties: readonly string[];
}

export interface TypeDefinition {
  name: string;
  kind: TypeData["kind"];
  abstract: boolean;
  /** By JSON property name, inherited ones first. */
  properties: ReadonlyMap<string, Property>;
  elements: readonly ElementGroup[];
  /** Own and inherited constraints. */
  constraints: readonly ConstraintData[];
}

const known = new Map<string, TypeDefinition | undefined>();

/** The definition of a type, or undefined when R4 has none of this name. */
export function typeDefinition(name: string): TypeDefinition | undefined {
  if (!known.has(name)) known.set(name, define(name));
  return known.get(name);
}

function define(name: string): TypeDefinition | undefined {
  if (!Object.hasOwn(data.types, name)) return undefined;
  const chain: TypeData[] = [];
  for (let type = data.types[name]; type; type = data.types[type.base ?? ""]) chain.unshift(type);
  const own = chain[chain.length - 1] as TypeData;
  const properties = new Map<string, Property>();
  const elements: ElementGroup[] = [];
  for (const type of chain)
    for (const [element, definition] of Object.entries(type.elements)) {
      const names = definition.types.map((one) => addProperty(properties, element, one, definition));
      elements.push({ element, min: definition.min ?? 0, properties: names });
    }
  const constraints = chain.flatMap(constraintsOf);
  return { name, kind: own.kind, abstract: own.abstract ?? false, properties, elements, constraints };
}

function addProperty(into: Map<string, Property>, element: string, type: string, definition: ElementData): string {
  const stem = element.endsWith("[x]") ? element.slice(0, -3) : undefined;
  const name = stem === undefined ? element : stem + (type[0] as string).toUpperCase() + type.slice(1);
  into.set(name, {
    element,
    type,
    kind: data.types[type]?.kind ?? "primitive-type",
    definition,
    min: definition.min ?? 0,
    max: definition.max === null ? Number.POSITIVE_INFINITY : (definition.max ?? 1),
    segment: stem === undefined ? element : `${stem}.ofType(${type})`,
  });
  return name;
}

/** The constraints that a type or an element states itself. */
export function constraintsOf({ constraints }: Pick<TypeData | ElementData, "constraints">): ConstraintData[] {
  return (constraints ?? []).map((number) => data.constraints[number] as ConstraintData);
}

/** The codes of a required binding by code system, or undefined for a value set that is not listed. */
export const valueSetCodes = (canonical: string): Readonly<Record<string, readonly string[]>> | undefined =>
  data.valueSets[canonical];

/** The resource types that an instance can have. */
export const RESOURCE_TYPES: readonly string[] = Object.keys(data.types).filter(
  (name) => data.types[name]?.kind === "resource" && !data.types[name]?.abstract,
);

const resourceTypes = new Set(RESOURCE_TYPES);

export const isResourceType = (name: string): boolean => resourceTypes.has(name);

export const VITAL_SIGNS = data.vitalSigns;
