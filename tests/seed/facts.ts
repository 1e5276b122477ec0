/** Everything the first case's source says of the patient, F01 to F68: what must be true of every Bundle made of it. */
import { FIRST_ATTACK } from "./facts/first-attack.js";
import { FOLLOW_UP } from "./facts/follow-up.js";
import { INFECTIONS } from "./facts/infections.js";
import { RELAPSES } from "./facts/relapses.js";
import { RUXOLITINIB } from "./facts/ruxolitinib.js";

export const FACTS = [...FIRST_ATTACK, ...RELAPSES, ...RUXOLITINIB, ...INFECTIONS, ...FOLLOW_UP].sort((a, b) =>
  a.id.localeCompare(b.id),
);
