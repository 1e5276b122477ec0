/** The paths of discriminators: FHIRPath as far as R4 allows it there, and what stands at them in an instance. */
import type { Property } from "../../definitions/r4.js";
import { isObject, resolve, type Scope, text } from "../scope.js";
import { accessByName, type Item, itemsOf } from "./item.js";
import { itemOf } from "./target.js";
import { isKindOf } from "./types.js";

/** One step of a discriminator's path. */
export type PathStep =
  | { kind: "child"; name: string }
  | { kind: "extension"; url: string }
  | { kind: "type"; type: string }
  | { kind: "resolve" };

const STEP =
  /^(?:\$this|(extension)\(\s*'([^']+)'\s*\)|(resolve)\(\)|(ofType|as)\(\s*(?:FHIR\.)?(\w+)\s*\)|(\w+(?:\[x\])?))(?:\.|$)/;

export function stepsOf(path: string): PathStep[] | undefined {
  const steps: PathStep[] = [];
  for (let rest = path.trim(); rest !== ""; ) {
    const match = STEP.exec(rest);
    if (!match) return undefined;
    const [whole, extension, url, resolves, ofType, type, name] = match;
    if (extension) steps.push({ kind: "extension", url: url as string });
    else if (resolves) steps.push({ kind: "resolve" });
    else if (ofType) steps.push({ kind: "type", type: type as string });
    else if (name) steps.push({ kind: "child", name });
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** What stands at the path in an instance. */
export function select(item: Item, steps: readonly PathStep[], scope: Scope): Item[] {
  let items = [item];
  for (const step of steps) items = items.flatMap((one) => selectStep(one, step, scope));
  return items;
}

function selectStep(item: Item, step: PathStep, scope: Scope): Item[] {
  if (step.kind === "child") return itemsOf(item, accessByName(item.type, step.name));
  if (step.kind === "type") return isKindOf(item.type, step.type) ? [item] : [];
  if (step.kind === "extension")
    return itemsOf(item, accessByName(item.type, "extension")).filter(
      ({ value }) => isObject(value) && value.url === step.url,
    );
  const reference = isObject(item.value) ? text(item.value.reference) : text(item.value);
  const target = reference === undefined ? undefined : resolve(reference, scope);
  return isObject(target) ? [itemOf(target, item)] : [];
}

/** The JSON keys that lead to what stands at the path, where there is but one way. */
export function keysOf(steps: readonly PathStep[], [only, further]: readonly Property[]): string[] | undefined {
  const keys: string[] = [];
  let property = further ? undefined : only;
  for (const step of steps) {
    const [way, other] = step.kind === "child" && property ? accessByName(property.type, step.name) : [];
    if (!way || other || way.property.kind === "resource") return undefined;
    keys.push(way.key);
    property = way.property;
  }
  return property && keys;
}

/** Whether the test holds for something that the keys lead to from there on; of a list each item is asked. */
export function someAt(
  value: unknown,
  keys: readonly string[],
  from: number,
  test: (value: unknown) => boolean,
): boolean {
  if (Array.isArray(value)) return value.some((one) => someAt(one, keys, from, test));
  const key = keys[from];
  if (key === undefined) return test(value);
  return isObject(value) && value[key] !== undefined && someAt(value[key], keys, from + 1, test);
}
