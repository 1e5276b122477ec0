import type { Bundle, Resource } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import type { Answer } from "./connection.js";
import { isOutcome, issueText } from "./issues.js";
import { safeText } from "./text.js";

/** What a search found; nothing where the answer is no searchset. */
export function matchesIn(json: unknown): Resource[] {
  const { entry } = (json ?? {}) as Partial<Bundle>;
  const found = Array.isArray(entry) ? entry.filter((one) => one?.search?.mode !== "outcome") : [];
  return found.flatMap(({ resource }) => (resource ? [resource] : []));
}

/** A resource that should be readable and is not. */
export function readFailure(target: string, entry: number, { status, json, text }: Answer): Finding {
  const said = isOutcome(json) ? issueText(json) : safeText(text, 120) || "no reason given";
  return finding("load/read-back-failed", { target, status, text: said }, { bundle: { entry } });
}
