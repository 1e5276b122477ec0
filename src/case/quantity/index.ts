import { type CasePlace, type Finding, finding } from "../../finding/finding.js";
import { withPlainBlanks } from "./blanks.js";
import { readDose as readPlainDose } from "./dose.js";
import { readResult as readPlainResult } from "./result.js";
import type { Refusal } from "./types.js";

export { type Aside, asides } from "./asides.js";
export { type Implausible, implausible } from "./implausible.js";
export { readSize } from "./size.js";
export { contradictions } from "./suspect.js";
export type * from "./types.js";
export { readUnit } from "./unit.js";

export const readDose = withPlainBlanks(readPlainDose);
export const readResult = withPlainBlanks(readPlainResult);

/**
 * The finding for a text that could not be read.
 *
 * @param place where `length` characters from the 0-based `offset` of the text stand in the case
 */
export function refusalFinding(
  refusal: Refusal,
  place: (offset: number, length: number) => CasePlace | undefined,
): Finding {
  const at = place(refusal.offset, refusal.length);
  return finding(refusal.code, refusal.params, at ? { case: at } : {});
}
