/** What becomes of an ElementDefinition when a differential says something about it. */
import type { ElementDefinition } from "../structure.js";

type Fields = Record<string, unknown>;

/** Lists to which a differential adds. */
const ADDED = ["alias", "condition", "constraint", "mapping", "example", "code"];
/** Texts that a differential continues when it begins with an ellipsis. */
const CONTINUED = ["definition", "comment", "requirements", "label"];
/** Where the element stands; the snapshot says it itself. */
const PLACE = new Set(["id", "path", "base"]);

/** The element as the differential changes it: what is said replaces, lists grow, a binding keeps what is not said anew. */
export function mergeElement(base: ElementDefinition, change: ElementDefinition): ElementDefinition {
  const merged: Fields = { ...base };
  const fields = change as unknown as Fields;
  for (const [key, value] of Object.entries(fields)) if (!PLACE.has(key)) merged[key] = value;
  for (const key of ADDED) {
    const before = (base as unknown as Fields)[key];
    if (Array.isArray(before) && Array.isArray(fields[key])) merged[key] = union(before, fields[key]);
  }
  for (const key of CONTINUED) {
    const before = (base as unknown as Fields)[key];
    const text = fields[key];
    if (typeof text === "string" && text.startsWith("..."))
      merged[key] = `${typeof before === "string" ? before : ""}\r\n${text.slice(3)}`;
  }
  if (base.binding && change.binding) merged.binding = { ...base.binding, ...change.binding };
  return merged as unknown as ElementDefinition;
}

/** Both lists; what the second one says of the same thing (a constraint's key) counts. */
function union(before: readonly unknown[], added: readonly unknown[]): unknown[] {
  const names = new Set(added.map(nameOf));
  return [...before.filter((one) => !names.has(nameOf(one))), ...added];
}

const nameOf = (one: unknown): string => (one as { key?: string }).key ?? JSON.stringify(one);

/** What an element takes over from the profile of its type, such as the definition of an extension. */
const TAKEN = ["short", "definition", "comment", "requirements", "alias", "isModifier", "isModifierReason"];

/** The element with what the root of the one profile that its type names says of it. */
export const takeProfile = (element: ElementDefinition, root: ElementDefinition): ElementDefinition => ({
  ...element,
  ...Object.fromEntries(Object.entries(root).filter(([key, value]) => TAKEN.includes(key) && value !== false)),
});

/** An element of a new place, with the base that its own definition has. */
export const withBase = (element: ElementDefinition): ElementDefinition => ({
  ...element,
  base: element.base ?? { path: element.path, min: element.min ?? 0, max: element.max ?? "*" },
});

/** A slice as it begins: as its element, neither sliced nor demanded. */
export function beginSlice(element: ElementDefinition, sliceName: string): ElementDefinition {
  const { slicing: _, ...rest } = element;
  return { ...rest, sliceName, min: 0 };
}
