/**
 * The values a search parameter's path leads to: arrays are walked through, a last step `name[x]` takes whichever type
 * of the choice is there.
 */
export function valuesAt(resource: unknown, path: string): unknown[] {
  return path
    .split(".")
    .reduce<unknown[]>((values, step) => values.flatMap((value) => follow(value, step)), [resource]);
}

function follow(value: unknown, step: string): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  const keys = step.endsWith("[x]") ? Object.keys(holder).filter((key) => isChoice(key, step.slice(0, -3))) : [step];
  return keys.flatMap((key) => (Object.hasOwn(holder, key) ? holder[key] : [])).filter((item) => item != null);
}

const isChoice = (key: string, name: string): boolean => key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length));
