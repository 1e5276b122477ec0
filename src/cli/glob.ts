/** Patterns that the shell did not resolve. The one place that knows tinyglobby. */
import { glob } from "tinyglobby";

/** The files that match, sorted; hidden ones only where the pattern says so. */
export const matching = async (pattern: string): Promise<string[]> =>
  (await glob(pattern, { expandDirectories: false })).sort();
