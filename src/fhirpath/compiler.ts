/** From the tree of an expression to its code. */
import { typeDefinition } from "../definitions/r4.js";
import { FHIR_STRUCTURE } from "../definitions/structure.js";
import { ARITHMETIC, arithmetic, joined } from "./arithmetic.js";
import { type Call, NotCompiled } from "./call.js";
import { type Code, constant, nothing, type Run, single, type Visit } from "./code.js";
import { COMPARISON, compared } from "./comparison.js";
import { equals, equivalent, membership } from "./equality.js";
import { isOfType, ofType } from "./functions/filtering.js";
import { FUNCTIONS } from "./functions/index.js";
import { indexed, united } from "./functions/subsetting.js";
import { type Item, jsonOf, Quantity, Temporal } from "./item.js";
import { LOGIC, type Truth, truth, truthOf } from "./logic.js";
import { child } from "./step.js";
import type { Expression, Literal } from "./syntax.js";
import { INTEGER, isSubtype, STRING, type Types } from "./types.js";

/** What is known of the values that an expression will be about. */
export interface Scope {
  /** $this */
  focus: Types;
  /** %context */
  context: Types;
  /** %resource */
  resource: Types;
  /** Is told of a name that no type has. */
  unknownName(name: string, types: Types, at: number): void;
}

/** @throws NotCompiled for what the compiler does not know */
export function compile(expression: Expression, scope: Scope): Code {
  const inner = (one: Expression): Code => compile(one, scope);
  switch (expression.kind) {
    case "literal":
      return literal(expression.value);
    case "empty":
      return nothing;
    case "focus":
      return focus(expression.name, scope);
    case "variable":
      return variable(expression.name, scope);
    case "member":
      return member(expression, scope);
    case "call":
      return call(expression, scope);
    case "index":
      return indexed(inner(expression.input), inner(expression.index));
    case "sign":
      return signed(expression.sign, inner(expression.operand));
    case "type":
      return (expression.operator === "is" ? isOfType : ofType)(inner(expression.operand), expression.type);
    case "operation":
      return operation(expression.operator, inner(expression.left), inner(expression.right));
  }
}

function literal(value: Literal): Code {
  const types = [`System.${value.type}`];
  switch (value.type) {
    case "Date":
    case "DateTime":
    case "Time":
      return constant(types, new Temporal(value.value, value.type));
    case "Quantity":
      return constant(types, new Quantity(value.value, value.unit, value.isCalendar));
    default:
      return constant(types, value.value);
  }
}

function focus(name: string, scope: Scope): Code {
  if (name === "$this") return single(scope.focus, (item) => item);
  if (name === "$index") return single(INTEGER, (_, frame) => frame.index);
  return single([], (_, frame) => frame.total);
}

const CONSTANTS: Readonly<Record<string, string>> = {
  ucum: "http://unitsofmeasure.org",
  sct: "http://snomed.info/sct",
  loinc: "http://loinc.org",
};

function variable(name: string, scope: Scope): Code {
  const text = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : canonicalOf(name);
  if (text !== undefined) return constant(STRING, text);
  if (name === "context") return single(scope.context, (_, frame) => frame.context);
  if (name === "resource") return single(scope.resource, (_, frame) => frame.environment.resource);
  if (name === "extension") return single(["Extension"], (_, frame) => frame.environment.extension);
  if (name === "rootResource") return single(["Resource"], (_, frame) => frame.environment.rootResource);
  throw new NotCompiled(`%${name} is not known`);
}

/** %`vs-name` and %`ext-name` */
function canonicalOf(name: string): string | undefined {
  if (name.startsWith("vs-")) return `http://hl7.org/fhir/ValueSet/${name.slice(3)}`;
  return name.startsWith("ext-") ? FHIR_STRUCTURE + name.slice(4) : undefined;
}

function member(expression: Expression & { kind: "member" }, scope: Scope): Code {
  const { name, at } = expression;
  const input = expression.input ? compile(expression.input, scope) : focus("$this", scope);
  // An expression may begin with the name of the type that it is about: `Patient.name`.
  if (!expression.input && /^[A-Z]/.test(name) && typeDefinition(name) && canBe(input.types, name))
    return ofType(input, name);
  const code = child(input, name);
  if (!code) scope.unknownName(name, input.types, at);
  return code ?? nothing;
}

const canBe = (types: Types, name: string): boolean =>
  types.length === 0 || types.some((type) => isSubtype(type, name) || isSubtype(name, type));

function call(expression: Expression & { kind: "call" }, scope: Scope): Code {
  const { name, args } = expression;
  const [min, max, make] = (Object.hasOwn(FUNCTIONS, name) && FUNCTIONS[name]) || [];
  if (!make || min === undefined || max === undefined) throw new NotCompiled(`${name}() is not known`);
  if (args.length < min || args.length > max) throw new NotCompiled(`${name}() has ${args.length} arguments`);
  const input = expression.input ? compile(expression.input, scope) : focus("$this", scope);
  const about = (index: number, types: Types, isTrial = false): Code =>
    compile(args[index] as Expression, {
      ...scope,
      focus: types,
      ...(isTrial ? { unknownName: () => undefined } : {}),
    });
  const given: Call = {
    ...expression,
    argument: (index) => about(index, scope.focus),
    lambda: about,
  };
  return args.some(usesIndex) ? make(counting(input), given) : make(input, given);
}

/** Whether `$index` stands in an expression; in a nested function it is that function's own. */
function usesIndex(expression: Expression): boolean {
  if (expression.kind === "focus") return expression.name === "$index";
  return Object.values(expression).some((part) =>
    (Array.isArray(part) ? part : [part]).some((one) => typeof one === "object" && "kind" in one && usesIndex(one)),
  );
}

/** Items that say their place among the others. */
const counting = (input: Code): Code => ({
  ...input,
  many: true,
  each: (visit: Visit): Run<boolean> => {
    const run = input.each((item, frame) => {
      frame.index++;
      return visit(item, frame);
    });
    return (item, frame) => {
      const { index } = frame;
      frame.index = -1;
      const result = run(item, frame);
      frame.index = index;
      return result;
    };
  },
});

function signed(sign: "+" | "-", operand: Code): Code {
  if (sign === "+") return operand;
  const negated = (item: Item | undefined): Item | undefined => {
    const value = jsonOf(item);
    if (typeof value === "number") return -value;
    return value instanceof Quantity ? value.negative() : undefined;
  };
  const [fixed] = (operand.constants ?? []).map(negated);
  if (fixed !== undefined) return constant(operand.types, fixed);
  return single(operand.types, (item, frame) => negated(operand.one(item, frame)));
}

function operation(operator: string, left: Code, right: Code): Code {
  const logic = LOGIC[operator];
  if (logic) return truth(logic(truthOf(left), truthOf(right)));
  const holds = COMPARISON[operator];
  if (holds) return truth(compared(left, right, holds));
  if (Object.hasOwn(ARITHMETIC, operator)) return arithmetic(operator, left, right);
  const make = OPERATORS[operator];
  if (!make) throw new NotCompiled(`${operator} is not known`);
  return make(left, right);
}

const OPERATORS: Readonly<Record<string, (left: Code, right: Code) => Code>> = {
  "=": (left, right) => truth(equals(left, right)),
  "!=": (left, right) => truth(negation(equals(left, right))),
  "~": (left, right) => truth(equivalent(left, right)),
  "!~": (left, right) => truth(negation(equivalent(left, right))),
  "|": united,
  "&": joined,
  in: (left, right) => truth(membership(left, right)),
  contains: (left, right) => truth(membership(right, left)),
};

const negation =
  (run: Truth): Truth =>
  (item, frame) => {
    const value = run(item, frame);
    return value === undefined ? undefined : !value;
  };
