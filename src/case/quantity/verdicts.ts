/** Results that are words, the words people write for them, and the codes that say the same. */
import type { Interpretation, Verdict } from "./types.js";

export const VERDICTS: readonly Verdict[] = [
  "positive",
  "negative",
  "present",
  "absent",
  "normal",
  "abnormal",
  "high",
  "low",
  "unclear",
  "detected",
  "not detected",
  "not done",
  "value not given",
  "rising",
  "falling",
  "stable",
  "improving",
  "worsening",
];

/** Other words for the same, offered as a hint and never taken silently. */
export const MEANT_VERDICT: Readonly<Record<string, Verdict>> = {
  pos: "positive",
  "+": "positive",
  neg: "negative",
  "-": "negative",
  elevated: "high",
  raised: "high",
  increased: "high",
  decreased: "low",
  reduced: "low",
  "within normal limits": "normal",
  wnl: "normal",
  unremarkable: "normal",
  undetectable: "not detected",
  pending: "value not given",
  unknown: "value not given",
  increasing: "rising",
  decreasing: "falling",
  unchanged: "stable",
  improved: "improving",
  worse: "worsening",
  indeterminate: "unclear",
  equivocal: "unclear",
  none: "absent",
};

/**
 * Words that say exactly what a code of http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation says, with
 * its display. Trends have none: the system's codes for change mean a significant one.
 */
export const INTERPRETATIONS: Readonly<Record<string, Interpretation>> = {
  positive: { code: "POS", display: "Positive" },
  negative: { code: "NEG", display: "Negative" },
  detected: { code: "DET", display: "Detected" },
  "not detected": { code: "ND", display: "Not detected" },
  normal: { code: "N", display: "Normal" },
  abnormal: { code: "A", display: "Abnormal" },
  high: { code: "H", display: "High" },
  low: { code: "L", display: "Low" },
  "significantly high": { code: "HU", display: "Significantly high" },
  "significantly low": { code: "LU", display: "Significantly low" },
  "critically high": { code: "HH", display: "Critical high" },
  "critical high": { code: "HH", display: "Critical high" },
  "critically low": { code: "LL", display: "Critical low" },
  "critical low": { code: "LL", display: "Critical low" },
  indeterminate: { code: "IND", display: "Indeterminate" },
  equivocal: { code: "E", display: "Equivocal" },
  reactive: { code: "RR", display: "Reactive" },
  "non-reactive": { code: "NR", display: "Non-reactive" },
  "weakly reactive": { code: "WR", display: "Weakly reactive" },
  better: { code: "B", display: "Better" },
  worse: { code: "W", display: "Worse" },
  resistant: { code: "R", display: "Resistant" },
  susceptible: { code: "S", display: "Susceptible" },
  intermediate: { code: "I", display: "Intermediate" },
};
