/** `validate`: its options, which are HL7's too, its formats, and many inputs at once. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Bundle, OperationOutcome } from "../../src/fhir/types.js";
import type { Finding } from "../../src/finding/finding.js";
import { layPackage } from "../packages/made.js";
import { case2fhir, folderWith, reportOf, smallCase } from "./program.js";

const EXAMPLES = join(import.meta.dirname, "../../node_modules/hl7.fhir.r4.examples");

const BAD = `{
  "resourceType": "Patient",
  "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">A</div>"},
  "gender": "femail",
  "contact": [{"gender": "male"}]
}`;
const GOOD = BAD.replace("femail", "female").replace('{"gender": "male"}', '{"name": {"text": "B"}}');
const oneLine = (text: string) => JSON.stringify(JSON.parse(text));

/** Severity, code, file and line of each finding. */
const short = (findings: readonly Finding[]) =>
  findings.map(({ severity, code, bundle }) => `${severity} ${code} ${bundle?.file}:${bundle?.line}`);

const linesOf = (text: string): Finding[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Finding);

const EXTENSION = "http://hl7.org/fhir/StructureDefinition/operationoutcome-";

describe("the formats", () => {
  const cwd = folderWith({ "bad.json": BAD, "good.json": GOOD });

  it("text says file, line and column", async () => {
    const { out, code } = await case2fhir(["validate", "bad.json"], { cwd });
    expect(code).toBe(1);
    expect(out).toContain("error  validate/code-not-in-value-set   bad.json:4:3\n");
    expect(out).toContain("bad.json:5:15\n  pat-1");
    expect(out).toMatch(/\nbad.json: 2 errors\n$/);
  });

  it("JSON of several has what was judged beside the sums", async () => {
    const { out } = await case2fhir(["validate", "bad.json", "good.json", "--format", "json"], { cwd });
    const { findings, summary, ...more } = reportOf(out);
    expect(short(findings)).toEqual([
      "error validate/code-not-in-value-set bad.json:4",
      "error validate/invariant bad.json:5",
    ]);
    expect(summary).toEqual({ errors: 2, warnings: 0, information: 0 });
    expect(more).toEqual({
      validated: {
        resources: 2,
        ignored: 0,
        types: { Patient: { resources: 2, withErrors: 1 } },
        codes: { error: { "validate/code-not-in-value-set": 1, "validate/invariant": 1 } },
      },
    });
  });

  it("NDJSON is a finding a line, the same as in JSON", async () => {
    const args = ["validate", "bad.json", "good.json", "--format"];
    const [lines, whole] = [await case2fhir([...args, "ndjson"], { cwd }), await case2fhir([...args, "json"], { cwd })];
    expect(linesOf(lines.out)).toEqual(reportOf(whole.out).findings);
    expect(lines.err).toMatch(/^2 resources: 2 errors\n/);
  });

  it("an OperationOutcome has HL7's extensions, and is itself valid", async () => {
    const { out } = await case2fhir(["validate", "bad.json", "--format", "outcome"], { cwd });
    const outcome = JSON.parse(out) as OperationOutcome;
    expect(outcome.issue[0]).toMatchObject({
      severity: "error",
      code: "code-invalid",
      expression: ["Patient.gender"],
      extension: expect.arrayContaining([
        { url: `${EXTENSION}issue-line`, valueInteger: 4 },
        { url: `${EXTENSION}issue-col`, valueInteger: 3 },
        { url: `${EXTENSION}issue-source`, valueString: "case2fhir" },
      ]),
    });
    expect((await case2fhir(["validate", "-"], { input: out })).out).not.toContain("error  ");
  });

  it("of several they stand in a Bundle, one for each file, also where nothing is wrong", async () => {
    const { out } = await case2fhir(["validate", "bad.json", "good.json", "--format", "outcome"], { cwd });
    const outcomes = ((JSON.parse(out) as Bundle).entry ?? []).map(({ resource }) => resource as OperationOutcome);
    expect(outcomes.map(({ extension }) => extension)).toEqual(
      ["bad.json", "good.json"].map((valueString) => [{ url: `${EXTENSION}file`, valueString }]),
    );
    expect(outcomes[1]?.issue).toMatchObject([{ severity: "information", details: { text: "All OK" } }]);
  });
});

describe("HL7's spellings", () => {
  it("-version -ig -profile -tx -output, with the outcome in the file and the words on stdout", async () => {
    const cwd = folderWith({ "good.json": GOOD, "p.tgz": "" });
    layPackage(join(cwd, ".fhir/packages"), "a#1.0.0", { b: "1.0.0" }, {});
    const args = ["-version", "4.0.1", "-ig", "a#1.0.0", "-profile", "http://hl7.org/fhir/StructureDefinition/Patient"];
    const { out, code } = await case2fhir(["validate", "good.json", ...args, "-tx", "n/a", "-output", "o.json"], {
      cwd,
      env: { HOME: cwd },
    });
    expect(out).toContain("warning  package/dependency-missing\n  a#1.0.0 depends on b#1.0.0");
    expect(out).toMatch(/\ngood.json: no findings\n/);
    expect(code).toBe(0);
    const written = JSON.parse(readFileSync(join(cwd, "o.json"), "utf8")) as Bundle;
    expect(written.entry?.map(({ resource }) => (resource as OperationOutcome).issue[0]?.severity)).toEqual([
      "warning",
      "information",
    ]);
    expect(readdirSync(cwd).sort()).toEqual([".fhir", "good.json", "o.json", "p.tgz"]);
  });

  it("-best-practice, -display-issues-are-warnings, -extension, -security-checks are taken", async () => {
    const input = '{"resourceType": "Basic", "code": {"text": "no narrative"}}';
    const run = async (...args: string[]) => (await case2fhir(["validate", "-", ...args], { input })).out;
    expect(await run()).toContain("no findings");
    const more = ["-display-issues-are-warnings", "-extension", "any", "-security-checks"];
    expect(await run("-best-practice", "error", ...more)).toContain("dom-6");
  });

  it.each([
    ["cli/usage", ["-version", "5.0.0"], "4.0.1"],
    ["cli/usage", ["-tx", "http://tx.fhir.org"], "n/a"],
    ["cli/usage", ["--package-substitute", "a"], "A#x=A#y"],
    ["cli/usage", ["--jobs", "0"], "a whole number"],
    ["cli/usage", ["--format", "xml"], '--format cannot be "xml"; it is one of "text", "json", "ndjson", "outcome"'],
    ["cli/usage", ["--jobs", "999"], "from 1 to 99"],
    ["cli/unknown-option", ["--igs", "a"], "--ig"],
  ])("refuses with %s: %j", async (code, args, detail) => {
    const ended = await case2fhir(["validate", "-", ...args], { input: GOOD });
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.err).toContain(`error  ${code}`);
    expect(ended.err).toContain(detail);
  });

  it("a package that is not here is no reason to judge without it", async () => {
    const cwd = folderWith({ "good.json": GOOD });
    const { out, code } = await case2fhir(["validate", "good.json", "--ig", "a#1.0.0"], { cwd, env: { HOME: cwd } });
    expect(out).toMatch(/^error {2}package\/not-found\n {2}the package a#1.0.0 is not here\n/);
    expect(out).not.toContain("good.json");
    expect(code).toBe(2);
  });
});

describe("a package that is none", () => {
  it.each([
    ["a folder without definitions", "empty", "package/no-definitions"],
    ["a file without definitions", "good.json", "package/no-definitions"],
    ["a name without a version", "a.b", "name#version of a package in ~/.fhir/packages"],
  ])("%s", async (_what, ig, detail) => {
    const cwd = folderWith({ "good.json": GOOD });
    mkdirSync(join(cwd, "empty"));
    writeFileSync(join(cwd, "empty/patient.json"), GOOD);
    const { out, code } = await case2fhir(["validate", "good.json", "--ig", ig], { cwd, env: { HOME: cwd } });
    expect(out).toContain(detail);
    expect(code).toBe(2);
  });
});

describe("--ignore", () => {
  const run = async (ignore: unknown, ...args: string[]) => {
    const cwd = folderWith({ "bad.json": BAD, "known.json": JSON.stringify({ ignore }) });
    return case2fhir(["validate", "bad.json", "--ignore", "known.json", ...args], { cwd });
  };
  const reason = "as agreed";

  it("leaves out what is known, by code, place and words, and counts it", async () => {
    const { out, code } = await run(
      [
        { code: "validate/invariant", place: "Patient.contact", message: "pat-1", reason },
        { code: "validate/code-not-in-value-set", place: "Patient.gender", reason },
      ],
      "--format",
      "json",
    );
    expect(reportOf(out).findings).toEqual([]);
    expect(code).toBe(0);
  });

  it("tells what matches nothing", async () => {
    const { out, code } = await run([
      { code: "validate/invariant", place: "Patient.contact[1]", reason },
      { code: "validate/invariant", message: "pat-2", reason },
    ]);
    expect(out.match(/cli\/ignored-nothing/g)).toHaveLength(2);
    expect(out).toContain("item 2 of known.json (validate/invariant) matches no finding");
    expect(out).toContain("pat-1");
    expect(code).toBe(1);
  });

  it.each([
    ["it has no list", {}],
    ["item 1 has no code", [{ reason }]],
    ["item 1 (a) has no reason", [{ code: "a", reason: " " }]],
    [
      "item 2 (b) is no text",
      [
        { code: "a", reason },
        { code: "b", reason, place: 1 },
      ],
    ],
    ["item 1 has no code", [null]],
  ])("refuses a file when %s", async (why, ignore) => {
    const { out, code } = await run(ignore);
    expect(out).toContain("error  cli/bad-ignore-file");
    expect(out).toContain(why);
    expect(code).toBe(2);
  });
});

describe("many inputs", () => {
  /** 3,000 lines: every hundredth is wrong, some are blank. */
  const lines = Array.from({ length: 3000 }, (_, i) => oneLine(i % 100 === 99 ? BAD : GOOD).replace("A<", `A${i}<`));
  const ndjson = lines.map((line, i) => (i % 7 === 0 ? `\n${line}` : line)).join("\n");
  const cwd = folderWith({ "all.ndjson": ndjson });

  it("NDJSON is judged line by line, the place says the line, a table the sums", async () => {
    const { out, code } = await case2fhir(["validate", "all.ndjson"], { cwd });
    expect(code).toBe(1);
    const physical = ndjson.split("\n");
    const told = [...out.matchAll(/^error .* all\.ndjson:(\d+):(\d+)$/gm)];
    expect(told).toHaveLength(60);
    for (const [, line, column] of told)
      expect(physical[Number(line) - 1]?.slice(Number(column) - 1)).toMatch(/^("gender":"femail"|\{"gender":"male"\})/);
    expect(out).toMatch(
      /\n3000 resources: 60 errors\n\n {2}3000 {2}Patient {2}30 with errors\n\n {2}30 {2}error {2}validate\/code-not-in-value-set\n {2}30 {2}error {2}validate\/invariant\n$/,
    );
  });

  /** Judging them for the first time takes longer than a worker needs to begin, so every thread has its part. */
  const official = readdirSync(EXAMPLES)
    .filter((name, i) => /^[A-Z].*\.json$/.test(name) && i % 3 === 0)
    .map((name) => readFileSync(join(EXAMPLES, name), "utf8"))
    .filter((text) => text.length < 50_000);

  it.each(["text", "json", "ndjson", "outcome"])(
    "several threads say the same in the same order: %s",
    async (format) => {
      const folder = folderWith({ "official.ndjson": official.map(oneLine).join("\n"), "bad.json": BAD });
      const args = ["validate", "official.ndjson", "bad.json", "--format", format, "--jobs"];
      const [one, several] = await Promise.all(["1", "3"].map((jobs) => case2fhir([...args, jobs], { cwd: folder })));
      expect(several).toEqual(one);
      expect(one?.out).toContain("official.ndjson");
      expect(one?.out).toContain("bad.json");
    },
  );

  it("the standard input is NDJSON when its first line is a resource, whatever pieces it comes in", async () => {
    const pieces = Readable.from(
      (function* () {
        for (let i = 0; i < ndjson.length; i += 50_000) yield ndjson.slice(i, i + 50_000);
      })(),
    );
    const [piped, named] = await Promise.all([
      case2fhir(["validate", "-", "--format", "ndjson"], { input: pieces }),
      case2fhir(["validate", "all.ndjson", "--format", "ndjson"], { cwd }),
    ]);
    expect(piped.out.replaceAll('"stdin"', '"all.ndjson"')).toBe(named.out);
  });

  it("a folder and a pattern, with a case among FHIR JSON, in several threads too", async () => {
    const folder = folderWith({ "a.json": BAD, "b.json": GOOD, "case.yaml": smallCase("timeline: []\n"), "n.txt": "" });
    for (const args of [["."], [join(folder, "*.{json,yaml}")], [".", "--jobs", "2"]]) {
      const { out } = await case2fhir(["validate", ...args], { cwd: folder });
      expect(out).toContain("validate/code-not-in-value-set");
      expect(out).toContain("case.yaml:7:1\n  7 | timeline: []");
      expect(out).toMatch(/\n3 resources: .*\n\n {2}2 {2}Patient {2}1 with errors\n {2}1 {2}case {5}1 with errors\n/);
    }
  });

  it("the folder of a package is judged without its manifest and index, and says so", async () => {
    const cwd = folderWith();
    layPackage(cwd, "a#1.0.0", {}, { "Patient-a.json": GOOD, ".index.json": { "index-version": 1, files: [] } });
    const { out, code } = await case2fhir(["validate", "a#1.0.0/package", "a#1.0.0/package/.index.json"], { cwd });
    expect([...out.matchAll(/^ {2}a#1.0.0\/package\/(.*) belongs to a package/gm)].map(([, name]) => name)).toEqual([
      "package.json",
      ".index.json",
    ]);
    expect(out).toMatch(/\n1 resource: 2 notes\n\n {2}1 {2}Patient\n/);
    expect(code).toBe(0);
  });

  it("one bad line does not keep the others from being judged", async () => {
    const some = folderWith({ "some.ndjson": `{"resourceType": \n${oneLine(BAD)}\n[1]\n{"a": 1, "a": 2}\n` });
    const { out, code } = await case2fhir(["validate", "some.ndjson", "--format", "json"], { cwd: some });
    expect(short(reportOf(out).findings)).toEqual([
      "error cli/not-json some.ndjson:1",
      "error validate/code-not-in-value-set some.ndjson:2",
      "error validate/invariant some.ndjson:2",
      "error validate/not-an-object some.ndjson:3",
      "error validate/duplicate-key some.ndjson:4",
      "error validate/resource-type-missing some.ndjson:4",
    ]);
    expect(code).toBe(2);
  });

  it("nothing in it, and nothing there, is told", async () => {
    const empty = folderWith({ "empty.ndjson": "\n \n" });
    const run = async (path: string) => (await case2fhir(["validate", path], { cwd: empty })).out;
    expect(await run("empty.ndjson")).toContain("error  cli/no-inputs\n  empty.ndjson has no line in it");
    expect(await run("none.ndjson")).toContain("error  cli/no-such-file");
    expect(await run("*.yaml")).toContain("error  cli/no-inputs");
  });

  it("Ctrl-C ends it: what was found so far is whole, no file is half written, exit code 130", async () => {
    const big = folderWith();
    mkdirSync(join(big, "in"));
    const line = `${oneLine(BAD)}\n`;
    writeFileSync(join(big, "in/big.ndjson"), line.repeat(60_000));
    let isKilled = false;
    const ended = await case2fhir(["validate", "in", "--format", "json"], {
      cwd: big,
      onOut: (out, kill) => {
        if (out.length < 100_000 || isKilled) return;
        isKilled = true;
        kill("SIGINT");
      },
    });
    expect(ended).toMatchObject({ code: 130, signal: null });
    const { summary, findings } = reportOf(ended.out);
    expect(summary.errors).toBe(findings.length);
    expect(findings.length).toBeLessThan(120_000);
    expect(readdirSync(big)).toEqual(["in"]);
  });

  it("Ctrl-C ends it while it waits for more of the standard input, too", async () => {
    const waiting = new Readable({ read: () => undefined });
    waiting.push(`${oneLine(BAD)}\n`.repeat(20_000));
    let isKilled = false;
    const ended = await case2fhir(["validate", "-", "--format", "ndjson"], {
      input: waiting,
      onOut: (_, kill) => {
        if (isKilled) return;
        isKilled = true;
        kill("SIGINT");
      },
    });
    expect(ended).toMatchObject({ code: 130, signal: null });
    expect(linesOf(ended.out).length).toBeGreaterThan(0);
  });

  it("an output that cannot be written is told before anything is judged, and ends with 2", async () => {
    const { err, out, code } = await case2fhir(["validate", "all.ndjson", "-o", "none/o.json"], { cwd });
    expect(err).toContain("error  cli/cannot-write");
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });
});
