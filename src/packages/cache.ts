/** A folder of packages, each in a folder called `name#version`, as ~/.fhir/packages is. It is read, never written. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Request } from "./request.js";
import { chooseVersion } from "./versions.js";

export class Cache {
  /** Name -> version -> path. */
  readonly #there = new Map<string, Map<string, string>>();

  /** @param folders where packages are; one that is not there has none */
  constructor(folders: readonly string[]) {
    for (const folder of folders) for (const name of namesIn(folder)) this.#add(name, join(folder, name));
  }

  #add(folder: string, path: string): void {
    const [, name, version] = /^([^#]+)#([^#]+)$/.exec(folder) ?? [];
    if (name === undefined || version === undefined) return;
    const versions = this.#there.get(name) ?? new Map<string, string>();
    this.#there.set(name, versions);
    if (!versions.has(version)) versions.set(version, path);
  }

  versionsOf(name: string): string[] {
    return [...(this.#there.get(name)?.keys() ?? [])];
  }

  /** The path of the package that is meant. */
  find({ name, version }: Request): string | undefined {
    const chosen = chooseVersion(version, this.versionsOf(name));
    return chosen === undefined ? undefined : this.#there.get(name)?.get(chosen);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
