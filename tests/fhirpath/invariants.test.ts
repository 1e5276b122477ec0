/** Every invariant of R4, compiled, beside fhirpath.js: on the official examples, and on them with things changed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RESOURCE_TYPES, typeDefinition } from "../../src/definitions/r4.js";
import {
  compiled,
  exampleNames,
  isThrow,
  type Json,
  ours,
  readExample,
  type Subject,
  subjects,
  theirs,
} from "./judges.js";

/** Where fhirpath.js gives no answer, or another one, and why ours is right. */
const KNOWN: Readonly<Record<string, string>> = {
  "dom-3": "as() on several items is an error there; HL7 means those that are of the type",
  "ctm-1": "resolve() is asynchronous there",
  "eld-16": "the regular expression escapes signs that Unicode mode does not let be escaped",
  "eld-19": "the regular expression escapes signs that Unicode mode does not let be escaped",
  "eld-20": "the regular expression escapes signs that Unicode mode does not let be escaped",
  "rng-2": "quantities that are not in UCUM's units are compared as objects of JavaScript there",
  "txt-1": "what a narrative holds is judged elsewhere, part by part",
  "txt-2": "what a narrative holds is judged elsewhere, part by part",
};

/** There a decimal that stands by itself cannot be read, whatever is asked of it. */
const DECIMAL_ALONE = "ctx.getDecimal is not a function";

/** What the left side decides is not asked of the right side here; there an error of the right side is one of the whole. */
const DECIDED_BY_LEFT = /\b(?:or|and|implies)\b/;

/** A text that is no date is compared as a text there; here it has no place in the order of dates. */
const NO_DATE = /is no date or time$/;

function disagreement(subject: Subject): string | undefined {
  const { key, expression } = subject.constraint;
  const [our, their] = [ours(subject), theirs(subject)];
  if (our === their || Object.hasOwn(KNOWN, key)) return undefined;
  if (isThrow(their) && (isThrow(our) || String(their).includes(DECIMAL_ALONE))) return undefined;
  if (isThrow(their) && DECIDED_BY_LEFT.test(expression)) return undefined;
  if (NO_DATE.test(String(our))) return undefined;
  return `${key} of ${subject.base}: ${our}, fhirpath.js ${their}; ${expression}; ${JSON.stringify(subject.value).slice(0, 300)}`;
}

describe("the invariants of R4", () => {
  const seen = new Map<string, ReadonlySet<string>>();
  const collect = (name: string): void => {
    const type = seen.has(name) ? undefined : typeDefinition(name);
    if (!type) return;
    seen.set(name, new Set(type.constraints.map(({ expression }) => expression)));
    for (const property of type.properties.values()) {
      collect(property.type);
      const own = property.definition.constraints.map(({ expression }) => expression);
      if (own.length > 0) seen.set(property.type, new Set([...(seen.get(property.type) ?? []), ...own]));
    }
  };
  for (const name of RESOURCE_TYPES) collect(name);

  it("are compiled, each for every type that has it", () => {
    const missing = [...seen].flatMap(([base, expressions]) =>
      [...expressions]
        .filter((expression) => !compiled(expression, base))
        .map((expression) => `${base}: ${expression}`),
    );
    expect(missing).toEqual([]);
    expect(new Set([...seen.values()].flatMap((expressions) => [...expressions])).size).toBeGreaterThan(190);
  });

  it("name only what the types have, but for two that HL7 put where there is none", () => {
    const unknown = [...seen].flatMap(([base, expressions]) =>
      [...expressions].flatMap((expression) =>
        (compiled(expression, base)?.unknownNames ?? []).map(({ name }) => `${name} of ${base}`),
      ),
    );
    expect(new Set(unknown)).toEqual(new Set(["name of ChargeItemDefinition", "low of decimal", "high of decimal"]));
  });

  it("give what fhirpath.js gives on the official examples", () => {
    const asked = new Map<string, number>();
    const found: string[] = [];
    for (const name of exampleNames(150_000))
      for (const subject of subjects(readExample(name))) {
        const { constraint, base } = subject;
        const id = `${constraint.key} ${base}`;
        const count = (asked.get(id) ?? 0) + 1;
        asked.set(id, count);
        if (count > 12) continue;
        const difference = disagreement(subject);
        if (difference !== undefined) found.push(`${name}: ${difference}`);
      }
    expect(found).toEqual([]);
    expect(asked.size).toBeGreaterThan(900);
  });
});

const names = exampleNames(8_000);

/** A change that keeps the form of JSON that the definitions demand. */
type Change = readonly [node: number, member: number, kind: number, amount: number];

const change: fc.Arbitrary<Change> = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(400));

const nodesOf = (value: unknown): object[] =>
  typeof value === "object" && value !== null ? [value, ...Object.values(value).flatMap(nodesOf)] : [];

/** Chooses a member of a part of the resource. */
function memberOf(resource: Json, node: number, member: number): [Json, string] | undefined {
  const nodes = nodesOf(resource);
  const at = nodes[node % nodes.length] as Json;
  const keys = Object.keys(at).filter((key) => key !== "resourceType" && !key.startsWith("_"));
  const key = keys[member % keys.length];
  return key === undefined ? undefined : [at, key];
}

const leaveOut = (at: Json, key: string): void => {
  if (Array.isArray(at)) at.splice(Number(key), 1);
  else delete at[key];
};

const CHANGES: readonly ((at: Json, key: string, amount: number) => void)[] = [
  leaveOut,
  (at, key) => {
    if (Array.isArray(at[key])) at[key].push(...structuredClone(at[key]));
  },
  (at, key, amount) => {
    at[key] = changed(at[key], amount);
  },
  // A primitive gets an extension, beside its value or for it.
  (at, key, amount) => {
    if (Array.isArray(at) || typeof at[key] === "object") return;
    at[`_${key}`] = { extension: [{ url: "http://example.org/why", valueCode: "unknown" }] };
    if (amount % 2 === 0) leaveOut(at, key);
  },
];

function apply(resource: Json, [node, member, kind, amount]: Change): void {
  const chosen = memberOf(resource, node, member);
  if (chosen) CHANGES[kind % CHANGES.length]?.(...chosen, amount);
}

function changed(value: unknown, amount: number): unknown {
  if (typeof value === "string") return amount % 2 === 0 ? `${value}x` : value.slice(amount % 5);
  if (typeof value === "number") return value - amount;
  return typeof value === "boolean" ? !value : value;
}

describe("with things left out, repeated and changed", () => {
  it("they give what fhirpath.js gives", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(change, { minLength: 1, maxLength: 6 }), (name, changes) => {
        const resource = readExample(name);
        delete resource.text;
        for (const one of changes) apply(resource, one);
        const found = [...subjects(resource)]
          .filter(({ constraint }) => constraint.key !== "ele-1")
          .map(disagreement)
          .filter((one) => one !== undefined);
        expect(found).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it("they give an answer or say that there is none, whatever the JSON is", () => {
    const anything = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(null, [], {}, [null], [[]]));
    const place = fc.tuple(fc.nat(), fc.nat());
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(fc.tuple(place, anything), { minLength: 1 }), (name, puts) => {
        const resource = readExample(name);
        for (const [[node, member], value] of puts) {
          const [at, key] = memberOf(resource, node, member) ?? [];
          if (at && key !== undefined) at[key] = structuredClone(value);
        }
        for (const subject of subjects(resource)) expect(typeof ours(subject)).toMatch(/boolean|string/);
      }),
      { numRuns: 300 },
    );
  });
});
