/**
 * What ajv says about a case, in words: one row per keyword of the schema. A test proves that every keyword that can fail
 * in the published schema has its row.
 */
import type { ErrorObject } from "../fhir/ajv.js";
import type { FindingCode } from "../finding/catalogue.js";
import type { FindingParams } from "../finding/finding.js";
import { nearest } from "../finding/nearest.js";
import { afterCode, meantCodes } from "./codes.js";
import { pointerTo, stepsOf } from "./pointer.js";
import { colonAdvice, didYouMean, quoted, shown } from "./quote.js";
import { caseSchema, describe, exampleOf, homesOfKey, homesOfWord, type SchemaNode, wordsOf } from "./schema-nodes.js";
import { synonymsIn } from "./synonyms.js";
import { durationsMeant } from "./time/index.js";

/** An error as ajv gives it with `verbose`, of a schema without boolean subschemas. */
export interface SchemaError extends ErrorObject {
  parentSchema: SchemaNode;
}

export interface Explanation {
  code: FindingCode;
  params: FindingParams;
  pointer: string;
  part: "key" | "value";
  /** Where in the value it begins; the whole value by default. */
  offset?: number;
  /** Instead of the catalogue's. */
  hint?: string;
}

type Words = Omit<Explanation, "pointer"> & { pointer?: string };

/** What each keyword's error means; the first rows of one value are told, the others would be their echo. */
const KEYWORDS: Readonly<Record<string, (error: SchemaError) => Words>> = {
  additionalProperties: unknownKey,
  required: missingKey,
  type: wrongType,
  enum: (error) => unknownWord(error, (error.parentSchema.enum ?? []).map(String)),
  minLength: nothingInside,
  minItems: nothingInside,
  minProperties: nothingInside,
  pattern: wrongForm,
  minimum: (error) => outOfRange(error, `at least ${error.params.limit}`),
  maximum: (error) => outOfRange(error, `at most ${error.params.limit}`),
  uniqueItems: (error) => ({ code: "case/said-twice", part: "key", params: { what: what(error) } }),
};

export const EXPLAINED_KEYWORDS: readonly string[] = Object.keys(KEYWORDS);

export function explainError(error: SchemaError): Explanation {
  const { instancePath, propertyName } = error;
  const words = KEYWORDS[error.keyword]?.(error) ?? wrongForm(error);
  if (propertyName !== undefined) return { ...words, pointer: pointerTo(instancePath, propertyName), part: "key" };
  return { pointer: instancePath, ...words };
}

/** Whether an error only repeats what another one of the same value says. */
export function isEcho(error: SchemaError, siblings: readonly SchemaError[]): boolean {
  if (error.keyword === "propertyNames" || error.keyword === "if") return true;
  if (error.keyword === "additionalProperties") return false;
  if (error.keyword === "required")
    return siblings.some((other) => isGluedPair(other) || isMisspelt(other, error.params.missingProperty));
  const rank = EXPLAINED_KEYWORDS.indexOf(error.keyword);
  return siblings.some(
    (other) =>
      other.propertyName === error.propertyName &&
      other.keyword !== "additionalProperties" &&
      other.keyword !== "required" &&
      EXPLAINED_KEYWORDS.indexOf(other.keyword) < rank,
  );
}

/** `- MRI: lesion` where a text is allowed: most likely one text with a colon in it. */
const isGluedPair = ({ keyword, data, parentSchema }: SchemaError): boolean =>
  keyword === "additionalProperties" &&
  [parentSchema.type].flat().includes("string") &&
  Object.keys(data as object).length === 1 &&
  typeof Object.values(data as object)[0] === "string";

const isMisspelt = (error: SchemaError, key: string): boolean =>
  error.keyword === "additionalProperties" && nearKey(error.params.additionalProperty, [key]) === key;

/** The key that was most likely meant: first whatever differs only in case and in what separates the words. */
function nearKey(key: string, keys: readonly string[]): string | undefined {
  const plain = (text: string) => text.replace(/[\s_-]+/g, "").toLowerCase();
  return keys.find((known) => plain(known) === plain(key)) ?? nearest(key, keys);
}

/** How a message calls the value at a pointer. */
function nameOf(pointer: string): string {
  if (pointer === "") return "the case";
  const last = stepsOf(pointer).at(-1) ?? "";
  if (!/^\d+$/.test(last)) return `\`${shown(last)}\``;
  return `item ${Number(last) + 1} of ${nameOf(pointer.slice(0, pointer.lastIndexOf("/")))}`;
}

const what = ({ instancePath, propertyName }: SchemaError): string =>
  propertyName === undefined ? nameOf(instancePath) : `a name in ${nameOf(instancePath)}`;

/** A key that is at home in more places than this says nothing by them. */
const MAX_HOMES = 4;

function unknownKey(error: SchemaError): Words {
  const { instancePath, params, parentSchema } = error;
  const key: string = params.additionalProperty;
  const keys = Object.keys(parentSchema.properties ?? {});
  const near = nearKey(key, keys);
  if (!near && isGluedPair(error)) {
    const text = `${key}: ${(error.data as Record<string, unknown>)[key]}`;
    return {
      code: "case/colon-in-value",
      part: "key",
      pointer: pointerTo(instancePath, key),
      params: { quoted: quoted(shown(text)) },
      hint: colonAdvice(text),
    };
  }
  const homes = homesOfKey(key);
  const advice = near
    ? `did you mean \`${near}\`?`
    : homes.length > 0 && homes.length <= MAX_HOMES
      ? `\`${key}\` belongs to ${homes.join(", ")}`
      : `it knows ${keys.join(", ")}`;
  const pointer = pointerTo(instancePath, key);
  return {
    code: "case/unknown-key",
    part: "key",
    pointer,
    params: { key: shown(key), owner: nameOf(instancePath), advice },
  };
}

function missingKey({ instancePath, params, parentSchema }: SchemaError): Words {
  const key: string = params.missingProperty;
  const node = parentSchema.properties?.[key];
  const { description, example } = describe(node);
  const said = { key, owner: nameOf(instancePath), description, example: `${key}: ${example}` };
  const words = node ? wordsOf(node) : [];
  const hint = words.length > 1 ? { hint: `add \`${key}:\` with one of ${words.join(", ")}` } : {};
  return { code: "case/missing-key", part: "key", params: said, ...hint };
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping (`key: value`)",
};

function kindOf(data: unknown): string {
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object") return "a mapping";
  return typeof data === "string" ? `the text ${quoted(shown(data))}` : `\`${data}\``;
}

function wrongType(error: SchemaError): Words {
  const { data, parentSchema } = error;
  const types = [parentSchema.type ?? []].flat();
  const expected = types.map((type) => TYPES[type] ?? type).join(" or ");
  const keys = Object.keys(parentSchema.properties ?? {});
  const example = exampleOf(parentSchema);
  const otherwise = example === undefined ? `its keys are ${keys.join(", ")}` : `for example: ${example}`;
  const advice = typeAdvice(data, parentSchema) ?? otherwise;
  return {
    code: "case/wrong-type",
    part: "value",
    params: { what: what(error), found: kindOf(data), expected, advice },
  };
}

const TRUTH: Readonly<Record<string, string>> = {
  yes: "true",
  on: "true",
  y: "true",
  no: "false",
  off: "false",
  n: "false",
};

function typeAdvice(
  data: unknown,
  { type, else: otherwise, required = otherwise?.required }: SchemaNode,
): string | undefined {
  const types = [type ?? []].flat();
  if (typeof data === "boolean" && types.includes("string")) return `if the word is meant, quote it: "${data}"`;
  if (types.length > 1) return undefined;
  if (types[0] === "array") {
    return typeof data === "string" ? `write it as a list: [${shown(data)}]` : "begin each item with a dash: `- `";
  }
  if (typeof data !== "string") return undefined;
  if (types[0] === "boolean") return TRUTH[data.toLowerCase()] && `write ${TRUTH[data.toLowerCase()]}`;
  if (types[0] === "object" && required?.length === 1) return `write {${required[0]}: ${shown(data)}}`;
  return types[0] === "integer" && /^\d+$/.test(data) ? `write it without quotes: ${data}` : undefined;
}

function unknownWord(error: SchemaError, words: readonly string[]): Words {
  const word = shown(String(error.data));
  if (word === "") return nothingInside(error);
  const list = `it takes ${words.join(", ")}`;
  const same = synonymsIn(words, word);
  if (same.length > 0) {
    const advice = `${didYouMean(same)} ${list}`;
    return { code: "case/unknown-word", part: "value", params: { what: what(error), word, advice } };
  }
  const near = words.length > 1 ? nearKey(word, words) : undefined;
  const homes = homesOfWord(word).filter((home) => home !== `\`implied\``);
  const elsewhere = homes.length > 0 ? `\`${word}\` is a word of ${homes.join(", ")}; ${list}` : undefined;
  const advice = elsewhere ?? (near ? `did you mean \`${near}\`? ${list}` : list);
  return { code: "case/unknown-word", part: "value", params: { what: what(error), word, advice } };
}

function nothingInside(error: SchemaError): Words {
  return { code: "case/nothing-inside", part: "key", params: { what: what(error) } };
}

/** A pattern may only list words, or only ask for something visible: both have words of their own. */
function wrongForm(error: SchemaError): Words {
  const { data, parentSchema, propertyName } = error;
  const pattern = parentSchema.pattern ?? "";
  if (pattern === "\\S") return nothingInside(error);
  const words = wordsOf(parentSchema);
  if (words.length > 0) return unknownWord(error, words);
  const { description, example: usual } = describe(parentSchema);
  const word = shown(propertyName ?? String(data));
  const text = String(propertyName ?? data);
  const fits = (said: string) => new RegExp(pattern, "u").test(said);
  const example = meantCodes(text).find(fits) ?? usual;
  const params = { what: what(error), word, description, example };
  const after = CODE_PATTERN === pattern ? afterCode(text) : undefined;
  if (after) {
    const hint = `take this out; several codes are a list: [${shown(after.code)}, ...]`;
    return { code: "case/wrong-form", part: "value", params, offset: after.offset, hint };
  }
  const meant = durationsMeant(word).filter(fits);
  const hint = meant.length > 0 ? { hint: didYouMean(meant) } : {};
  return { code: "case/wrong-form", part: "value", params, ...hint };
}

const CODE_PATTERN = caseSchema.$defs.code?.pattern;

const outOfRange = (error: SchemaError, limit: string): Words => ({
  code: "case/out-of-range",
  part: "value",
  params: { what: what(error), word: String(error.data), limit },
});
