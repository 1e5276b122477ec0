/** The walk through a resource: each level against its schema, then what it holds, then the rules about it. */
import {
  isResourceType,
  type Property,
  RESOURCE_TYPES,
  type TypeDefinition,
  typeDefinition,
} from "../definitions/r4.js";
import { digitsOf } from "../fhir/json.js";
import { nearest } from "../finding/nearest.js";
import type { SchemaCheck } from "./ajv.js";
import { checkBinding } from "./bindings.js";
import { checkBundle } from "./bundle.js";
import { DATATYPE_RULES } from "./datatypes.js";
import type { Invariants } from "./invariants.js";
import { checkNarrative } from "./narrative.js";
import { child, type Place } from "./place.js";
import { checkCanonical, checkReference } from "./references.js";
import type { Report } from "./report.js";
import { indexBundle, isObject, type JsonObject, type Scope } from "./scope.js";
import { checkStructure, shown } from "./structure.js";
import { checkVitalSigns } from "./vital-signs.js";

/** What a validator keeps between resources. */
export interface Knowledge {
  schemaCheck(type: TypeDefinition): SchemaCheck;
  invariants: Invariants;
}

export class Walk {
  constructor(
    readonly report: Report,
    readonly knowledge: Knowledge,
  ) {}

  /** A whole resource: at the top, contained, in a Bundle entry or in Parameters. */
  resource(node: JsonObject, place: Place, scope: Omit<Scope, "resource">): void {
    const type = this.#resourceType(node, place);
    if (!type) return;
    const inner: Scope = { ...scope, resource: node };
    if (type.name === "Bundle") {
      const bundle = indexBundle(node);
      this.#node(node, type, place, { ...inner, bundle });
      checkBundle(this.report, node, bundle, place);
    } else this.#node(node, type, place, inner);
    if (type.name === "Observation") checkVitalSigns(this.report, node, place);
  }

  #resourceType(node: JsonObject, place: Place): TypeDefinition | undefined {
    const name = node.resourceType;
    if (typeof name === "string" && isResourceType(name)) return typeDefinition(name);
    if (name === undefined) this.report.add("validate/resource-type-missing", place);
    else {
      const near = typeof name === "string" ? nearest(name, RESOURCE_TYPES) : undefined;
      const hint = near === undefined ? {} : { hint: `did you mean "${near}"?` };
      this.report.add("validate/resource-type-unknown", place, { type: shown(name) }, hint);
    }
    return undefined;
  }

  #node(node: JsonObject, type: TypeDefinition, place: Place, scope: Scope, isBesideValue = false): void {
    if (this.report.isFull) return;
    const { broken, isDamaged } = checkStructure(this.report, node, type, this.knowledge.schemaCheck(type), place);
    for (const key of Object.keys(node)) {
      const property = type.properties.get(key);
      if (property && !broken.has(key)) this.#property(node, key, property, place, scope);
      else if (key.startsWith("_") && !broken.has(key)) {
        const primitive = type.properties.get(key.slice(1));
        // A value in the same property takes its sibling along.
        if (primitive && node[key.slice(1)] === undefined) this.#primitive(node, key.slice(1), primitive, place, scope);
      }
    }
    if (type.name === "Narrative" && typeof node.div === "string")
      checkNarrative(this.report, node.div, child(place, "div"), scope);
    if (!isDamaged && !isBesideValue) this.knowledge.invariants.checkType(this.report, node, type, place, scope);
  }

  #property(node: JsonObject, key: string, property: Property, place: Place, scope: Scope): void {
    if (property.kind === "primitive-type") this.#primitive(node, key, property, place, scope);
    else if (Array.isArray(node[key]))
      for (const [i, item] of node[key].entries())
        this.#complex(item, property, child(place, property.segment, i), scope);
    else this.#complex(node[key], property, child(place, property.segment), scope);
  }

  #complex(value: unknown, property: Property, place: Place, scope: Scope): void {
    if (!isObject(value)) return;
    if (property.kind === "resource") {
      this.#nested(value, property, place, scope);
      return;
    }
    const type = typeDefinition(property.type);
    if (!type) return;
    this.#node(value, type, place, scope);
    if (property.type === "Reference") checkReference(this.report, value, property, place, scope);
    DATATYPE_RULES.get(property.type)?.(this.report, value, place);
    checkBinding(this.report, value, property, place);
    this.knowledge.invariants.checkElement(this.report, value, property, place, scope);
  }

  #nested(value: JsonObject, property: Property, place: Place, scope: Scope): void {
    if (property.element === "contained") {
      if (value.id === undefined) this.report.add("validate/contained-id-missing", place);
      this.resource(value, place, scope);
      return;
    }
    const entry = place.parent?.segment === "entry" && scope.bundle ? { entry: place.parent.index ?? 0 } : {};
    const { bundle } = scope;
    this.resource(value, place, { root: value, ...(bundle ? { bundle } : {}), ...entry });
  }

  /** A primitive with its `_name` sibling: the same element in two properties. */
  #primitive(node: JsonObject, key: string, property: Property, place: Place, scope: Scope): void {
    const [value, sibling] = [node[key], node[`_${key}`]];
    if (property.max === 1) {
      this.#primitiveItem(value, sibling, property, child(place, property.segment), scope);
      this.#wholeNumber(node, key, property, child(place, property.segment));
      return;
    }
    const values = Array.isArray(value) ? value : [];
    const siblings = Array.isArray(sibling) ? sibling : [];
    for (let i = 0; i < Math.max(values.length, siblings.length); i++) {
      const at = child(place, property.segment, i);
      if (values[i] == null && siblings[i] == null) this.report.add("validate/null-without-sibling", at);
      this.#primitiveItem(values[i] ?? undefined, siblings[i] ?? undefined, property, at, scope);
      if (values[i] != null) this.#wholeNumber(values, String(i), property, at);
    }
  }

  #primitiveItem(value: unknown, sibling: unknown, property: Property, place: Place, scope: Scope): void {
    const element = typeDefinition("Element");
    // Element's one invariant, ele-1, asks for more than an id; beside a value an id alone is enough.
    if (isObject(sibling) && element) this.#node(sibling, element, place, scope, value !== undefined);
    if (value === undefined && property.definition.binding !== undefined && sibling !== undefined)
      this.report.add("validate/code-missing", place, { valueSet: property.definition.binding });
    if (value === undefined) return;
    if (property.type === "canonical" && typeof value === "string") checkCanonical(this.report, value, place, scope);
    this.knowledge.invariants.checkElement(this.report, value, property, place, scope);
  }

  /** 1.0 and 1e2 are no integers in FHIR, though JavaScript cannot tell. */
  #wholeNumber(holder: object, key: string, { type }: Property, place: Place): void {
    if (type !== "integer" && type !== "positiveInt" && type !== "unsignedInt") return;
    const digits = digitsOf(holder, key);
    if (digits !== undefined && !/^-?\d+$/.test(digits))
      this.report.add("validate/invalid-value", place, {
        type,
        value: digits,
        expected: "a whole number, as digits alone",
      });
  }
}
