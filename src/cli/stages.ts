/** The stages between a file and its findings, as more than one command takes them. */
import { readCase } from "../case/index.js";
import type { Bundle } from "../fhir/types.js";
import { type Finding, finding, summarize } from "../finding/finding.js";
import { locateInCase, type MapOptions, mapCase, type Trace } from "../map/index.js";
import type { Input } from "./input.js";
import type { MapArgs } from "./map-options.js";
import type { Shell } from "./shell.js";

/** What `map` alone takes: the text of the source. */
export interface Evidence {
  source?: MapOptions["source"];
  quotes?: boolean | undefined;
}

export interface Mapped {
  /** Absent when the case has errors, or when the mapping refuses it. */
  bundle?: Bundle;
  trace?: Trace;
  findings: Finding[];
}

/** Reads a case's text and maps it; of a case with errors nothing is made. */
export function mapText(
  text: string,
  file: string,
  args: MapArgs,
  env: Shell["env"],
  { source, quotes }: Evidence = {},
): Mapped {
  const read = readCase(text, { file });
  if (!read.case || summarize(read.findings).errors > 0) return { findings: read.findings };
  if (args.request === "post" && args.type !== undefined && args.type !== "transaction") {
    const problem = `--request post is for a transaction: a ${args.type} is never posted entry by entry`;
    return { findings: [finding("cli/usage", { problem, hint: "leave out --request" })] };
  }
  const epoch = env.SOURCE_DATE_EPOCH;
  if (epoch && !/^\d{1,11}$/.test(epoch)) {
    const problem = "SOURCE_DATE_EPOCH is not a number of seconds since 1970";
    return { findings: [...read.findings, finding("cli/usage", { problem, hint: "unset it, or use --recorded" })] };
  }
  const recorded = args.recorded ?? read.case.document.recorded ?? instantOf(epoch);
  const {
    type,
    request,
    "compact-medications": compactMedications,
    "dicom-uids": dicomUids,
    "meta-profile": metaProfile,
  } = args;
  const mapped = mapCase(read.case, {
    ...(type ? { type } : {}),
    ...(request ? { request } : {}),
    ...(recorded ? { recorded } : {}),
    ...(compactMedications ? { compactMedications } : {}),
    ...(dicomUids ? { dicomUids } : {}),
    ...(metaProfile ? { metaProfile } : {}),
    ...(source ? { source } : {}),
    ...(quotes ? { quotes } : {}),
  });
  return { ...mapped, findings: [...read.findings, ...mapped.findings] };
}

/** What was read as a Bundle: a case is mapped, to a document where that is wanted. */
export function toBundle(input: Input, args: MapArgs & { "as-document": boolean }, env: Shell["env"]): Mapped {
  if (input.kind === "none") return { findings: [input.finding] };
  if (input.kind === "fhir") return { bundle: input.resource as Bundle, findings: input.findings };
  return mapText(input.text, input.file, args["as-document"] ? { ...args, type: "document" } : args, env);
}

/** SOURCE_DATE_EPOCH holds seconds since 1970 (https://reproducible-builds.org/specs/source-date-epoch/). */
const instantOf = (seconds: string | undefined): string | undefined =>
  seconds ? new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z") : undefined;

/** Findings on the Bundle, with the line of the case that caused each one. */
export function withCasePlaces(findings: readonly Finding[], trace: Trace): Finding[] {
  return findings.map((found) => {
    const place = found.case ?? locateInCase(trace, found.bundle?.entry, found.bundle?.expression);
    return place ? { ...found, case: place } : found;
  });
}
