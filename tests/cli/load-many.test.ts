/** `case2fhir load` with several inputs, as a person runs it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Bundle } from "../../src/fhir/types.js";
import { finding } from "../../src/finding/finding.js";
import type { LoadSummary, Receipt } from "../../src/load/index.js";
import type { JsonReport } from "../../src/report/json.js";
import { createFhirServer } from "../../src/serve/index.js";
import { case2fhir, type Ended, folderWith, type Start, smallCase } from "./program.js";

type Report = JsonReport & { loaded: Omit<LoadSummary, "failures" | "findings"> };

interface Serving {
  base: string;
  /** `GET /metadata` and so on, in their order. */
  asked: string[];
  stop(): void;
}

/** A FHIR server that refuses men, as long as `use` runs. */
async function serving<T>(use: (server: Serving) => Promise<T>, onAsked?: (server: Serving) => void): Promise<T> {
  const refused = finding("load/refused", { text: "no men" });
  const fhir = createFhirServer({
    validate: (resource) => ((resource as { gender?: string }).gender === "male" ? [refused] : []),
  });
  const http = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const [method = "", url = ""] = [request.method, request.url?.slice("/fhir".length)];
      server.asked.push(`${method} ${url}`);
      onAsked?.(server);
      const { status, headers, body } = fhir.handle({ method, url, body: Buffer.concat(parts).toString() });
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const { port } = http.address() as { port: number };
  const stop = () => {
    http.close();
    http.closeAllConnections();
  };
  const server: Serving = { base: `http://127.0.0.1:${port}/fhir`, asked: [], stop };
  try {
    return await use(server);
  } finally {
    stop();
  }
}

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A Bundle of one patient. */
const bundle = (n: number, gender = "female"): string =>
  JSON.stringify({
    resourceType: "Bundle",
    type: "transaction",
    entry: [
      {
        fullUrl: `urn:uuid:${uuid(n)}`,
        resource: { resourceType: "Patient", id: uuid(n), gender },
        request: { method: "PUT", url: `Patient/${uuid(n)}` },
      },
    ],
  });

const lines = (count: number): string => Array.from({ length: count }, (_, n) => `${bundle(n)}\n`).join("");

const load = (base: string, words: readonly string[], start: Start = {}): Promise<Ended> =>
  case2fhir(["load", ...words, "--server", base], start);

async function report(base: string, words: readonly string[], start: Start = {}) {
  const { code, out, err } = await load(base, [...words, "--format", "json"], start);
  return { code, err, ...(JSON.parse(out) as Report) };
}

describe("load with several inputs", () => {
  const mixed = () =>
    folderWith({
      "a.case.yaml": smallCase(),
      "b.json": bundle(1),
      "broken.json": '{"resourceType": "Bundle", ',
      "c.ndjson": `${bundle(2)}\n\n${bundle(3)}\r\n{"resourceType": "Patient"}\n${bundle(4)}`,
      "refused.json": bundle(5, "male"),
      "b.json.receipt.json": "{}",
      "readme.txt": "no input",
    });

  it("takes a folder, goes on after what fails, and ends with a table", () =>
    serving(async ({ base, asked }) => {
      const folder = mixed();
      mkdirSync(join(folder, "deeper.json"));
      const { code, out, err } = await load(base, ["."], { cwd: folder });
      expect(code).toBe(2);
      expect(err).toBe("");
      expect(out).toMatch(/^Bundles +8: 5 loaded, 3 failed$/m);
      expect(out).toMatch(/^entries +8 entries: 7 created, 1 refused; 7 read back equal$/m);
      expect(out).toMatch(/^statuses +\d+ × 200/m);
      expect(out).toMatch(/^latency +mean [\d.]+ ms, 50 % \d+ ms, 95 % \d+ ms, 99 % \d+ ms, max \d+ ms$/m);
      expect(out).toMatch(/^bytes +[\d.]+ KiB out, [\d.]+ KiB in$/m);
      expect(out).toContain("cli/not-json   broken.json");
      expect(out).toContain("load/not-a-bundle   c.ndjson:4");
      expect(out).toMatch(/refused +refused\.json\n.*\n +in the Bundle: Bundle\.entry\[0\]/);
      expect(asked.filter((one) => one === "GET /metadata")).toHaveLength(1);

      const again = await report(base, ["."], { cwd: folder });
      expect(again.loaded.entries).toMatchObject({ unchanged: 7, created: 0, updated: 0, failed: 1 });
    }));

  it("says the same as data", () =>
    serving(async ({ base }) => {
      const { code, loaded, findings, summary } = await report(base, [".", "--concurrency", "1"], { cwd: mixed() });
      expect(code).toBe(2);
      expect(loaded.bundles).toEqual({ loaded: 5, failed: 3, unloaded: 0 });
      expect(loaded.entries).toMatchObject({ entries: 8, created: 7, failed: 1, equal: 7 });
      expect(Object.values(loaded.statuses).reduce((sum, times) => sum + times)).toBe(loaded.requests);
      expect(findings.map(({ bundle }) => bundle?.file)).toEqual(["broken.json", "c.ndjson:4", "refused.json"]);
      expect(summary).toEqual({ errors: 3, warnings: 0, information: 1 });
    }));

  it("takes files, patterns and the standard input, each file once", () =>
    serving(async ({ base }) => {
      const cwd = folderWith({ "a1.json": bundle(1), "a2.json": bundle(2), "[b].json": bundle(3) });
      const words = ["a1.json", "a[0-9].json", "./a2.json", "[b].json", "-"];
      const { code, loaded } = await report(base, words, { cwd, input: bundle(4) });
      expect([code, loaded.bundles.loaded, loaded.entries.created]).toEqual([0, 4, 4]);
    }));

  it("says of each finding of a case its line", () =>
    serving(async ({ base }) => {
      const cwd = folderWith({ "man.yaml": smallCase().replace("female", "male"), "b.json": bundle(1) });
      const { code, findings } = await report(base, ["."], { cwd });
      expect(code).toBe(1);
      expect(findings[0]?.case).toMatchObject({ file: "man.yaml", line: 4 });
    }));

  it("streams NDJSON, as many at a time as asked for", () =>
    serving(async ({ base, asked }) => {
      const cwd = folderWith({ "all.ndjson": lines(200) });
      const { code, loaded } = await report(base, ["all.ndjson", "--concurrency", "7"], { cwd });
      expect([code, loaded.bundles.loaded, loaded.entries.created]).toEqual([0, 200, 200]);
      expect(loaded.requests).toBe(asked.length);
    }));

  it("keeps a receipt of each, which undo works from", () =>
    serving(async ({ base }) => {
      const cwd = folderWith({ "a.json": bundle(8), "b.ndjson": lines(2), "c.json": bundle(9, "male") });
      const { findings } = await report(base, [".", "--receipts", "kept/here"], { cwd });
      const kept = join(cwd, "kept/here");
      expect(readdirSync(kept).sort()).toEqual([
        "a.json.receipt.json",
        "b.ndjson.1.receipt.json",
        "b.ndjson.2.receipt.json",
        "c.json.receipt.json",
        "c.json.receipt.json.journal",
      ]);
      const receipt = JSON.parse(readFileSync(join(kept, "a.json.receipt.json"), "utf8")) as Receipt;
      expect(receipt).toMatchObject({ complete: true, counts: { created: 1 } });
      expect(findings.map(({ code }) => code)).not.toContain("cli/cannot-write");
      const undone = await case2fhir(["undo", join(kept, "b.ndjson.2.receipt.json")]);
      expect([undone.code, undone.out]).toEqual([0, expect.stringContaining("1 deleted")]);
      const left = (await (await fetch(`${base}/Patient`)).json()) as Bundle;
      expect(left.total).toBe(2);
    }));

  it("keeps the receipt of one in the folder, too", () =>
    serving(async ({ base }) => {
      const cwd = folderWith({ "a.json": bundle(1) });
      const { code, out } = await load(base, ["a.json", "--receipts", "kept"], { cwd });
      expect([code, out]).toEqual([0, expect.stringContaining("1 entry: 1 created; 1 read back equal")]);
      expect(readdirSync(join(cwd, "kept"))).toEqual(["a.json.receipt.json"]);
    }));

  it.each([
    [["empty"], "empty has no *.json"],
    [["*.xml"], "*.xml matches no file"],
    [["two", "--receipt", "r.json"], "use --receipts FOLDER"],
    [["two", "other", "--receipts", "kept"], "two/a.json and other/a.json"],
    [["two", "--concurrency", "0"], "--concurrency must be"],
    [["two", "--receipts", "-"], "--receipts must be a folder"],
  ])("refuses %j before anything is asked", (words, why) =>
    serving(async ({ base, asked }) => {
      const cwd = folderWith();
      for (const name of ["empty", "two", "other"]) mkdirSync(join(cwd, name));
      for (const name of ["two/a.json", "two/b.json", "other/a.json"]) writeFileSync(join(cwd, name), bundle(1));
      const { code, out, err } = await load(base, words, { cwd });
      expect([code, out, err]).toEqual([2, "", expect.stringContaining(why)]);
      expect(asked).toEqual([]);
    }),
  );

  it("takes NDJSON without a line for unreadable", () =>
    serving(async ({ base }) => {
      const cwd = folderWith({ "none.ndjson": " \n\n" });
      const { code, findings } = await report(base, ["none.ndjson"], { cwd });
      expect([code, findings.map(({ message }) => message)]).toEqual([2, ["none.ndjson has no line in it"]]);
    }));

  it("takes a missing file for a failure of that one", () =>
    serving(async ({ base }) => {
      const cwd = folderWith({ "a.json": bundle(1) });
      const { code, loaded, findings } = await report(base, ["gone.json", "a.json"], { cwd });
      expect([code, findings[0]?.code]).toEqual([2, "cli/no-such-file"]);
      expect(loaded.bundles).toEqual({ loaded: 1, failed: 1, unloaded: 0 });
    }));

  it("ends soon with 3 when the server dies in the middle, and says what was not begun", () =>
    serving(
      async ({ base }) => {
        const cwd = folderWith({ "all.ndjson": lines(200) });
        const { code, loaded } = await report(base, ["all.ndjson", "--retry-for", "0"], { cwd });
        const { loaded: fine, failed, unloaded } = loaded.bundles;
        expect(code).toBe(3);
        expect(fine + failed + unloaded).toBe(200);
        expect(fine).toBeGreaterThan(0);
        expect(failed).toBeGreaterThan(0);
        expect(unloaded).toBeGreaterThan(100);
      },
      ({ asked, stop }) => asked.length === 60 && stop(),
    ));

  it("ends with 3 where nobody listens, and begins nothing", async () => {
    const cwd = folderWith({ "all.ndjson": lines(20) });
    const { code, loaded, findings } = await report("http://127.0.0.1:1/fhir", ["all.ndjson"], { cwd });
    expect([code, findings.length]).toEqual([3, 1]);
    expect(loaded.bundles).toEqual({ loaded: 0, failed: 0, unloaded: 20 });
  });

  it("ends at Ctrl-C with a table that is true", async () => {
    const cwd = folderWith({ "all.ndjson": lines(200) });
    const started: { kill?: () => void } = {};
    await serving(
      async ({ base }) => {
        const running = load(base, ["all.ndjson", "--format", "json", "--receipts", "kept"], {
          cwd,
          onStart: (kill) => {
            started.kill = () => kill("SIGINT");
          },
        });
        const { code, out } = await running;
        const { loaded } = JSON.parse(out) as Report;
        const { loaded: fine, failed, unloaded } = loaded.bundles;
        expect(code).toBe(130);
        expect(fine + failed + unloaded).toBe(200);
        expect(unloaded).toBeGreaterThan(100);
        const there = (await (await fetch(`${base}/Patient?_summary=count`)).json()) as Bundle;
        const { created, unknown } = loaded.entries;
        expect(there.total).toBeGreaterThanOrEqual(created);
        expect(there.total).toBeLessThanOrEqual(created + unknown);
        const again = await report(base, ["all.ndjson", "--receipts", "kept"], { cwd });
        expect([again.code, again.loaded.bundles.loaded]).toEqual([0, 200]);
        expect(readdirSync(join(cwd, "kept")).filter((name) => name.endsWith(".journal"))).toEqual([]);
      },
      ({ asked }) => asked.length === 60 && started.kill?.(),
    );
  });
});
