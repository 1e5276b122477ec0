export { readDuration } from "./duration.js";
export { BIRTH, birthOf } from "./names.js";
export { readPhrase } from "./phrase.js";
export { resolveTimes } from "./resolve.js";
export { durationsMeant } from "./spelling.js";
export type * from "./types.js";
