/**
 * Regular expressions that somebody else wrote, on text that somebody else wrote: whether it matches, in time that grows
 * with the text alone. An automaton is made of the expression, state by state as the text needs them, so there is
 * nothing to go back to.
 *
 * ECMAScript's syntax with the flag `s`, but for what looks around or back (`(?=`, `\b`, `\1`) and `\p{…}`.
 */
import { parsePattern, type Step } from "./pattern-syntax.js";

/** Where the automaton can be, and where each sign leads. */
interface State {
  /** The steps that read a sign. */
  reading: readonly number[];
  isMatch: boolean;
  /** Whether it is a match when the text ends here. */
  isMatchAtEnd: boolean;
  next: Map<number, State>;
}

/** More is forgotten and made anew. */
const MAX_STATES = 2_000;

/**
 * @returns a test whether the expression matches a part of a text; undefined when it uses what is left out, is larger than
 * anybody needs, or is none
 */
export function compilePattern(source: string): ((text: string) => boolean) | undefined {
  const steps = parsePattern(source);
  if (!steps) return undefined;
  const automaton = new Automaton(steps);
  return (text) => automaton.matches(text);
}

class Automaton {
  readonly #start: State;
  readonly #states = new Map<string, State>();

  constructor(readonly steps: readonly Step[]) {
    this.#start = this.#stateOf([0], true);
  }

  matches(text: string): boolean {
    let state = this.#start;
    for (let i = 0; i < text.length; i++) {
      if (state.isMatch) return true;
      const sign = text.codePointAt(i) as number;
      if (sign > 0xffff) i++;
      state = state.next.get(sign) ?? this.#step(state, sign);
    }
    return state.isMatchAtEnd;
  }

  #step(state: State, sign: number): State {
    // A match can also begin here.
    const seeds = [0];
    for (const at of state.reading) if ((this.steps[at] as Step & { kind: "read" }).accepts(sign)) seeds.push(at + 1);
    const key = seeds.join();
    let next = this.#states.get(key);
    if (!next) {
      if (this.#states.size >= MAX_STATES) this.#forget();
      next = this.#stateOf(seeds, false);
      this.#states.set(key, next);
    }
    state.next.set(sign, next);
    return next;
  }

  #forget(): void {
    for (const state of this.#states.values()) state.next.clear();
    this.#start.next.clear();
    this.#states.clear();
  }

  #stateOf(seeds: readonly number[], isStart: boolean): State {
    const inside = this.#reach(seeds, isStart, false);
    const atEnd = this.#reach(seeds, isStart, true);
    return { reading: inside.reading, isMatch: inside.isMatch, isMatchAtEnd: atEnd.isMatch, next: new Map() };
  }

  /** The steps that are reached without reading a sign. */
  #reach(seeds: readonly number[], isStart: boolean, isEnd: boolean): Pick<State, "reading" | "isMatch"> {
    const seen = new Set<number>();
    const reading: number[] = [];
    let isMatch = false;
    const open = [...seeds].reverse();
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const step = this.steps[at];
      if (!step) isMatch = true;
      else if (step.kind === "read") reading.push(at);
      else if (step.kind === "either") open.push(...step.to);
      else if (step.kind === "start" ? isStart : isEnd) open.push(at + 1);
    }
    return { reading, isMatch };
  }
}
