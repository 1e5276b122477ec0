/** What the walk has to know of a type, worked out once: a property's name leads to all that is asked of it. */
import { type Property, type TypeDefinition, typeDefinition, valueSetCodes } from "../definitions/r4.js";
import { DATATYPE_RULES, type DatatypeRule } from "./datatypes.js";
import { formOf, PRIMITIVES, type PrimitiveType } from "./primitives.js";
import { TEXT_RULES, type TextRule } from "./texts.js";

/** One JSON property of a type, or the `_name` beside a primitive. */
export interface PropertyPlan {
  property: Property;
  /** The property's JSON name, without the underscore. */
  name: string;
  /** The name of the property beside it: `_name` of `name`. */
  otherName: string;
  /** For `_name`: it holds the id and the extensions of a primitive. */
  isSibling: boolean;
  repeats: boolean;
  /** The plan of what a complex property holds, from its first use on. */
  type?: TypePlan | undefined;
  /** For primitives: what its values are; undefined for everything else. */
  primitive?: PrimitiveType;
  /** The codes that a plain code is one of, where the definition demands a list. */
  codes?: ReadonlySet<unknown>;
  /** What is asked of the text of a value that is right. */
  textRule?: TextRule;
  /** A bit for each choice of the type; 0 for what is none. */
  choice: number;
}

export interface TypePlan {
  definition: TypeDefinition;
  properties: ReadonlyMap<string, PropertyPlan>;
  /** Elements that must be there, and the properties that can hold them. */
  required: readonly { element: string; names: readonly string[] }[];
  rule?: DatatypeRule;
}

const plans = new Map<string, TypePlan>();

/** The plan of a type, or undefined when R4 has none of this name. */
export function typePlan(name: string): TypePlan | undefined {
  const known = plans.get(name);
  if (known) return known;
  const definition = typeDefinition(name);
  if (!definition) return undefined;
  const plan = makePlan(definition);
  plans.set(name, plan);
  return plan;
}

function makePlan(definition: TypeDefinition): TypePlan {
  const properties = new Map<string, PropertyPlan>();
  const choices = definition.elements.filter(({ properties: names }) => names.length > 1);
  for (const [name, property] of definition.properties) {
    const choice = 1 << (choices.findIndex(({ properties: names }) => names.includes(name)) + 1);
    const plan = propertyPlan(name, property, choice === 1 ? 0 : choice);
    properties.set(name, plan);
    if (plan.primitive) properties.set(`_${name}`, { ...plan, isSibling: true });
  }
  const required = definition.elements
    .filter(({ min }) => min > 0)
    .map(({ element, properties: names }) => ({
      element,
      names: names.flatMap((name) => (properties.has(`_${name}`) ? [name, `_${name}`] : [name])),
    }));
  const rule = DATATYPE_RULES.get(definition.name);
  return { definition, properties, required, ...(rule ? { rule } : {}) };
}

function propertyPlan(name: string, property: Property, choice: number): PropertyPlan {
  const { definition, kind, max } = property;
  const plan: PropertyPlan = { property, name, otherName: `_${name}`, isSibling: false, repeats: max !== 1, choice };
  if (kind !== "primitive-type") return plan;
  const { binding } = definition;
  const demanded = binding?.strength === "required" ? binding.valueSet : binding?.maxValueSet;
  const form = formOf(property, demanded);
  const textRule = form ? undefined : TEXT_RULES.get(property.type);
  const codes = demanded === undefined || form ? undefined : valueSetCodes(demanded);
  return {
    ...plan,
    primitive: form ?? PRIMITIVES[property.type] ?? (PRIMITIVES.string as PrimitiveType),
    ...(textRule ? { textRule } : {}),
    ...(codes ? { codes: new Set(Object.values(codes).flat()) } : {}),
  };
}
