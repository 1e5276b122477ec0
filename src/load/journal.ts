/** What was there before the first write, kept until everything is stored: a load that is continued still knows it. */
import type { Item } from "./plan/items.js";
import type { Stored } from "./plan/plan.js";
import type { DeletedEntry } from "./receipt.js";

/** One line of the journal. */
export type JournalLine =
  /** What was found of an item, by the path it is looked for; nothing: it was not there. */
  | { path: string; before?: Stored; deleted?: undefined }
  /** What is about to be taken away. */
  | { deleted: DeletedEntry; path?: undefined };

/** Where lines are kept; in the order they were written. */
export interface JournalFile {
  lines: readonly JournalLine[];
  /** On the disk when this returns. */
  append(lines: readonly JournalLine[]): Promise<void>;
}

export class Journal {
  readonly #file: JournalFile;
  constructor(file: JournalFile) {
    this.#file = file;
  }

  /**
   * Notes what is there of the items that will be written.
   *
   * @returns by urn: what was there before this load, or before the one that it continues
   */
  async begin(
    items: readonly Item[],
    paths: ReadonlyMap<string, string>,
    stored: ReadonlyMap<string, Stored>,
    done: ReadonlySet<string>,
  ): Promise<Map<string, Stored>> {
    const earlier = new Map(
      this.#file.lines.flatMap((line) => (line.path === undefined ? [] : [[line.path, line.before]])),
    );
    const before = new Map<string, Stored>();
    const lines: JournalLine[] = [];
    for (const { urn } of items) {
      const path = paths.get(urn) ?? "";
      const there = earlier.has(path) ? earlier.get(path) : stored.get(urn);
      if (there) before.set(urn, there);
      if (path && !earlier.has(path) && !done.has(urn)) lines.push({ path, ...(there ? { before: there } : {}) });
    }
    if (lines.length > 0) await this.#file.append(lines);
    return before;
  }

  /** What an earlier, unfinished load set out to take away. */
  get deleted(): DeletedEntry[] {
    return this.#file.lines.flatMap((line) => line.deleted ?? []);
  }

  async willDelete(entries: readonly DeletedEntry[]): Promise<void> {
    if (entries.length > 0) await this.#file.append(entries.map((deleted) => ({ deleted })));
  }
}
