/** What a package holds: from its .index.json where it has one, else from the beginning of each file. */
import type { PackageFiles } from "./files.js";
import { type Head, headOf } from "./head.js";
import { type Resource, Shelf } from "./shelf.js";

const INDEX = ".index.json";
const NO_RESOURCES: ReadonlySet<string> = new Set([INDEX, "package.json", ".derived.index.json"]);

/** @param onBroken told of each file that cannot be read, once it is wanted */
export function shelve(files: PackageFiles, onBroken: (file: string, reason: string) => void): Shelf {
  const shelf = new Shelf();
  const attempt = <T>(file: string, make: () => T): T | undefined => {
    try {
      return make();
    } catch (error) {
      onBroken(file, (error as Error).message);
      return undefined;
    }
  };
  const indexed = files.names.includes(INDEX) ? attempt(INDEX, () => indexOf(files)) : undefined;
  for (const file of files.names) {
    if (NO_RESOURCES.has(file)) continue;
    const head = indexed?.get(file) ?? attempt(file, () => headOf(files.read(file)));
    if (head) shelf.put(head, () => attempt(file, () => JSON.parse(withoutMark(files.read(file))) as Resource));
  }
  return shelf;
}

/** One resource, or what a Bundle of resources holds. */
export function shelveText(text: string): Shelf {
  const shelf = new Shelf();
  const read: unknown = JSON.parse(withoutMark(text));
  for (const one of isBundle(read) ? read.entry.map((entry) => entry?.resource) : [read]) {
    if (typeof one === "object" && one !== null) shelf.put(headFrom(one), () => one as Resource);
  }
  return shelf;
}

const isBundle = (read: unknown): read is { entry: ({ resource?: unknown } | null)[] } => {
  const { resourceType, entry } = (read ?? {}) as Record<string, unknown>;
  return resourceType === "Bundle" && Array.isArray(entry);
};

/** https://confluence.hl7.org/display/FHIR/NPM+Package+Specification, ".index.json". */
function indexOf(files: PackageFiles): ReadonlyMap<string, Head> {
  const { files: rows } = JSON.parse(files.read(INDEX)) as { files?: ({ filename?: unknown } | null)[] };
  return new Map((rows ?? []).map((row) => [String(row?.filename), headFrom(row ?? {})]));
}

function headFrom(given: object): Head {
  const { resourceType, url, version } = given as Record<string, unknown>;
  return {
    ...(typeof resourceType === "string" ? { resourceType } : {}),
    ...(typeof url === "string" ? { url } : {}),
    ...(typeof version === "string" ? { version } : {}),
  };
}

const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
