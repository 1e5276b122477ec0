/**
 * Every version of every resource, in memory, with undo: a step that throws inside `atomically` leaves no trace.
 *
 * Two indexes are kept because conditional creates and referential integrity would otherwise look at everything:
 * tokens (identifier, _tag) to ids, and a resource to those that refer to it.
 */

import { referencesOf } from "../fhir/references.js";
import type { Resource } from "../fhir/types.js";
import { indexedTokens } from "./search/tokens.js";

export interface Version {
  type: string;
  id: string;
  /** Counts from 1; a deletion counts as a version. */
  number: number;
  lastUpdated: string;
  method: "POST" | "PUT" | "DELETE";
  /** As it is answered, with its meta; absent when this version is the deletion. */
  resource?: Resource;
}

/** A version that holds a resource. */
export type Live = Version & { resource: Resource };

const isLive = (version: Version | undefined): version is Live => version?.resource !== undefined;

export class Store {
  readonly #histories = new Map<string, Version[]>();
  readonly #types = new Map<string, Set<string>>();
  readonly #tokens = new Map<string, Set<string>>();
  readonly #referrers = new Map<string, Set<string>>();
  readonly #localKey: (reference: string) => string | undefined;
  #journal: string[] | undefined;

  /** @param localKey gives `Type/id` for a reference to this server, undefined for any other */
  constructor(localKey: (reference: string) => string | undefined) {
    this.#localKey = localKey;
  }

  /** The newest version, a deletion included; undefined when there never was one. */
  latest(type: string, id: string): Version | undefined {
    return this.#histories.get(`${type}/${id}`)?.at(-1);
  }

  /** Oldest first. */
  history(type: string, id: string): readonly Version[] {
    return this.#histories.get(`${type}/${id}`) ?? [];
  }

  live(key: string): Live | undefined {
    const version = this.#histories.get(key)?.at(-1);
    return isLive(version) ? version : undefined;
  }

  /** All that is there of a type, in the order it was first stored. */
  *all(type: string): Iterable<Live> {
    for (const key of this.#types.get(type) ?? []) {
      const version = this.live(key);
      if (version) yield version;
    }
  }

  /** What carries an indexed token; `token` as search/tokens.ts writes it. */
  *withToken(type: string, token: string): Iterable<Live> {
    for (const key of this.#tokens.get(`${type} ${token}`) ?? []) {
      const version = this.live(key);
      if (version) yield version;
    }
  }

  /** `Type/id` of the resources that refer to this one, itself not counted. */
  referrersOf(key: string): string[] {
    return [...(this.#referrers.get(key) ?? [])].filter((other) => other !== key);
  }

  write(version: Version): void {
    const key = `${version.type}/${version.id}`;
    const history = this.#histories.get(key) ?? [];
    this.#histories.set(key, history);
    this.#index(key, history.at(-1), "delete");
    history.push(version);
    note(this.#types, version.type, key, "add");
    this.#index(key, version, "add");
    this.#journal?.push(key);
  }

  /** Runs steps of which either all writes stay or, when one throws, none. */
  atomically<T>(steps: () => T): T {
    if (this.#journal) return steps();
    this.#journal = [];
    try {
      return steps();
    } catch (error) {
      for (const key of this.#journal.reverse()) this.#undo(key);
      throw error;
    } finally {
      this.#journal = undefined;
    }
  }

  #undo(key: string): void {
    const history = this.#histories.get(key);
    this.#index(key, history?.pop(), "delete");
    this.#index(key, history?.at(-1), "add");
    if (history?.length === 0) {
      this.#histories.delete(key);
      note(this.#types, key.slice(0, key.indexOf("/")), key, "delete");
    }
  }

  #index(key: string, version: Version | undefined, change: "add" | "delete"): void {
    if (!isLive(version)) return;
    for (const token of indexedTokens(version.resource)) {
      note(this.#tokens, `${version.type} ${token}`, key, change);
    }
    for (const { reference } of referencesOf(version.resource)) {
      const target = this.#localKey(reference);
      if (target) note(this.#referrers, target, key, change);
    }
  }
}

function note(index: Map<string, Set<string>>, name: string, key: string, change: "add" | "delete"): void {
  const keys = index.get(name) ?? new Set();
  keys[change](key);
  if (keys.size > 0) index.set(name, keys);
  else index.delete(name);
}
