/** The files of a package in a folder, read when they are asked for. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface PackageFiles {
  /** The JSON files beside package.json, that one and .index.json with them. */
  names: readonly string[];
  /** @throws when it cannot be read */
  read(name: string): string;
}

/** @param path a folder that holds definitions, or such a folder called `package` as the cache of FHIR packages has it */
export function folderFiles(path: string): PackageFiles {
  const inner = join(path, "package");
  const folder = existsSync(join(inner, "package.json")) ? inner : path;
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.name.endsWith(".json") && !entry.isDirectory() ? [entry.name] : [],
  );
  return { names, read: (name) => readFileSync(join(folder, name), "utf8") };
}
