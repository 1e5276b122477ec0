/** Looking at a plan and taking it elsewhere: `load --dry-run` and `map --for`. */
import { join } from "node:path";
import { stringifyJson } from "../fhir/json.js";
import type { Bundle } from "../fhir/types.js";
import { type Finding, finding, summarize } from "../finding/finding.js";
import {
  exportPlan,
  knowServer,
  type LoadOptions,
  type PlanFile,
  partBundle,
  planLoad,
  prepareLoad,
} from "../load/index.js";
import { planAsData, renderPlan } from "../report/plan.js";
import { clashIn } from "./files.js";
import type { Knowledge } from "./knowledge.js";
import type { Telling } from "./outcome.js";
import { writeWhole } from "./write.js";

export interface Target {
  /** The files that are read; none is replaced. */
  reads: readonly string[];
  /** The folder for the files, or the file where there is one. */
  output?: string | undefined;
}

/** Plans a load, writes the plan's files if there is a folder for them, and tells what was planned. */
export async function tellPlan(
  bundle: Bundle,
  options: LoadOptions,
  { filesAt, ...target }: Target & { filesAt?: string | undefined },
): Promise<Pick<Telling, "findings" | "text" | "json">> {
  const prepared = await prepareLoad(bundle, options);
  const { plan, connection, known, findings } = prepared;
  const isPossible = plan && summarize(findings).errors === 0;
  const base = connection?.base;
  const at = options.clock?.().toISOString();
  const files = isPossible ? exportPlan(plan, { base, server: known?.server?.id, filesAt, at }) : [];
  const written = target.output === undefined ? [] : await writeFiles(files, target.output, target.reads);
  const server = { ...(base ? { base } : {}), ...prepared.info };
  return {
    findings: [...findings, ...written],
    text: renderPlan(prepared),
    json: { server, ...(known?.server ? { known: known.server } : {}), plan: planAsData(prepared) },
  };
}

export interface Shaped {
  /** The one Bundle, for the standard output. */
  text?: string;
  findings: Finding[];
}

/** Gives a Bundle the shape in which it loads best into a server of the table that has nothing of it. */
export async function shapeFor(bundle: Bundle, knowledge: Knowledge, { reads, output }: Target): Promise<Shaped> {
  const { capabilities } = knowServer({ base: "", ...knowledge });
  const plan = planLoad(bundle, { capabilities });
  const { findings, parts } = plan;
  if (summarize(findings).errors > 0) return { findings };
  const [first, ...more] = parts;
  if (first && first.kind !== "single" && more.length === 0) {
    // Without indentation: limits of size are meant for what is sent.
    const text = `${stringifyJson(partBundle(first), 0)}\n`;
    if (output === undefined) return { text, findings };
    const failure = await writeWhole(output, text);
    return { findings: failure ? [...findings, failure] : findings };
  }
  const files = exportPlan(plan);
  if (output === undefined) {
    const params = { server: knowledge.row?.name, count: files.length - 1, strategy: plan.strategy };
    return { findings: [...findings, finding("cli/several-parts", params)] };
  }
  return { findings: [...findings, ...(await writeFiles(files, output, reads))] };
}

/** Writes each file whole; others in the folder stay. */
async function writeFiles(files: readonly PlanFile[], folder: string, reads: readonly string[]): Promise<Finding[]> {
  const clash = clashIn({ reads, writes: files.map(({ name }) => join(folder, name)) });
  if (clash) return [clash];
  for (const { name, text } of files) {
    const failure = await writeWhole(join(folder, name), text, { makeFolder: true });
    if (failure) return [failure];
  }
  return [];
}
