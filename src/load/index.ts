/** Loading a Bundle into any FHIR server: plan, send, read back, receipt. */

export { type ExportOptions, exportPlan, type PlanFile } from "./export/export.js";
export type { Measured } from "./http/attempt.js";
export { type Authorizer, type ConnectionOptions, type Fetch, type Result, whyNoBase } from "./http/connection.js";
export { isServerFailure } from "./http/failures.js";
export { Journal, type JournalFile, type JournalLine } from "./journal.js";
export { type Loaded, type LoadOptions, load, prepareLoad } from "./load.js";
export { type LoadInput, type LoadSummary, loadMany, type ManyOptions, type ReadBundle } from "./many.js";
export { whyNoPatient } from "./patient.js";
export { bytesOfPart, type Part, type PlannedRequest, partBundle } from "./plan/part.js";
export { type Plan, type PlanOptions, planLoad } from "./plan/plan.js";
export { chooseStrategy, STRATEGIES, type Strategy, type StrategyId } from "./plan/strategy.js";
export type { Prepared } from "./prepare.js";
export { type Difference, differences } from "./read/compare.js";
export type { EntryOutcome, Receipt, ReceiptCounts, ReceiptEntry } from "./receipt.js";
export type { ServerInfo } from "./servers/ask.js";
export type { Capabilities, Capability } from "./servers/capabilities.js";
export { capabilityKinds, capabilityNames } from "./servers/capability-kinds.js";
export { type Inspection, type InspectOptions, inspectServer } from "./servers/inspect.js";
export { type Evidence, type Known, type KnownCell, knowServer } from "./servers/known.js";
export { lacksOf } from "./servers/lacks.js";
export { type Override, parseOverride } from "./servers/override.js";
export { type Cell, cellsOf, type Fact, type Mark, type ServerRow } from "./servers/row.js";
export { servers } from "./servers/table.js";
export { type Undone, undo } from "./undo.js";
export { type Verified, type VerifyOptions, verify } from "./verify.js";
