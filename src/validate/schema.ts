/**
 * HL7's definition of a type as a JSON Schema of one level: its properties, their JSON types, primitive formats, codes
 * and cardinalities. What a property holds in turn is judged by that type's own schema, so no schema nests another,
 * and each is compiled when the first instance of its type turns up.
 */
import { type Property, type TypeDefinition, valueSetCodes } from "../definitions/r4.js";
import { CODE_FORMS, PRIMITIVES } from "./primitives.js";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What the schema of a primitive's `_name` sibling allows: an object with id and extensions. */
const COMPLEX: JsonSchema = { type: "object", minProperties: 1 };

export function schemaOf(definition: TypeDefinition): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  if (definition.kind === "resource") properties.resourceType = { const: definition.name };
  for (const [name, property] of definition.properties) {
    const isPrimitive = property.kind === "primitive-type";
    properties[name] = repeated(property, isPrimitive ? primitive(property) : COMPLEX, isPrimitive);
    if (isPrimitive) properties[`_${name}`] = repeated(property, COMPLEX, true);
  }
  return {
    type: "object",
    properties,
    additionalProperties: false,
    // Both are keywords of our own: an element may be given as `status` or as `_status`, or under a choice's names.
    requiredElements: definition.elements.filter(({ min }) => min > 0).map(alternatives),
    singleChoices: definition.elements.filter(({ properties: names }) => names.length > 1).map(alternatives),
  };
}

const alternatives = ({ element, properties }: TypeDefinition["elements"][number]) => ({ element, keys: properties });

/** In arrays of primitives null holds the place of a value that only the other array has. */
function repeated({ max }: Property, item: JsonSchema, nullable: boolean): JsonSchema {
  if (max === 1) return item;
  const items = nullable ? { ...item, type: [item.type, "null"] } : item;
  return { type: "array", minItems: 1, items, ...(Number.isFinite(max) ? { maxItems: max } : {}) };
}

function primitive({ type, definition, element }: Property): JsonSchema {
  const { json, accepts, minimum, maximum } = PRIMITIVES[type] ?? { json: "string" };
  const codes = definition.binding === undefined ? undefined : valueSetCodes(definition.binding);
  // Element ids are any string without spaces; resource ids have their own type.
  const format = definition.form ?? (element === "id" && type === "string" ? "elementId" : accepts && type);
  return {
    type: json,
    ...(json === "string" && !format && !codes ? { minLength: 1 } : {}),
    ...(format && !codes ? { format } : {}),
    ...(minimum === undefined ? {} : { minimum, maximum }),
    ...(codes ? { enum: [...new Set(Object.values(codes).flat()), null] } : {}),
  };
}

/** Every format the schemas name. */
export const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ...[...Object.entries(PRIMITIVES), ...Object.entries(CODE_FORMS)].flatMap(([name, { accepts }]) =>
    accepts ? [[name, accepts] as const] : [],
  ),
  ["elementId", (text: string) => !/\s/.test(text)] as const,
]);
