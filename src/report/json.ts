/** Findings as data for other programs: the shape is part of the product. */
import { type Finding, type Summary, summarize } from "../finding/finding.js";

export interface JsonReport {
  findings: Finding[];
  summary: Summary;
}

/** `{"findings":[{severity, code, message, messageId, hint, case:{file,line,column}, bundle:{file,line,column,entry,expression}}], "summary":{errors,warnings,information}}` */
export function jsonReport(findings: readonly Finding[]): JsonReport {
  return { findings: findings.map(toJson), summary: summarize(findings) };
}

/** A finding as data: the members in their documented order; how long the caret line is concerns nobody but a terminal. */
export function toJson({ severity, code, message, messageId, hint, case: place, bundle }: Finding): Finding {
  return {
    severity,
    code,
    message,
    ...(messageId ? { messageId } : {}),
    ...(hint ? { hint } : {}),
    ...(place ? { case: { ...(place.file ? { file: place.file } : {}), line: place.line, column: place.column } } : {}),
    ...(bundle ? { bundle } : {}),
  };
}
