/** Two engines on the same elements: ours and fhirpath.js. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4";
import { type ConstraintData, typeDefinition } from "../../src/definitions/r4.js";
import { type CompiledFhirPath, compileFhirPath, EvaluationError } from "../../src/fhirpath/index.js";

export type Json = Record<string, unknown>;

const examples = new URL("../../node_modules/hl7.fhir.r4.examples/", import.meta.url);

/** The names of the official examples that are not larger than this, in bytes. */
export const exampleNames = (size: number): string[] =>
  readdirSync(examples).filter(
    (name) => /^[A-Z]\w+-.*\.json$/.test(name) && statSync(new URL(name, examples)).size < size,
  );

export const readExample = (name: string): Json => JSON.parse(readFileSync(new URL(name, examples), "utf8")) as Json;

/** An element that a constraint is about. */
export interface Subject {
  constraint: ConstraintData;
  value: unknown;
  /** Its type. */
  base: string;
  resource: Json;
  root: Json;
}

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every element with every constraint that R4 states about it. */
export function* subjects(resource: Json, root = resource): Generator<Subject> {
  yield* ofNode(resource, String(resource.resourceType), resource, root);
}

function* ofNode(node: Json, base: string, resource: Json, root: Json): Generator<Subject> {
  const type = typeDefinition(base);
  for (const constraint of type?.constraints ?? []) yield { constraint, value: node, base, resource, root };
  for (const [key, content] of Object.entries(node)) {
    const property = type?.properties.get(key);
    for (const value of property ? [content].flat() : []) {
      if (value === null || value === undefined || !property) continue;
      for (const constraint of property.definition.constraints)
        yield { constraint, value, base: property.type, resource, root };
      if (!isJson(value)) continue;
      if (property.kind === "resource") yield* subjects(value, key === "contained" ? root : value);
      else if (property.kind !== "primitive-type") yield* ofNode(value, property.type, resource, root);
    }
  }
}

/** True, false, `empty`, what else it gave, or why it gave nothing: `throws …`. */
export type Answer = boolean | string;

const kept = new Map<string, CompiledFhirPath | undefined>();

export function compiled(expression: string, base: string): CompiledFhirPath | undefined {
  const id = `${base} ${expression}`;
  if (!kept.has(id)) kept.set(id, compileFhirPath(expression, base));
  return kept.get(id);
}

export function ours({ constraint, value, base, resource, root }: Subject): Answer {
  const environment = { resource, rootResource: root, resolve: () => undefined, htmlChecks: () => true };
  try {
    return compiled(constraint.expression, base)?.boolean(value, environment) ?? "empty";
  } catch (error) {
    if (error instanceof EvaluationError) return `throws ${error.message}`;
    throw error;
  }
}

type Evaluate = (value: unknown, environment: object) => unknown[];

const theirKept = new Map<string, Evaluate>();

export function theirs({ constraint, value, base, resource, root }: Subject): Answer {
  const { expression } = constraint;
  const id = `${base} ${expression}`;
  const path = typeDefinition(base)?.kind === "resource" ? expression : { base, expression };
  const evaluate = theirKept.get(id) ?? (fhirpath.compile(path, r4, { traceFn: () => undefined }) as Evaluate);
  theirKept.set(id, evaluate);
  try {
    const result = evaluate(value, { resource, rootResource: root });
    if (result.length === 0) return "empty";
    return result.length === 1 && typeof result[0] === "boolean" ? result[0] : JSON.stringify(result);
  } catch (error) {
    return `throws ${String(error)}`;
  }
}

/** What fhirpath.js says of a whole resource: JSON, or why it says nothing. */
export function theirValues(expression: string, resource: Json): unknown[] | string {
  try {
    const environment = { resource, rootResource: resource, context: resource };
    return fhirpath.evaluate(resource, expression, environment, r4, { traceFn: () => undefined }).map(plain);
  } catch (error) {
    return `throws ${String(error)}`;
  }
}

const plain = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) && value.constructor !== Object
    ? String(value)
    : value;

export function ourValues(expression: string, resource: Json): unknown[] | string {
  try {
    const environment = { resource, rootResource: resource, resolve: () => undefined };
    return compiled(expression, String(resource.resourceType))?.values(resource, environment) ?? "not compiled";
  } catch (error) {
    if (error instanceof EvaluationError) return `throws ${error.message}`;
    throw error;
  }
}

export const isThrow = (answer: unknown): boolean => typeof answer === "string" && answer.startsWith("throws ");
