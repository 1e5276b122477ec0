/** docs/performance.md states the figures of the newest results file (`npx vitest run tests/bench -u` writes them). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

interface Result {
  date: string;
  machine: { cpu: string; cores: number; memoryGiB: number; node: string };
  jobs: { job: string; ratio: number; mbPerSecond: number; peakMiB: number; peakOfParseMiB: number }[];
  startup: { command: string; ms: number; ratio: number }[];
}

interface Shares {
  perSecond: number;
  shareOfParse: number;
  textShareOfParse: number;
  timesMedplum: number;
  timesJava: number | null;
}

interface ValidateResult {
  date: string;
  measured: Record<Corpus, { resources: number; bytes: number }>;
  ndjson: { bytes: number; seconds: number; cpuSeconds: number; peakMB: number; apart: number };
  figures: Record<Corpus, Shares> & { cold: { ms: number; timesNode: number }; jobs2: number };
}

type Corpus = "clinical" | "syntheaResources" | "syntheaBundles";

interface LoadResult {
  big: { entries: number; bytes: number; seconds: number; peakMiB: number };
  many: { bundles: number; requests: number; perSecond: { ours: number; plain: number }; ratio: number };
}

const root = join(import.meta.dirname, "../..");

/** The newest of a folder's results. */
function newest<T>(folder: string): T {
  const name = readdirSync(join(root, folder))
    .filter((file) => file.endsWith(".json"))
    .sort()
    .at(-1);
  return JSON.parse(readFileSync(join(root, folder, String(name)), "utf8"));
}

it("docs/performance.md states today's figures", async () => {
  const text = page(
    newest<Result>("bench/results"),
    newest<LoadResult>("bench/load/results"),
    validation(newest<ValidateResult>("bench/validate/results")),
  );
  await expect(text).toMatchFileSnapshot(join(root, "docs/performance.md"));
});

function validation({ date, measured, ndjson, figures }: ValidateResult): string {
  const row = (name: string, corpus: Corpus) => {
    const { perSecond, shareOfParse, textShareOfParse, timesMedplum, timesJava } = figures[corpus];
    const what = `${name} (${measured[corpus].resources}, ${(measured[corpus].bytes / 1e6).toFixed(1)} MB)`;
    return `| ${what} | ${perSecond} | ${shareOfParse} | ${textShareOfParse} | ${timesMedplum} | ${timesJava ?? "not measured"} |`;
  };
  return `## Validating

\`npm run bench:validate\` judges the same resources, parsed already, by our validator with all its base checks, by \`@medplum/core\` 4.5.2
and by HL7's Java validator (one process, warm, one validator reused; it reads each from its file), and parses them with \`JSON.parse\`,
in one run, in turns. From the text means: parsed without loss, keys that come twice, findings with their lines. Figures of ${date}:

| | resources or Bundles a second | share of \`JSON.parse\`'s rate | the same from the text | times @medplum/core | times HL7's Java |
|---|---|---|---|---|---|
${[row("HL7's clinical examples", "clinical"), row("Synthea's resources", "syntheaResources"), row("Synthea's Bundles", "syntheaBundles")].join("\n")}

\`case2fhir validate one.json\` takes ${figures.cold.ms} ms from its start, ${figures.cold.timesNode} times what Node takes to start and read that file. NDJSON of
${ndjson.bytes / 1e9} GB: ${ndjson.seconds} s, peak memory ${ndjson.peakMB} MB. Two threads are ${figures.jobs2} times as fast as one, on two cores.
Two programs beside each other, each on a half, are ${ndjson.apart} times as fast as one, and share nothing: that is what the machine
leaves to gain, since one thread keeps ${(ndjson.cpuSeconds / ndjson.seconds).toFixed(2)} cores busy already, V8's compiling and collecting with it.
`;
}

function page({ date, machine, jobs, startup }: Result, { big, many }: LoadResult, validating: string): string {
  const job = (row: Result["jobs"][number]) =>
    `| ${row.job} | ${row.ratio} | ${row.mbPerSecond} | ${row.peakMiB} (${row.peakOfParseMiB}) |`;
  const start = ({ command, ratio, ms }: Result["startup"][number]) => `| \`${command}\` | ${ratio} | ${ms} |`;
  return `# Performance

\`npm run bench\` measures each job in a process of its own, in rounds that take turns with \`JSON.parse\` of the same bytes: how many
times as long it takes says more than milliseconds do. Reading YAML is compared with parsing the same case written as JSON. Parsing
is not part of mapping and validating.

These are the figures of ${date}, on ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, Node ${machine.node}. All results are kept in \`bench/results/\`.

| job | times \`JSON.parse\` | MB/s | peak memory in MiB (parsing alone) |
|---|---|---|---|
${jobs.map(job).join("\n")}

| start of the program | times \`node -e 0\` | ms |
|---|---|---|
${startup.map(start).join("\n")}

\`--help\` is to be at most 3 times; a test holds what it loads. What \`validate\` takes longer is preparing the types it meets; a validator
that is kept does that once.

${validating}
## Loading

\`npm run bench:load\` loads into the embedded server, a process of its own on the same machine. A Bundle of ${big.entries} entries and
${big.bytes / 1e6} MB: ${big.seconds} s, the loader's peak ${big.peakMiB} MiB. ${many.bundles} Bundles, four at a time: ${many.perSecond.ours} requests a second,
where a plain HTTP load generator sends the same requests at ${many.perSecond.plain}: ${many.ratio} of its rate. The goal is 0.9; on two cores the loader's own
work is what is missing.

## Size

The package has 2.56 MiB packed and about 15 MiB unpacked (a test measures it). HL7's definitions for R4, 63 MiB of StructureDefinitions,
value sets and code systems, the extension pack of today and HL7's terminology are 5.6 MiB of it, 0.6 MiB compressed, which the program
and the library share; our own guide is 0.55 MiB packed.
`;
}
