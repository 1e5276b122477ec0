/** What the walk has to know of a type, worked out once: a property's name leads to all that is asked of it. */
import { Definitions } from "../definitions/definitions.js";
import {
  type Binding,
  type ElementGroup,
  type Property,
  type TypeDefinition,
  typeDefinition,
} from "../definitions/r4.js";
import { Terminology } from "../terminology/index.js";
import { type Coded, codedAs } from "./bindings.js";
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
  /** For complex types: how they say codes, where they do. */
  coded?: Coded;
  /** For primitives: what their codes should be, where that is no demand. */
  advised?: Binding;
  /** A bit for each choice of the type; 0 for what is none. */
  choice: number;
  /** A bit for each element that must be there; 0 for what need not. */
  required: number;
}

export interface TypePlan {
  definition: TypeDefinition;
  properties: ReadonlyMap<string, PropertyPlan>;
  /** Elements that must be there, each with its bit. */
  required: readonly { element: string; bit: number }[];
  /** All of their bits. */
  allRequired: number;
  rule?: DatatypeRule;
}

/** What R4 itself binds is not changed by what a validator is given. */
const R4_CODES = new Terminology(new Definitions());

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
  const needed = definition.elements.filter(({ min }) => min > 0);
  for (const [name, property] of definition.properties) {
    const plan = propertyPlan(name, property, bitOf(choices, name), bitOf(needed, name));
    properties.set(name, plan);
    if (plan.primitive) properties.set(`_${name}`, { ...plan, isSibling: true });
  }
  const required = needed.map(({ element }, i) => ({ element, bit: 1 << i }));
  const rule = DATATYPE_RULES.get(definition.name);
  return { definition, properties, required, allRequired: 2 ** needed.length - 1, ...(rule ? { rule } : {}) };
}

/** No type of R4 has more than 31 choices or needed elements. */
function bitOf(groups: readonly ElementGroup[], name: string): number {
  const i = groups.findIndex(({ properties }) => properties.includes(name));
  return i < 0 ? 0 : 1 << i;
}

function propertyPlan(name: string, property: Property, choice: number, required: number): PropertyPlan {
  const { definition, kind, max } = property;
  const coded = codedAs(property.type);
  const plan: PropertyPlan = {
    property,
    name,
    otherName: `_${name}`,
    isSibling: false,
    repeats: max !== 1,
    choice,
    required,
  };
  if (kind !== "primitive-type") return coded ? { ...plan, coded } : plan;
  const { binding } = definition;
  const demanded = binding?.strength === "required" ? binding.valueSet : binding?.maxValueSet;
  const form = formOf(property, demanded);
  const textRule = form ? undefined : TEXT_RULES.get(property.type);
  const codes = demanded === undefined || form ? undefined : R4_CODES.requiredCodes(demanded);
  return {
    ...plan,
    primitive: form ?? PRIMITIVES[property.type] ?? (PRIMITIVES.string as PrimitiveType),
    ...(textRule ? { textRule } : {}),
    ...(codes ? { codes } : {}),
    ...(coded && binding && isAdvice(binding) ? { advised: binding } : {}),
  };
}

const isAdvice = ({ strength }: Binding): boolean => strength === "extensible" || strength === "preferred";
