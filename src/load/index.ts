/** Loading a Bundle into any FHIR server: plan, send, read back, receipt. */

export { type Difference, differences } from "./compare.js";
export { type ConnectionOptions, type Fetch, whyNoBase } from "./connection.js";
export { isServerFailure } from "./failures.js";
export { type Loaded, type LoadOptions, load } from "./load.js";
export { type Plan, type PlannedRequest, type PlanOptions, planLoad, plannedBundle } from "./plan.js";
export { type ReadBack, type ReadBackEntry, readBack } from "./read-back.js";
export type { EntryOutcome, Receipt, ReceiptCounts, ReceiptEntry } from "./receipt.js";
export { type Sent, type SentEntry, sendPlan } from "./send.js";
