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

const root = join(import.meta.dirname, "../..");
const results = join(root, "bench/results");

it("docs/performance.md states today's figures", async () => {
  const newest = readdirSync(results)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .at(-1);
  const result = JSON.parse(readFileSync(join(results, String(newest)), "utf8")) as Result;
  await expect(page(result)).toMatchFileSnapshot(join(root, "docs/performance.md"));
});

function page({ date, machine, jobs, startup }: Result): string {
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

\`--help\` is to be at most 3 times; a test holds what it loads. What \`validate\` takes longer is compiling the schemas of the resource types it
meets, and the invariants; a validator that is kept does that once.

## Size

The package has 1.33 MiB packed and about 6 MiB unpacked (a test measures it). HL7's R4 definitions, 63 MiB of StructureDefinitions,
value sets and code systems, are compiled to half a megabyte of it, which the program and the library share.
`;
}
