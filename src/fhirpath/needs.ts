/**
 * What a rule is about: the elements of its focus without each of which it is true, whatever else there is. An object
 * that lacks one of them need not be asked: `code.empty() or system.exists()` needs a code.
 */
import type { Expression } from "./syntax.js";

type Names = ReadonlySet<string>;

/** The elements of the focus whose absence alone makes an expression empty, true or false. */
interface Without {
  empty: Names;
  true: Names;
  false: Names;
}

const NONE: Names = new Set();
const UNKNOWN: Without = { empty: NONE, true: NONE, false: NONE };

/** @returns names as expressions have them, such as `value` for `value[x]` */
export const needsOf = (expression: Expression): Names => without(expression).true;

function without(expression: Expression | undefined): Without {
  switch (expression?.kind) {
    case "member":
      if (isFocus(expression)) return UNKNOWN;
      return emptyWithout(isFocus(expression.input) ? new Set([expression.name]) : without(expression.input).empty);
    case "call":
      return FUNCTIONS.get(expression.name)?.(without(expression.input)) ?? UNKNOWN;
    case "index":
      return emptyWithout(without(expression.input).empty);
    case "type":
      return emptyWithout(without(expression.operand).empty);
    case "operation":
      return OPERATORS.get(expression.operator)?.(without(expression.left), without(expression.right)) ?? UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** Nothing, `$this` or the name of its type. */
function isFocus(expression: Expression | undefined): boolean {
  if (expression?.kind === "member") return expression.input === undefined && /^[A-Z]/.test(expression.name);
  return expression === undefined || (expression.kind === "focus" && expression.name === "$this");
}

const emptyWithout = (empty: Names): Without => ({ ...UNKNOWN, empty });

type OfInput = (input: Without) => Without;

const isEmpty: OfInput = ({ empty }) => emptyWithout(empty);
const isTrue: OfInput = ({ empty }) => ({ ...UNKNOWN, true: empty });
const isFalse: OfInput = ({ empty }) => ({ ...UNKNOWN, false: empty });

/** What each makes of nothing; what is not listed may be anything. */
const FUNCTIONS: ReadonlyMap<string, OfInput> = new Map([
  ["empty", isTrue],
  ["all", isTrue],
  ["isDistinct", isTrue],
  ["exists", isFalse],
  ["hasValue", isFalse],
  ["not", (input) => ({ empty: input.empty, true: input.false, false: input.true })],
  ...["where", "select", "first", "ofType", "as", "is", "trace", "resolve", "matches", "startsWith", "contains"].map(
    (name) => [name, isEmpty] as const,
  ),
]);

type OfOperands = (left: Without, right: Without) => Without;

const comparison: OfOperands = (left, right) => emptyWithout(either(left.empty, right.empty));

const OPERATORS: ReadonlyMap<string, OfOperands> = new Map([
  ["and", (a, b) => ({ empty: NONE, true: both(a.true, b.true), false: either(a.false, b.false) })],
  ["or", (a, b) => ({ empty: NONE, true: either(a.true, b.true), false: both(a.false, b.false) })],
  ["implies", (a, b) => ({ ...UNKNOWN, true: either(a.false, b.true) })],
  ...["=", "!=", "<", "<=", ">", ">="].map((operator) => [operator, comparison] as const),
  ["in", (item) => emptyWithout(item.empty)],
  ["|", (a, b) => emptyWithout(both(a.empty, b.empty))],
]);

const either = (a: Names, b: Names): Names => new Set([...a, ...b]);
const both = (a: Names, b: Names): Names => new Set([...a].filter((name) => b.has(name)));
