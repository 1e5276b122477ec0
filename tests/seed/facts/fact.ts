/** The shape of a fact and the words that many facts share. */
import { about, type Claim } from "../claims.js";
import type { When } from "../view.js";

export interface Fact {
  /** F01 to F68 of the case's list of facts. */
  id: string;
  /** What is true of the patient, in our own words. */
  says: string;
  claims: readonly Claim[];
}

export const fact = (id: string, says: string, ...claims: readonly Claim[]): Fact => ({ id, says, claims });

export const PRESENT = 'SCT#52101004 "Present"';
export const ABSENT = 'SCT#2667000 "Absent"';
export const NMO = "Condition/nmo";

/** No date is known, only the words and what bounds or anchors them. */
export const undated = (phrase: string, known: Omit<When, "value" | "absent" | "phrase"> = {}): When => ({
  absent: "unknown",
  phrase,
  ...known,
});
/** The diagnosis was made in 2011, and what led to it was there by then. */
export const BY_2011 = undated("by 2011", { basis: "inferred", to: "2011-12-31" });

/** After something whose distance in time is not told. */
export const after = (phrase: string, name: string): When =>
  undated(`after ${phrase}`, { counted: `any after-start ${name}` });

/** Over, without a word on when. */
export const OVER: When = { absent: "unknown" };

/** A value that was computed from a phrase, with the days it can lie on. */
export const computed = (value: string, phrase: string, from: string, to: string, counted?: string): When => ({
  value,
  basis: "computed",
  phrase,
  from,
  to,
  ...(counted ? { counted } : {}),
});

/** A drug given as one statement: what it is, whether it is over, what for. */
export function drug(name: string, text: string, status: string, reason: string, basis: "stated" | "derived"): Claim[] {
  const it = about(name);
  return [it.named(text), it.is("status", status), it.links("reasonReference", reason, basis)];
}

/** A study, with its report where it is told what it showed. */
export function study(key: string, when: When, text: string, code: string): Claim[] {
  const it = about(`ImagingStudy/${key}`);
  return [it.is("modality.code", "MR"), it.dated("started", when), it.named(text), it.coded(code)];
}

export const SPINE_MRI = 'LNC#36067-7 "Spine MRI"';

/** What a study showed: derived from the study and in its report. */
export function seenOn(key: string, finding: string, basis: "stated" | "derived" = "stated"): Claim[] {
  return [
    about(`Observation/${finding}`).links("derivedFrom", `ImagingStudy/${key}`, basis),
    about(`Observation/${finding}`).is("category.coding.code", "imaging"),
    about(`DiagnosticReport/${key}`).links("result", `Observation/${finding}`, basis),
  ];
}
