/**
 * The filters of ValueSet.compose.include, over the concepts of a code system that is at hand.
 * @see https://hl7.org/fhir/R4/valueset-filter-operator.html
 */
import type { CodeSystem, Concept } from "./code-system.js";

export interface Filter {
  property?: string;
  op?: string;
  value?: string;
}

export type Test = (concept: Concept) => boolean;

/** @returns undefined for what is no filter: an unknown operator, no value, a regular expression that is none */
export function filterTest(system: CodeSystem, { property, op, value }: Filter): Test | undefined {
  if (property === undefined || op === undefined || value === undefined) return undefined;
  if (property === "concept" || (property === "code" && op !== "regex" && op !== "in" && op !== "not-in"))
    return hierarchyTest(system, op, value) ?? byValue(codeOf, op, value);
  return byValue(property === "code" ? codeOf : valuesOf(property), op, value);
}

const codeOf = ({ code }: Concept): readonly string[] => [code];

function hierarchyTest(system: CodeSystem, op: string, value: string): Test | undefined {
  const isBelow: Test = (concept) => system.isBelow(concept, value);
  switch (op) {
    case "is-a":
      return isBelow;
    case "descendent-of":
      return (concept) => concept.code !== value && isBelow(concept);
    case "child-of":
      return ({ parents }) => parents.includes(value);
    case "is-not-a":
      return (concept) => !isBelow(concept);
    case "generalizes": {
      const below = system.find(value);
      return ({ code }) => below !== undefined && system.isBelow(below, code);
    }
    case "descendent-leaf":
      return (concept) => concept.code !== value && concept.children.length === 0 && isBelow(concept);
    default:
      return undefined;
  }
}

type Values = (concept: Concept) => readonly string[];

function byValue(values: Values, op: string, value: string): Test | undefined {
  switch (op) {
    case "=":
      return (concept) => values(concept).includes(value);
    case "in":
    case "not-in": {
      const among = new Set(value.split(",").map((one) => one.trim()));
      const isIn = op === "in";
      return (concept) => values(concept).some((one) => among.has(one)) === isIn;
    }
    case "exists":
      return (concept) => values(concept).length > 0 === (value === "true");
    case "regex": {
      const pattern = wholePattern(value);
      return pattern && ((concept) => values(concept).some((one) => pattern.test(one)));
    }
    default:
      return undefined;
  }
}

/** The whole value has to match. Patterns that nest repetitions can run for ever, and are left alone. */
function wholePattern(source: string): RegExp | undefined {
  if (source.length > 200 || /[+*}]\)[+*{]/.test(source)) return undefined;
  try {
    return new RegExp(`^(?:${source})$`, "u");
  } catch {
    return undefined;
  }
}

/** The values of a property as text; what every code system has is known by its name. */
function valuesOf(name: string): Values {
  if (name === "display") return ({ display }) => (display === undefined ? [] : [display]);
  if (name === "parent") return ({ parents }) => parents;
  if (name === "child") return ({ children }) => children;
  const own: Values = ({ properties }) => properties.filter(({ code }) => code === name).map(valueText);
  if (name === "inactive") return (concept) => (own(concept).length > 0 ? own(concept) : [String(concept.inactive)]);
  return own;
}

function valueText(property: Record<string, unknown>): string {
  const [, value] = Object.entries(property).find(([key]) => key.startsWith("value")) ?? [];
  if (typeof value === "object" && value !== null) return String((value as { code?: unknown }).code);
  return String(value);
}
