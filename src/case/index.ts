/** The case document: text in, a case with resolved links and times out, and all that is wrong with it. */
export type { Case } from "./case.js";
export type { CaseDocument } from "./document.js";
export { checkEvidence } from "./evidence/check.js";
export type { Source } from "./evidence/open.js";
export { formatCase } from "./format.js";
export { importLabs } from "./import/labs.js";
export { type CaseText, MAX_CASE_BYTES, type ReadOptions, readDocument } from "./read.js";
export { readCase } from "./read-case.js";
export { caseSchema, checkSchema } from "./schema.js";
export { SENTENCE_RULES, type Sentence, sentencesOf } from "./sentences.js";
export { writeYaml } from "./yaml.js";
