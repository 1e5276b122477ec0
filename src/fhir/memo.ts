/** What is worked out once by a name. */

/** Of names that others choose, such as those of unknown code systems, there is no end: no more are kept, and no longer ones. */
const MAX_KEPT = 10_000;
const LONGEST_NAME = 300;

export class Memo<V> {
  readonly #kept = new Map<string, V | null>();

  /** @param make works it out; what is made from itself is not to be had while it is made */
  constructor(readonly make: (name: string) => V | undefined) {}

  of(name: string): V | undefined {
    const known = this.#kept.get(name);
    return known === undefined ? this.#make(name) : (known ?? undefined);
  }

  #make(name: string): V | undefined {
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    this.#kept.set(name, null);
    const made = this.make(name);
    if (name.length > LONGEST_NAME) this.#kept.delete(name);
    else this.#kept.set(name, made ?? null);
    return made;
  }
}
