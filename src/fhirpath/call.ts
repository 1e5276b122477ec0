/** What a function of FHIRPath is given when an expression that calls it is compiled. */
import type { Code } from "./code.js";
import type { Expression } from "./syntax.js";
import type { Types } from "./types.js";

export interface Call {
  name: string;
  args: readonly Expression[];
  at: number;
  /** An argument, about the same focus as the call. */
  argument(index: number): Code;
  /** An argument about each item of such types (`$this`). On trial, nobody is told of names that lead nowhere. */
  lambda(index: number, focus: Types, isTrial?: boolean): Code;
}

/** Makes the code of a call from that of its input. */
export type Compile = (input: Code, call: Call) => Code;

/** By name, with the number of arguments it can have. */
export type Functions = Readonly<Record<string, readonly [min: number, max: number, compile: Compile]>>;

/** The compiler does not know it; another may. */
export class NotCompiled extends Error {
  override readonly name = "NotCompiled";
}
