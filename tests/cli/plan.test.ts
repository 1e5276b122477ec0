/** `load --dry-run` and `map --for`, as a person runs them. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { shapeFor } from "../../src/cli/plan-files.js";
import type { Bundle, Resource } from "../../src/fhir/types.js";
import type { Finding } from "../../src/finding/finding.js";
import { knowServer, servers } from "../../src/load/index.js";
import { mapCase } from "../../src/map/index.js";
import { createFhirServer } from "../../src/serve/index.js";
import { createValidator } from "../../src/validate/index.js";
import { callsIn, send } from "../load/curl-calls.js";
import { case2fhir, example, execute, folderWith, smallCase } from "./program.js";

/** The embedded server, listening for as long as `use` runs. */
async function serving<T>(use: (base: string) => Promise<T>): Promise<T> {
  const { base, close } = await createFhirServer({ validate: () => [] }).listen({ port: 0 });
  try {
    return await use(base);
  } finally {
    await close();
  }
}

interface Shown {
  known: { id: string };
  plan: {
    strategy: string;
    counts: Record<string, number>;
    parts: { kind: string; entries: number; methods: Record<string, number>; bytes: number }[];
  };
}

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

/** By curl where the machine has it. */
async function sendAll(folder: string): Promise<void> {
  if (hasCurl) {
    const { code, err } = await execute("sh", [join(folder, "requests.sh"), "-H", "X-Test: yes"]);
    expect([code, err]).toEqual([0, ""]);
  } else for (const call of callsIn(folder).calls) expect((await send(call, folder)).status).toBeLessThan(300);
}

describe("load --dry-run", () => {
  it.each([
    ["a transaction", [], ["001-transaction.json"], "transaction: 96 entries (96 PUT)"],
    ["two batches", ["--strategy", "C", "--set", "maxBatchEntries=50"], ["001-batch.json", "002-batch.json"], "batch:"],
    ["one request each", ["--strategy", "E"], [], "one by one: 7 requests (7 PUT)"],
  ])("writes nothing to the server, and files that store the same as a load: %s", (_what, more, names, told) =>
    serving(async (base) => {
      const folder = join(folderWith(), "plan");
      const args = ["load", example, "--server", base, ...more];
      const dry = await case2fhir([...args, "--dry-run", "-o", folder]);
      expect(dry.code, dry.out).toBe(0);
      expect(dry.out).toContain("96 resources: 96 to be created\n");
      expect(dry.out).toContain(told);
      const metadata = (await (await fetch(`${base}/Patient?_summary=count`)).json()) as Bundle;
      expect(metadata.total).toBe(0);
      const bodies = readdirSync(folder).filter((name) => name !== "requests.sh");
      expect(bodies).toEqual(names.length > 0 ? names : expect.arrayContaining([expect.stringMatching(/^096-PUT-/)]));
      await sendAll(folder);
      const again = await case2fhir([...args, "--dry-run", "-o", join(folder, "again")]);
      expect(again.out).toContain("96 resources: 96 there already and unchanged\n");
      expect(existsSync(join(folder, "again"))).toBe(false);
      const { out } = await case2fhir(args);
      expect(out).toContain("96 entries: 96 there already and unchanged; 96 read back equal");
    }),
  );

  it("tells the same as data, and what would be replaced", () =>
    serving(async (base) => {
      const folder = folderWith({ "case.yaml": smallCase(), "edited.yaml": smallCase().replace("septic ", "") });
      await case2fhir(["load", join(folder, "case.yaml"), "--server", base]);
      const args = ["load", join(folder, "edited.yaml"), "--server", base, "--dry-run"];
      const { out } = await case2fhir([...args, "--format", "json"]);
      const { known, plan } = JSON.parse(out) as Shown;
      expect(known.id).toBe("case2fhir");
      expect(plan).toMatchObject({
        strategy: "A",
        counts: { replaced: 1, created: 0 },
        parts: [{ methods: { PUT: 1 } }],
      });
      expect(plan.counts.unchanged).toBe((plan.counts.entries ?? 0) - 1);
      expect((await case2fhir(args)).out).toContain("1 to be replaced\n  1. transaction: 1 entry (1 PUT), ");
    }));

  it("writes NDJSON for $import", () =>
    serving(async (base) => {
      const folder = folderWith();
      const more = ["--strategy", "F", "--files-at", "https://files.example.org/case", "--dry-run", "-o", folder];
      const { code, out } = await case2fhir(["load", example, "--server", base, ...more]);
      expect(code, out).toBe(0);
      expect(out).toMatch(/1\. NDJSON: 96 resources, \d+ bytes/);
      const lines = readdirSync(folder)
        .filter((name) => name.endsWith(".ndjson"))
        .flatMap((name) => readFileSync(join(folder, name), "utf8").trimEnd().split("\n"));
      const made = JSON.parse((await case2fhir(["map", example])).out) as Bundle;
      const byId = (all: (Resource | undefined)[]) =>
        new Map(all.map((one) => [`${one?.resourceType}/${one?.id}`, one]));
      expect(lines.length).toBe(96);
      expect(byId(lines.map((line) => JSON.parse(line)))).toEqual(
        byId((made.entry ?? []).map(({ resource }) => resource as Resource)),
      );
    }));

  it("is of one Bundle only", async () => {
    const folder = folderWith({ "a.yaml": smallCase(), "b.yaml": smallCase() });
    const { code, err } = await case2fhir(["load", folder, "--server", "http://127.0.0.1:1/fhir", "--dry-run"]);
    expect([code, err]).toEqual([2, expect.stringContaining("--dry-run is for one Bundle")]);
  });

  it("does not replace the file that it reads", () =>
    serving(async (base) => {
      const text = (await case2fhir(["map", example])).out;
      const folder = folderWith({ "001-transaction.json": text });
      const file = join(folder, "001-transaction.json");
      const { code, out } = await case2fhir(["load", file, "--server", base, "--dry-run", "-o", folder]);
      expect([code, out]).toEqual([2, expect.stringContaining("cli/same-file")]);
      expect(readFileSync(file, "utf8")).toBe(text);
      expect(readdirSync(folder)).toEqual(["001-transaction.json"]);
    }));

  it("ends with 3 where nobody answers", async () => {
    const { code, out } = await case2fhir(["load", example, "--server", "http://127.0.0.1:1/fhir", "--dry-run"]);
    expect([code, out]).toEqual([3, expect.stringContaining("load/connection-refused")]);
  });

  it.each([
    [["--strategy", "F"], "add --dry-run -o FOLDER"],
    [["-o", "plan"], "-o is for the files of --dry-run"],
    [["--dry-run", "--receipt", "r.json"], "leave out the receipt"],
    [["--dry-run", "--files-at", "https://x/y"], "--files-at is for the files of --strategy F"],
    [["--dry-run", "--strategy", "F", "--files-at", "here"], "--files-at must be a URL"],
  ])("refuses %j", async (args, why) => {
    const { code, err } = await case2fhir(["load", example, "--server", "http://127.0.0.1:1/fhir", ...args]);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  });
});

describe("map --for", () => {
  const { case: source } = readCase(readFileSync(example, "utf8"));
  const { bundle } = source ? mapCase(source) : {};
  const { validate } = createValidator();
  const wrongIn = (resource: unknown) => validate(resource).filter(({ severity }) => severity === "error");

  it.each(servers.map((row) => [row.id, row] as const))(
    "keeps to the limits of %s, in valid Bundles",
    async (_id, row) => {
      const { capabilities } = knowServer({ base: "", row });
      const knowledge = { row, overrides: {} };
      const folder = folderWith();
      const { text, findings } = await shapeFor(bundle as Bundle, knowledge, { reads: [] });
      const files: string[] = [];
      if (text === undefined) {
        expect(findings.at(-1)).toMatchObject({ code: "cli/several-parts" });
        expect((await shapeFor(bundle as Bundle, knowledge, { reads: [], output: folder })).findings).toEqual(
          findings.slice(0, -1),
        );
        const bodies = readdirSync(folder).filter((name) => name !== "requests.sh");
        files.push(...bodies.map((name) => readFileSync(join(folder, name), "utf8")));
        expect(findings.at(-1)?.message).toContain(`it takes ${files.length}, one after the other`);
      } else files.push(text);
      const made = files.map((one) => JSON.parse(one) as Bundle | Resource);
      const entries = made.flatMap((one) =>
        one.resourceType === "Bundle" ? [(one as Bundle).entry ?? []] : [[{ resource: one }]],
      );
      expect(entries.flat().length).toBe(96);
      for (const part of entries)
        expect(part.length).toBeLessThanOrEqual(Math.min(capabilities.maxEntries, capabilities.maxBatchEntries));
      for (const one of files) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(capabilities.maxBytes);
      // What must be replaced before it is sent leads nowhere yet.
      const script = text === undefined ? readFileSync(join(folder, "requests.sh"), "utf8") : "";
      const told = new Set([...script.matchAll(/^# {3}(urn:\S+):/gm)].map(([, urn = ""]) => urn));
      const isTold = ({ code, message }: Finding) =>
        code === "validate/reference-not-in-bundle" && told.has(message.split(" ").at(-1) ?? "");
      expect(made.flatMap(wrongIn).filter((one) => !isTold(one))).toEqual([]);
    },
  );

  it("writes one Bundle to stdout or a file, and several files to a folder", async () => {
    const { out, code } = await case2fhir(["map", example, "--for", "hapi"]);
    expect([code, (JSON.parse(out) as Bundle).entry?.length]).toEqual([0, 96]);
    const folder = folderWith();
    const file = join(folder, "bundle.json");
    await case2fhir(["map", example, "--for", "hapi", "-o", file]);
    expect(readFileSync(file, "utf8")).toBe(out);
    const small = ["map", example, "--for", "hapi", "--set", "maxEntries=50"];
    const { code: refused, out: none, err } = await case2fhir(small);
    expect([refused, none]).toEqual([2, ""]);
    expect(err).toContain("it takes 2, one after the other");
    expect((await case2fhir([...small, "-o", join(folder, "parts")])).code).toBe(0);
    expect(readdirSync(join(folder, "parts"))).toEqual(["001-transaction.json", "002-transaction.json", "requests.sh"]);
    const calls = callsIn(join(folder, "parts"), [], { FHIR: "http://x/fhir" });
    expect(calls).toMatchObject({ status: 0, calls: [{ url: "http://x/fhir" }, { url: "http://x/fhir" }] });
  });

  it.each([
    [["--for", "hapi", "--type", "document"], "leave out --type and --request"],
    [["--for", "hapi", "--request", "post"], "leave out --type and --request"],
    [["--for", "hapi", "--trace", "t.json"], "write the trace without --for"],
    [["--set", "maxEntries=5"], "--set is about the server of --for"],
    [["--for", "hapi", "--set", "maxEntrys=5"], "is it maxEntries?"],
    [["--for", "nobody"], '--for cannot be "nobody"'],
  ])("refuses %j", async (args, why) => {
    const { code, out, err } = await case2fhir(["map", example, ...args]);
    expect([code, out, err]).toEqual([2, "", expect.stringContaining(why)]);
  });
});
