/**
 * Typed access to HL7's R4 definitions: types with their elements, as JSON writes them.
 * Everything is worked out on first use of a type and kept.
 */
import type { TypeKind } from "./data.js";
import data from "./generated/r4.js";
import { type ElementDefinition, FHIR_STRUCTURE, r4Structure } from "./structure.js";

export type ConstraintData = Required<Pick<ConstraintOf, "key" | "severity" | "expression" | "human">> &
  Pick<ConstraintOf, "extension">;
type ConstraintOf = NonNullable<ElementDefinition["constraint"]>[number];

/** What a coded element may hold. */
export interface Binding {
  strength: "required" | "extensible" | "preferred" | "example";
  /** Canonical, with its version where the definition names one. */
  valueSet: string;
  /** The value set that no code may leave, where the strength is less than required. */
  maxValueSet?: string;
}

/** What is said of an element, whatever its type. */
export interface ElementData {
  /** Resource types a Reference or canonical may point to; any when empty. */
  targets: readonly string[];
  /** Profiles of the element's type, such as SimpleQuantity. */
  profiles: readonly string[];
  binding?: Binding;
  /** Constraints of this element that its type does not have. */
  constraints: readonly ConstraintData[];
  isModifier: boolean;
}

/** One JSON property of a type: `birthDate`, `valueQuantity`. */
export interface Property {
  /** The element's name in the definition: `birthDate`, `value[x]`. */
  element: string;
  /** The one type that this property holds: `date`, `Quantity`, `Patient.contact`, `Resource`. */
  type: string;
  kind: TypeKind | "backbone";
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
  /** `Patient`, `HumanName`, `string`, and a type per element with children: `Patient.contact`. */
  name: string;
  kind: Property["kind"];
  abstract: boolean;
  /** By JSON property name, inherited ones first. */
  properties: ReadonlyMap<string, Property>;
  elements: readonly ElementGroup[];
  /** Own and inherited constraints. */
  constraints: readonly ConstraintData[];
}

const known = new Map<string, TypeDefinition>();

/** The definition of a type, or undefined when R4 has none of this name. */
export function typeDefinition(name: string): TypeDefinition | undefined {
  const found = known.get(name);
  if (found) return found;
  const dot = name.indexOf(".");
  const root = dot < 0 ? name : name.slice(0, dot);
  if (!Object.hasOwn(data.kinds, root) || known.has(root)) return undefined;
  for (const type of define(root)) known.set(type.name, type);
  return known.get(name);
}

const lastSegment = (url: string): string => url.slice(url.lastIndexOf("/") + 1);
const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("."), 0));

/** One structure gives its own type and one type per element that has children (`Patient.contact`). */
function define(root: string): TypeDefinition[] {
  const elements = r4Structure(FHIR_STRUCTURE + root)?.snapshot?.element ?? [];
  const parents = new Set(elements.map(({ path }) => parentOf(path)));
  const kind = (data.kinds[root] as string).replace("abstract ", "") as TypeKind;
  const types = new Map<string, Members>();
  for (const element of elements) {
    const { path } = element;
    if (path === root || parents.has(path)) {
      const isRoot = path === root;
      types.set(path, {
        name: path,
        kind: isRoot ? kind : "backbone",
        abstract: isRoot && data.kinds[root] !== kind,
        constraints: constraintsOf(element),
        properties: new Map(),
        elements: [],
      });
    }
    // The value of a primitive is the primitive itself in JSON.
    if ((path !== root && path !== `${root}.value`) || kind !== "primitive-type")
      addElement(types.get(parentOf(path)), element, parents);
  }
  return [...types.values()];
}

interface Members extends TypeDefinition {
  properties: Map<string, Property>;
  elements: ElementGroup[];
}

function addElement(to: Members | undefined, element: ElementDefinition, parents: ReadonlySet<string>): void {
  if (!to) return;
  const name = element.path.slice(to.name.length + 1);
  const properties = typesOf(element, parents).map((type) => {
    const property = propertyOf(name, type, element, parents.has(element.path));
    const json = name.endsWith("[x]") ? name.slice(0, -3) + capital(type.code) : name;
    to.properties.set(json, property);
    return json;
  });
  to.elements.push({ element: name, min: element.min ?? 0, properties });
}

type ElementType = NonNullable<ElementDefinition["type"]>[number];

/** What an element can hold; one with children has a type of its own, named by its path. */
function typesOf({ contentReference, path, type }: ElementDefinition, parents: ReadonlySet<string>): ElementType[] {
  if (contentReference) return [{ code: contentReference.slice(contentReference.indexOf("#") + 1) }];
  return parents.has(path) ? [{ code: path }] : (type ?? []);
}

const capital = (name: string): string => (name[0] as string).toUpperCase() + name.slice(1);

function propertyOf(element: string, type: ElementType, definition: ElementDefinition, isType: boolean): Property {
  const { code, targetProfile = [], profile = [] } = type;
  const { min = 0, max, binding, isModifier = false } = definition;
  const targets = targetProfile.map(lastSegment);
  return {
    element,
    type: code,
    kind: code.includes(".") ? "backbone" : kindOf(code),
    definition: {
      targets: targets.includes("Resource") ? [] : targets,
      profiles: profile,
      ...(binding ? { binding: bindingOf(binding) } : {}),
      constraints: isType ? [] : [...constraintsOf(definition), ...profile.flatMap(constraintsOfProfile)],
      isModifier,
    },
    min,
    max: max === "*" ? Number.POSITIVE_INFINITY : Number(max),
    segment: element.endsWith("[x]") ? `${element.slice(0, -3)}.ofType(${code})` : element,
  };
}

/** What a profile of a data type (SimpleQuantity, MoneyQuantity) demands of the whole. */
function constraintsOfProfile(url: string): ConstraintData[] {
  const { type = "", snapshot } = r4Structure(url) ?? {};
  const ofType = new Set(typeDefinition(type)?.constraints.map(({ key }) => key));
  return snapshot?.element[0] ? constraintsOf(snapshot.element[0]).filter(({ key }) => !ofType.has(key)) : [];
}

/** The binding of an element; one without a value set binds nothing. */
export function bindingOf({ strength, valueSet = "", extension }: NonNullable<ElementDefinition["binding"]>): Binding {
  const maximum = extension?.find(({ url }) => url === `${FHIR_STRUCTURE}elementdefinition-maxValueSet`);
  const maxValueSet = maximum?.valueCanonical;
  return { strength, valueSet, ...(maxValueSet === undefined ? {} : { maxValueSet }) };
}

/** The constraints that an element states itself. */
const constraintsOf = ({ constraint }: ElementDefinition): ConstraintData[] => (constraint ?? []) as ConstraintData[];

const kindOf = (type: string): TypeKind => (data.kinds[type] as string).replace("abstract ", "") as TypeKind;

/** Whether a constraint is a "should" of good practice, which everybody may tell as they like. */
export const isBestPractice = ({ extension }: ConstraintData): boolean =>
  extension?.some(
    ({ url, valueBoolean }) => url === `${FHIR_STRUCTURE}elementdefinition-bestpractice` && valueBoolean === true,
  ) ?? false;

/** The resource types that an instance can have. */
export const RESOURCE_TYPES: readonly string[] = Object.keys(data.kinds).filter(
  (name) => data.kinds[name] === "resource",
);

const resourceTypes = new Set(RESOURCE_TYPES);

export const isResourceType = (name: string): boolean => resourceTypes.has(name);
