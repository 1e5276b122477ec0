/**
 * The library: pure functions over plain data. Files, clock and network are the caller's: what is needed of them comes
 * in as an argument, so it runs in a browser, too. The embedded server needs Node and is imported from "case2fhir/serve".
 *
 * ```ts
 * import { createValidator, mapCase, readCase } from "case2fhir";
 *
 * const { case: read, findings } = readCase(yaml, { file: "case.yaml" });
 * if (read) {
 *   const { bundle, trace } = mapCase(read, { type: "transaction" });
 *   const problems = createValidator().validate(bundle);
 * }
 * ```
 */
export {
  type Case,
  type CaseDocument,
  caseSchema,
  checkEvidence,
  type ReadOptions,
  readCase,
  SENTENCE_RULES,
  type Sentence,
  type Source,
  sentencesOf,
} from "./case/index.js";
export { duplicateKeys } from "./fhir/duplicate-keys.js";
export { CANONICAL_BASE, CASE_SYSTEM, ID_SYSTEM } from "./fhir/identity.js";
export { digitsOf, parseJson, setNumber, stringifyJson } from "./fhir/json.js";
export { catalogue, type FindingCode } from "./finding/catalogue.js";
export {
  type BundlePlace,
  type CasePlace,
  type Finding,
  type Severity,
  type Summary,
  summarize,
} from "./finding/finding.js";
export {
  type BackendServices,
  backendServices,
  basic,
  bearer,
  type ClientCredentials,
  clientCredentials,
  readKey,
  type SigningKey,
} from "./load/auth/index.js";
export {
  type Authorizer,
  type Capabilities,
  type Capability,
  type ConnectionOptions,
  chooseStrategy,
  type Difference,
  differences,
  type EntryOutcome,
  type Evidence,
  type ExportOptions,
  exportPlan,
  type Fetch,
  type Inspection,
  type InspectOptions,
  inspectServer,
  isServerFailure,
  Journal,
  type JournalFile,
  type JournalLine,
  type Known,
  type KnownCell,
  knowServer,
  type Loaded,
  type LoadInput,
  type LoadOptions,
  type LoadSummary,
  load,
  loadMany,
  type ManyOptions,
  type Measured,
  type Override,
  type Part,
  type Plan,
  type PlanFile,
  type PlannedRequest,
  type PlanOptions,
  type Prepared,
  parseOverride,
  partBundle,
  planLoad,
  prepareLoad,
  type ReadBundle,
  type Receipt,
  type ReceiptCounts,
  type ReceiptEntry,
  type ServerInfo,
  type ServerRow,
  STRATEGIES,
  type Strategy,
  type StrategyId,
  servers,
  type Undone,
  undo,
  type Verified,
  type VerifyOptions,
  verify,
} from "./load/index.js";
export {
  type BundleType,
  type ElementTrace,
  locateInCase,
  type MapOptions,
  type MapResult,
  mapCase,
  type RequestKind,
  type ResourceTrace,
  type Trace,
} from "./map/index.js";
export { type JsonReport, jsonReport } from "./report/json.js";
export { styleFor } from "./report/style.js";
export { renderFindings, renderSummary, type Sources } from "./report/text.js";
export { createValidator, type ValidateOptions, type Validator } from "./validate/index.js";
export { withLines } from "./validate/lines.js";
