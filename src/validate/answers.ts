/** What expressions ask of the terminology. */
import type { Answer, Terminology } from "../terminology/index.js";
import { isObject, type JsonObject, objects, text } from "./scope.js";

/**
 * Whether a code, a Coding or one of a CodeableConcept's is in a value set; undefined when the value set, or what it is
 * made of, is not at hand.
 */
export function isMember(terminology: Terminology, valueSet: string, value: unknown): boolean | undefined {
  const answers = codingsOf(value).map((coding) => memberOf(terminology, valueSet, coding));
  if (answers.some(({ is }) => is === "member")) return true;
  return answers.some(({ is }) => is === "unknown") ? undefined : false;
}

function codingsOf(value: unknown): JsonObject[] {
  if (typeof value === "string") return [{ code: value }];
  if (!isObject(value)) return [];
  return Array.isArray(value.coding) ? objects(value.coding) : [value];
}

function memberOf(terminology: Terminology, valueSet: string, coding: JsonObject): Answer {
  const code = text(coding.code);
  if (code === undefined) return { is: "not-member" };
  return terminology.memberOf(valueSet, { code, system: text(coding.system), version: text(coding.version) });
}
