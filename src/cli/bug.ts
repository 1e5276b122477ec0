/** What the program never expects, told as a finding. */
import { type BundlePlace, type Finding, finding } from "../finding/finding.js";
import type { Shell } from "./shell.js";

/**
 * @param env with CASE2FHIR_DEBUG the stack goes to stderr
 * @param bundle what was at work when it happened
 */
export function bugOf(error: unknown, env: Shell["env"], bundle?: BundlePlace): Finding {
  if (env.CASE2FHIR_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return finding("cli/bug", { reason }, bundle ? { bundle } : {});
}
