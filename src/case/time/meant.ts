/** Start or end: what a relation means of something that lasts. */
import type { Relation } from "./syntax.js";

/** Which side of a thing that lasts a relation means, when the phrase does not say `start of` or `end of`. */
export type Meant = "start" | "end" | "both";

export const MEANT: Record<Relation | "bare", Meant> = {
  bare: "start",
  at: "start",
  on: "start",
  since: "start",
  from: "start",
  until: "start",
  before: "start",
  "shortly before": "start",
  "immediately before": "start",
  after: "end",
  "shortly after": "end",
  "immediately after": "end",
  by: "both",
  "up to": "both",
  during: "both",
  throughout: "both",
  over: "both",
};
