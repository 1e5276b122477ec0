/**
 * What a server gives back against what was sent, by meaning: its own meta aside, decimals by their digits, lists in
 * their order (FHIR's lists have one), references whether or not they name a version.
 */
import { digitsOf } from "../../fhir/json.js";
import type { Resource } from "../../fhir/types.js";
import { showValue } from "../text.js";
import { sameNarrative } from "./narrative.js";

export interface Difference {
  kind: "missing" | "changed" | "added" | "lost-digits" | "lost-narrative";
  /** JSON keys and indexes that lead to it. */
  path: (string | number)[];
  /** Both shortened for showing. */
  expected: string;
  actual: string;
}

/** Longer on the way down and shorter again on the way up: who keeps it copies it. */
type Path = (string | number)[];
type Node = Record<string, unknown>;

/** The differences of two resources; their ids are not compared. */
export function differences(expected: Resource, actual: Resource): Difference[] {
  const found: Difference[] = [];
  compareMeta({ ...expected.meta }, { ...actual.meta }, found);
  compareNodes(expected, actual, [], found);
  return found;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

function note(found: Difference[], kind: Difference["kind"], path: Path, expected: unknown, actual: unknown): void {
  found.push({ kind, path: [...path], expected: showValue(expected), actual: showValue(actual) });
}

/** What the server adds to meta is its business; what was sent has to be there, in any order. */
function compareMeta(expected: Node, actual: Node, found: Difference[]): void {
  for (const [key, value] of Object.entries(expected)) {
    if (key === "versionId" || key === "lastUpdated") continue;
    const there = actual[key];
    const path = ["meta", key];
    if (Array.isArray(value)) {
      const items = Array.isArray(there) ? there : [];
      for (const [i, item] of value.entries()) {
        if (!items.some((other) => isSame(item, other))) note(found, "missing", [...path, i], item, undefined);
      }
    } else if (key === "source" && typeof value === "string" && isLonger(String(there), value)) continue;
    else if (!isSame(value, there)) note(found, there === undefined ? "missing" : "changed", path, value, there);
  }
}

/** HAPI adds its request's number to a source: `urn:x` becomes `urn:x#abc`. */
const isLonger = (there: string, sent: string): boolean => there === sent || there.startsWith(`${sent}#`);

function isSame(expected: unknown, actual: unknown): boolean {
  const found: Difference[] = [];
  compareNodes({ value: expected }, { value: actual }, [], found);
  return found.length === 0;
}

function compareNodes(expected: object, actual: object, path: Path, found: Difference[]): void {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    // `in` would make a text of each index.
    const length = Math.max(expected.length, actual.length);
    for (let i = 0; i < length; i++) compareMember(expected, actual, i, path, found);
    return;
  }
  for (const key in expected) compareMember(expected, actual, key, path, found);
  for (const key in actual) if (!Object.hasOwn(expected, key)) compareMember(expected, actual, key, path, found);
}

const memberOf = (holder: object, key: string | number): unknown =>
  Object.hasOwn(holder, key) ? (holder as Node)[key] : undefined;

/** Of the resource itself, not of what is in it. */
const COMPARED_APART: ReadonlySet<string | number> = new Set(["id", "meta"]);

function compareMember(expected: object, actual: object, key: string | number, path: Path, found: Difference[]): void {
  if (path.length === 0 && COMPARED_APART.has(key)) return;
  const sent = memberOf(expected, key);
  const got = memberOf(actual, key);
  // The same number may have other digits.
  if (sent === got && typeof sent !== "number") return;
  path.push(key);
  if (key === "text" && [sent, got].some((side) => isNode(side) && typeof side.div === "string")) {
    compareText(sent, got, path, found);
  } else if (sent === undefined || got === undefined) {
    note(found, got === undefined ? "missing" : "added", path, sent, got);
  } else if (isNode(sent) && isNode(got) && Array.isArray(sent) === Array.isArray(got)) {
    compareNodes(sent, got, path, found);
  } else if (typeof sent === "number" && sent === got) {
    const [digits, gotDigits] = [digitsOf(expected, `${key}`) ?? "", digitsOf(actual, `${key}`) ?? ""];
    if (digits !== gotDigits) found.push({ kind: "lost-digits", path: [...path], expected: digits, actual: gotDigits });
  } else if (sent !== got && !(key === "reference" && isSameReference(String(sent), String(got)))) {
    note(found, "changed", path, sent, got);
  }
  path.pop();
}

/** The server may name the version, and puts a literal reference where a conditional one was sent. */
function isSameReference(sent: string, got: string): boolean {
  const unversioned = got.replace(/\/_history\/[^/]+$/, "");
  const [type, query] = sent.split("?", 2);
  return sent === unversioned || (query !== undefined && unversioned.startsWith(`${type}/`));
}

function compareText(sent: unknown, got: unknown, path: Path, found: Difference[]): void {
  const [expected, actual] = [isNode(sent) ? sent : {}, isNode(got) ? got : {}];
  if (sent === undefined) note(found, "added", path, sent, got);
  else if (expected.status !== actual.status || !sameNarrative(String(expected.div), String(actual.div ?? ""))) {
    note(found, "lost-narrative", path, expected.div, actual.div);
  }
}
