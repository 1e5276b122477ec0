/** Patterns that the shell did not resolve. The one place that knows tinyglobby. */
import { glob, isDynamicPattern } from "tinyglobby";

export const isPattern = (path: string): boolean => isDynamicPattern(path);

/** The files that match, sorted; hidden ones only where the pattern says so. */
export const matching = async (pattern: string): Promise<string[]> =>
  (await glob(pattern, { expandDirectories: false })).sort();
