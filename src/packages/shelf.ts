/** Definitions by type and canonical URL, each read when it is asked for and then kept. */
import type { Head } from "./head.js";
import { newest } from "./versions.js";

export type Resource = Record<string, unknown>;

interface Row {
  version: string;
  /** Undefined for a file that turned out to be broken. */
  read(): Resource | undefined;
}

export class Shelf {
  readonly #rows = new Map<string, Row[]>();

  get size(): number {
    return this.#rows.size;
  }

  /** Takes what has a type and a URL; anything else cannot be asked for. */
  put({ resourceType, url, version = "" }: Head, read: () => Resource | undefined): void {
    if (!resourceType || !url) return;
    const key = keyOf(resourceType, url);
    const rows = this.#rows.get(key) ?? [];
    if (rows.length === 0) this.#rows.set(key, rows);
    rows.push({ version, read: once(read) });
  }

  /** The version that an unversioned canonical gets. */
  versionOf(resourceType: string, url: string): string | undefined {
    return newest((this.#rows.get(keyOf(resourceType, url)) ?? []).map((row) => row.version));
  }

  find(resourceType: string, url: string, version = this.versionOf(resourceType, url)): Resource | undefined {
    return this.#rows
      .get(keyOf(resourceType, url))
      ?.find((row) => row.version === version)
      ?.read();
  }
}

const keyOf = (resourceType: string, url: string): string => `${resourceType} ${url}`;

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
