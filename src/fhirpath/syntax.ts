/** What an expression is made of: the tree that the parser makes and the compiler reads. */

/** A node of the tree; `at` is where it begins in the text, counted from 0. */
export type Expression =
  | { kind: "literal"; value: Literal; at: number }
  /** `{}` */
  | { kind: "empty"; at: number }
  /** `$this`, `$index`, `$total` */
  | { kind: "focus"; name: string; at: number }
  /** `%resource`, without the sign */
  | { kind: "variable"; name: string; at: number }
  /** `input.name`; without an input it begins at the focus. */
  | { kind: "member"; input?: Expression; name: string; at: number }
  | { kind: "call"; input?: Expression; name: string; args: readonly Expression[]; at: number }
  | { kind: "index"; input: Expression; index: Expression; at: number }
  | { kind: "sign"; sign: "+" | "-"; operand: Expression; at: number }
  | { kind: "operation"; operator: string; left: Expression; right: Expression; at: number }
  /** `operand is type`, `operand as type` */
  | { kind: "type"; operator: "is" | "as"; operand: Expression; type: string; at: number };

export type Literal =
  | { type: "String"; value: string }
  | { type: "Boolean"; value: boolean }
  | { type: "Integer" | "Decimal"; value: number }
  /** Without the `@` or `@T`. */
  | { type: "Date" | "DateTime" | "Time"; value: string }
  /** `unit` is a UCUM code, or a calendar duration such as `year`. */
  | { type: "Quantity"; value: number; unit: string; isCalendar: boolean };

/** The text is no FHIRPath; the message says what was found and what was expected there. */
export class FhirPathSyntaxError extends Error {
  override readonly name = "FhirPathSyntaxError";

  /** @param position where it went wrong, counted from 0 */
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(`${message} at character ${position + 1}`);
  }
}
