/** What `load` and `validate` take: files, folders, patterns and NDJSON, as one stream. */
import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Finding, finding } from "../finding/finding.js";
import { readLines } from "./ndjson.js";
import { nameOf, readText, type Text, unreadable } from "./read.js";

/** A text to be read when its turn has come. */
export interface Source {
  /** How findings call it. */
  name: string;
  read(): Promise<Text | { finding: Finding }>;
}

export interface ManyInputs {
  /** NDJSON counts as one. */
  files: readonly string[];
  sources: AsyncIterable<Source>;
}

export type Inputs =
  /** One file was named (`-`: the standard input). */
  | { one: string; many?: undefined; failure?: undefined }
  | { many: ManyInputs; one?: undefined; failure?: undefined }
  | { failure: Finding; one?: undefined; many?: undefined };

/** @param paths as they stand on the command line */
export async function findInputs(paths: readonly string[]): Promise<Inputs> {
  const files = new Map<string, string>();
  for (const path of paths) {
    const found = await filesOf(path);
    if ("finding" in found) return { failure: found.finding };
    for (const file of found.files) files.set(file === "-" ? file : resolve(file), file);
  }
  const [first = "", ...others] = files.values();
  if (others.length === 0 && paths.includes(first) && !isNdjson(first)) return { one: first };
  return { many: { files: [...files.values()], sources: sourcesOf(files.values()) } };
}

async function* sourcesOf(files: Iterable<string>): AsyncGenerator<Source> {
  for (const file of files) {
    if (isNdjson(file)) yield* readLines(file);
    else yield { name: nameOf(file), read: () => readText(file) };
  }
}

export const isNdjson = (file: string): boolean => /\.(ndjson|jsonl)$/i.test(file);

/** A folder may hold the receipts of what is in it, and what is hidden. */
const isInput = (name: string): boolean =>
  /^[^.].*\.(json|ya?ml|ndjson|jsonl)$/i.test(name) && !/\.receipt\.json$/i.test(name);

/** What no name of a file has that is not there, or hardly any. */
const MAYBE_PATTERN = /[*?{[(]/;

async function filesOf(path: string): Promise<{ files: string[] } | { finding: Finding }> {
  const found = (files: string[], why: string) =>
    files.length > 0 ? { files } : { finding: finding("cli/no-inputs", { path, why }) };
  try {
    const there = path === "-" ? undefined : statSync(path, { throwIfNoEntry: false });
    if (there?.isDirectory()) {
      const inside = readdirSync(path, { withFileTypes: true }).filter(
        (one) => !one.isDirectory() && isInput(one.name),
      );
      const files = inside.map(({ name }) => join(path, name)).sort();
      return found(files, "has no *.json, *.yaml, *.yml or *.ndjson in it");
    }
    if (path === "-" || there || !MAYBE_PATTERN.test(path)) return { files: [path] };
    const { matching } = await import("./glob.js");
    return found(await matching(path), "matches no file");
  } catch (error) {
    return { finding: unreadable(path, error as NodeJS.ErrnoException) };
  }
}
