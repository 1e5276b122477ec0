import { type Finding, finding } from "../finding/finding.js";
import type { Answer } from "./connection.js";
import { isOutcome, issueText } from "./issues.js";
import { safeText } from "./text.js";

/** A resource that should be readable and is not. */
export function readFailure(target: string, entry: number, { status, json, text }: Answer): Finding {
  const said = isOutcome(json) ? issueText(json) : safeText(text, 120) || "no reason given";
  return finding("load/read-back-failed", { target, status, text: said }, { bundle: { entry } });
}
