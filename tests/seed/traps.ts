/**
 * What the first case's source does not say and a careless mapping would, N01 to N20; each trap comes with mistakes
 * that it must notice.
 */
import { FINDINGS } from "./traps/findings.js";
import { PERSON } from "./traps/person.js";
import { TREATMENT } from "./traps/treatment.js";

export const TRAPS = [...PERSON, ...TREATMENT, ...FINDINGS].sort((a, b) => a.id.localeCompare(b.id));
