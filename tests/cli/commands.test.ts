/** Each command, as a person runs it. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands, nameOf } from "../../src/cli/commands.js";
import type { Bundle } from "../../src/fhir/types.js";
import { catalogue } from "../../src/finding/catalogue.js";
import type { Receipt } from "../../src/load/index.js";
import type { Trace } from "../../src/map/index.js";
import { case2fhir, example, folderWith, reportOf, smallCase } from "./program.js";

const json = <T>(folder: string, name: string): T => JSON.parse(readFileSync(join(folder, name), "utf8")) as T;

describe("map", () => {
  it("writes the Bundle to stdout, and what it has to say to stderr", async () => {
    const { code, out, err } = await case2fhir(["map", example]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ resourceType: "Bundle", type: "transaction" });
    expect(err).toContain("information  map/uncoded");
  });

  it.each(["transaction", "batch", "collection", "document"])("%s", async (type) => {
    const { code, out } = await case2fhir(["map", example, "--type", type]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ resourceType: "Bundle", type });
  });

  it("sends POST with ifNoneExist when asked", async () => {
    const { out } = await case2fhir(["map", example, "--request", "post"]);
    const methods = (JSON.parse(out) as Bundle).entry?.map(({ request }) => request?.method);
    expect(new Set(methods)).toEqual(new Set(["POST"]));
  });

  it("writes Bundle and Trace to files: every entry is traced to a line", async () => {
    const cwd = folderWith();
    const { code, out } = await case2fhir(["map", example, "-o", "b.json", "--trace", "t.json", "--format", "json"], {
      cwd,
    });
    expect(code).toBe(0);
    expect(reportOf(out).summary.errors).toBe(0);
    const bundle = json<Bundle>(cwd, "b.json");
    const trace = json<Trace>(cwd, "t.json");
    expect(trace.resources.map(({ entry }) => entry).sort((a, b) => a - b)).toEqual(bundle.entry?.map((_, i) => i));
    for (const { case: place } of trace.resources) expect(place.line).toBeGreaterThan(0);
  });

  it("says in each resource where in the text of the source it was read", async () => {
    const cwd = folderWith({ "a.txt": "She had arthritis.\n", "c.yaml": smallCase("source: {title: T}\n") });
    const text = readFileSync(join(cwd, "c.yaml"), "utf8").replace("onset: 2024-03-01", "cite: 1");
    const run = async (...args: string[]) => (await case2fhir(["map", "-", ...args], { cwd, input: text })).out;
    expect(await run()).not.toContain("derivation-reference");
    expect(await run("--source", "a.txt")).toMatch(/derivation-reference[^}]*"reference"/);
    expect(await run("--source", "a.txt")).not.toContain("She had arthritis");
    expect(await run("--source", "a.txt", "--quotes")).toContain("She had arthritis.");
  });

  it.each([
    ["cli/usage", ["-", "--quotes"]],
    ["cli/usage", ["-", "--source", "-"]],
    ["cli/no-such-file", ["-", "--source", "none.txt"]],
  ])("refuses with %s: %j", async (code, args) => {
    const ended = await case2fhir(["map", ...args, "--format", "json"], { input: smallCase() });
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(reportOf(ended.err).findings.map((found) => found.code)).toEqual([code]);
  });

  it("reads the standard input", async () => {
    const { code, out } = await case2fhir(["map", "-"], { input: smallCase() });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveProperty("resourceType", "Bundle");
  });

  it("gives the same bytes in another time zone, language and year", async () => {
    const one = await case2fhir(["map", example], { env: { TZ: "Pacific/Auckland", LANG: "tr_TR.UTF-8" } });
    const other = await case2fhir(["map", example], { env: { TZ: "America/Los_Angeles", LC_ALL: "C" } });
    expect(one.out).toBe(other.out);
  });

  it("takes the time of recording from the option, the case or SOURCE_DATE_EPOCH, in this order", async () => {
    const recorded = async (args: string[], text: string) => {
      const ended = await case2fhir(["map", "-", "--type", "document", ...args], {
        input: text,
        env: { SOURCE_DATE_EPOCH: "86400" },
      });
      return (JSON.parse(ended.out) as Bundle).timestamp;
    };
    const dated = smallCase("recorded: 2001-01-01T00:00:00Z\n");
    expect(await recorded(["--recorded", "2002-02-02T00:00:00Z"], dated)).toBe("2002-02-02T00:00:00Z");
    expect(await recorded([], dated)).toBe("2001-01-01T00:00:00Z");
    expect(await recorded([], smallCase())).toBe("1970-01-02T00:00:00Z");
  });

  it("refuses a document without a date, and writes nothing", async () => {
    const cwd = folderWith();
    const ended = await case2fhir(["map", "-", "--type", "document", "-o", "b.json"], { cwd, input: smallCase() });
    expect(ended.out).toContain("error  map/document-needs-date");
    expect(ended.code).toBe(1);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("validate", () => {
  it("accepts its own Bundle", async () => {
    const { out } = await case2fhir(["map", example]);
    const ended = await case2fhir(["validate", "-"], { input: out });
    expect(ended).toMatchObject({ code: 0, out: "stdin: no findings\n" });
  });

  it("gives findings in the documented JSON shape, with the place in the Bundle", async () => {
    const cwd = folderWith({ "p.json": '{"resourceType": "Patient", "gender": "femail"}' });
    const { code, out } = await case2fhir(["validate", "p.json", "--format", "json"], { cwd });
    expect(code).toBe(1);
    const report = reportOf(out);
    expect(Object.keys(report)).toEqual(["findings", "summary"]);
    expect(report.findings.filter(({ severity }) => severity === "error")).toEqual([
      {
        severity: "error",
        code: "validate/code-not-in-value-set",
        message: expect.stringContaining("femail"),
        hint: expect.stringContaining("female"),
        bundle: { file: "p.json", line: 1, column: 29, expression: "Patient.gender" },
        messageId: "Terminology_TX_NoValid_16",
      },
    ]);
    expect(report.summary.errors).toBe(1);
  });

  it("says at which line of the case the Bundle goes wrong", async () => {
    const cwd = folderWith({ "case.yaml": smallCase("timeline: []\n") });
    const { code, out } = await case2fhir(["validate", "case.yaml", "--format", "json"], { cwd });
    expect(code).toBe(1);
    expect(reportOf(out).findings[0]?.case).toEqual({ file: "case.yaml", line: 7, column: 1 });
  });

  it.each([
    ["error", 0],
    ["warning", 1],
    ["never", 0],
  ])("a warning with --fail-on %s ends with %i", async (failOn, expected) => {
    const input = '{"resourceType": "Basic", "code": {"text": "no narrative is a warning"}}';
    const args = ["validate", "-", "--fail-on", failOn, "--best-practice", "warning"];
    const { code, out } = await case2fhir(args, { input });
    expect(out).toContain("warning  validate/invariant");
    expect(code).toBe(expected);
  });
});

describe("run", () => {
  it("maps, validates, loads and reads back, and says so", async () => {
    const cwd = folderWith();
    const { code, out } = await case2fhir(["run", example, "-o", "result"], { cwd });
    expect(code).toBe(0);
    const { counts } = json<Receipt>(cwd, "result/receipt.json");
    const { entry } = json<Bundle>(cwd, "result/bundle.json");
    expect(counts).toMatchObject({ entries: entry?.length, created: entry?.length, equal: entry?.length });
    expect(out).toContain(`${entry?.length} created; ${entry?.length} read back equal`);
    expect(out).toContain("files     result/bundle.json  result/trace.json  result/receipt.json");
    expect(out).toMatch(/ 13 {2}Condition \(condition\)/);
  });

  it("loads nothing when the case has errors", async () => {
    const cwd = folderWith({ "case.yaml": smallCase("timline: []\n") });
    const { code, out } = await case2fhir(["run", "case.yaml"], { cwd });
    expect(code).toBe(1);
    expect(out).toContain("error  case/unknown-key");
    expect(readdirSync(cwd)).toEqual(["case.yaml"]);
  });
});

describe("words that are no options", () => {
  it.each([[["validate", "a.json", "--", "-b.json"]], [["--", "validate", "a.json", "./-b.json"]]])(
    "%j: every file is judged",
    async (words) => {
      const cwd = folderWith({ "a.json": '{"resourceType": "Basic"}', "-b.json": '{"resourceType": "Basic"}' });
      const { code, out } = await case2fhir(words, { cwd });
      expect(code).toBe(1);
      expect(out).toContain("a.json: 1 error");
      expect(out).toContain("-b.json: 1 error");
    },
  );

  it("a duplicate property is an error, for validate and before a load", async () => {
    const patient = '{"resourceType": "Patient", "gender": "male", "gender": "female"}';
    const cwd = folderWith({
      "p.json": patient,
      "b.json": `{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": ${patient}}]}`,
    });
    for (const words of [
      ["validate", "p.json"],
      ["load", "b.json", "--server", "http://127.0.0.1:9/fhir"],
    ]) {
      const { code, out } = await case2fhir(words, { cwd });
      expect(out).toContain("error  validate/duplicate-key");
      expect(code).toBe(1);
    }
  });
});

describe("serve and load", () => {
  it("sends the headers it is given", async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.accept, request.headers["x-tenant"] as string);
      response.writeHead(401).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
    const headers = ["--header", "Accept: a/b:c", "--header", "X-Tenant:  7"];
    const { code, out } = await case2fhir(["load", example, "--server", url, ...headers]);
    server.close();
    expect(seen).toEqual(["a/b:c", "7"]);
    expect(out).toContain("error  load/unauthorized");
    expect(code).toBe(3);
  });

  it("loads twice without a duplicate, and serve ends with Ctrl-C", async () => {
    const cwd = folderWith();
    writeFileSync(join(cwd, "case.yaml"), smallCase());
    const loads: Promise<unknown>[] = [];
    const served = await case2fhir(["serve", "--port", "0", "--format", "json"], {
      onOut: (out, kill) => {
        const { base } = JSON.parse(out) as { base: string };
        const load = (receipt: string) =>
          case2fhir(["post", "case.yaml", "--server", base, "--receipt", receipt], { cwd });
        loads.push(
          load("first.json")
            .then((first) => load("second.json").then((second) => [first, second]))
            .finally(() => kill("SIGINT")),
        );
      },
    });
    expect(served.code).toBe(0);
    expect(await loads[0]).toMatchObject([{ code: 0 }, { code: 0 }]);
    const [first, second] = ["first.json", "second.json"].map((name) => json<Receipt>(cwd, name).counts);
    expect(first).toMatchObject({ created: first?.entries, equal: first?.entries });
    expect(second).toMatchObject({ created: 0, unchanged: first?.entries, equal: first?.entries });
  });

  it("a port that is taken", async () => {
    let second: Promise<unknown> | undefined;
    await case2fhir(["serve", "--port", "0"], {
      onOut: (out, kill) => {
        second ??= case2fhir(["serve", "--port", new URL(out.trim()).port]).finally(() => kill("SIGTERM"));
      },
    });
    expect(await second).toMatchObject({ code: 3, err: expect.stringContaining("the port is in use") });
  });
});

describe("init", () => {
  it("writes a case that maps without errors, in a namespace of its own each time", async () => {
    const cwd = folderWith();
    const made = await case2fhir(["init"], { cwd });
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining("case.yaml is written") });
    const text = readFileSync(join(cwd, "case.yaml"), "utf8");
    expect(text).toMatch(/^namespace: urn:uuid:[0-9a-f-]{36}$/m);
    const { out, code } = await case2fhir(["run", "case.yaml", "--format", "json"], { cwd });
    expect(code).toBe(0);
    expect(reportOf(out).summary).toMatchObject({ errors: 0, warnings: 0 });
    expect((await case2fhir(["init", "-"])).out).not.toBe(text);
  });

  it.each(["minimal", "oncology", "obstetrics", "paediatrics"])(
    "has a template for %s, valid and in its canonical form",
    async (template) => {
      const cwd = folderWith();
      expect((await case2fhir(["init", "--template", template], { cwd })).code).toBe(0);
      const { out, code } = await case2fhir(["validate", "case.yaml", "--format", "json", "--fail-on", "warning"], {
        cwd,
      });
      expect(reportOf(out).findings.filter(({ severity }) => severity !== "information")).toEqual([]);
      expect(code).toBe(0);
    },
  );

  it("never overwrites", async () => {
    const cwd = folderWith({ "case.yaml": "mine\n" });
    expect(await case2fhir(["init"], { cwd })).toMatchObject({ code: 2, err: expect.stringContaining("cli/exists") });
    expect(readFileSync(join(cwd, "case.yaml"), "utf8")).toBe("mine\n");
  });
});

describe("schema and explain", () => {
  it("prints the published schema", async () => {
    const published = readFileSync(join(import.meta.dirname, "../../schema/case.schema.json"), "utf8");
    expect(JSON.parse((await case2fhir(["schema"])).out)).toEqual(JSON.parse(published));
  });

  it("explains every code", async () => {
    const all = (await case2fhir(["explain"])).out.trim().split("\n");
    expect(all.map((line) => line.split(/\s+/)[1])).toEqual(Object.keys(catalogue).sort());
    const { code, out } = await case2fhir(["explain", "case/unknown-key"]);
    expect(code).toBe(0);
    expect(out).toContain(catalogue["case/unknown-key"].explain);
    const link = await case2fhir(["explain", "case/dangling-link"]);
    expect(link.out).toContain('"…" links to "…"');
    expect(link.out).toContain(`hint: ${catalogue["case/dangling-link"].hint}`);
    expect(link.out + out).not.toContain("{");
  });

  it("explains every code that has a message id of HL7's validator", async () => {
    const rows = Object.entries(catalogue).flatMap(([name, row]) => (row.messageId ? [{ name, ...row }] : []));
    const { messageId: id } =
      rows.find(({ messageId }, i) => rows.findIndex((row) => row.messageId === messageId) < i) ?? {};
    const shared = rows.filter(({ messageId }) => messageId === id);
    expect(shared.length).toBeGreaterThan(1);
    const { code, out } = await case2fhir(["explain", String(id)]);
    expect(code).toBe(0);
    for (const { name, severity, explain } of shared) {
      expect(out).toContain(`${name} (${severity})\n`);
      expect(out).toContain(`  HL7's message id: ${id}\n`);
      expect(out).toContain(explain);
    }
    const data = JSON.parse((await case2fhir(["explain", String(id), "--format", "json"])).out) as { code: string }[];
    expect(data.map((row) => row.code)).toEqual(shared.map(({ name }) => name).sort());
    const mistyped = await case2fhir(["explain", `${id}s`]);
    expect(mistyped).toMatchObject({ code: 2, err: expect.stringContaining(`did you mean ${id}?`) });
  });
});

describe("help", () => {
  it("lists every command", async () => {
    const { code, out, err } = await case2fhir(["--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const entry of commands) expect(out).toContain(`case2fhir ${entry.usage}`);
  });

  it.each(commands.map(nameOf))("%s has examples", async (name) => {
    const { code, out } = await case2fhir([name, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("Examples:");
    expect((await case2fhir(["help", name])).out).toBe(out);
  });

  it("colours nothing that is no terminal", async () => {
    const { out, err } = await case2fhir(["validate", "-"], { input: "" });
    expect(out + err).not.toContain("\u001b[");
  });
});
