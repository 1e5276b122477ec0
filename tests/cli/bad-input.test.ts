/** Whatever a person puts in by mistake, or somebody by intent: a clear finding, the right exit code, no stack trace. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { case2fhir, case2fhirAsSomebody, type Ended, example, folderWith, reportOf, smallCase } from "./program.js";

const LONG = 120_000;
const GOOD = `{
  "resourceType": "Basic",
  "text": {"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'>x</div>"},
  "code": {"text": "x"}
}`;

function expectClear({ out, err }: Ended): void {
  const said = out + err;
  expect(said).not.toMatch(/^\s+at .+:\d+/m);
  expect(said).not.toContain("a bug of case2fhir");
  expect(said).not.toContain("undefined");
}

/** Runs `map` and `validate` on a file of that content: both must name the code, and the place where there is one. */
async function judge(content: string | Buffer, code: string, exit: number, place?: string): Promise<void> {
  const cwd = folderWith({ "case.yaml": content });
  for (const command of ["map", "validate"]) {
    const ended = await case2fhir([command, "case.yaml"], { cwd });
    expectClear(ended);
    expect(ended.out + ended.err, command).toContain(`error  ${code}`);
    if (place) expect(ended.out + ended.err, command).toContain(`case.yaml:${place}`);
    expect(ended.code, command).toBe(exit);
    if (command === "map") expect(ended.out).toBe("");
  }
}

describe("a case that cannot be understood", () => {
  it.each([
    ["an empty file", "", "case/empty", 1, "1:1"],
    ["only a comment", "# nothing\n", "case/empty", 1, "1:1"],
    ["no mapping", "just words\n", "case/not-a-mapping", 1, "1:1"],
    ["not YAML", "case: {a: [1, 2\npatient: }", "case/open-bracket", 1, undefined],
    ["tabs", "case: small\npatient:\n\tsex: female\n", "case/tab", 1, "3:1"],
    ["duplicate keys", smallCase("case: again\n"), "case/duplicate-key", 1, "7:1"],
    ["an unknown key", smallCase("timline: []\n"), "case/unknown-key", 1, "7:1"],
    ["__proto__ keys", smallCase("__proto__: {polluted: true}\n"), "case/forbidden-key", 1, "7:1"],
    ["a null value", smallCase("labs: {results: {CRP: 20 mg/L, high}}\n"), "case/comma-in-value", 1, "7:"],
    [
      "an impossible date",
      smallCase("timeline: [{when: 2023-02-30, findings: {present: [fever]}}]\n"),
      "case/impossible-date",
      1,
      "7:",
    ],
    ["a wrong unit", smallCase("labs: {results: {weight: 70 kgs/week}}\n"), "case/unknown-unit", 1, "7:"],
    ["a dangling link", smallCase("procedures: [{name: washout, for: arthrosis}]\n"), "case/dangling-link", 1, "7:"],
    ["duplicate ids", smallCase("procedures: [{id: arthritis, name: washout}]\n"), "case/duplicate-id", 1, "7:"],
    ["a nest of 100,000 brackets", `case: ${"[".repeat(100_000)}`, "case/too-deep", 1, "1:"],
    [
      "binary",
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
      "case/not-utf8",
      2,
      undefined,
    ],
    ["UTF-16", Buffer.from(`\ufeff${smallCase()}`, "utf16le"), "cli/not-utf8", 2, undefined],
  ])("%s", async (_what, content, code, exit, place) => judge(content, code, exit, place));

  it("a circular link", async () => {
    const circle = `procedures:
  - {id: one, name: washout, because: two}
  - {id: two, name: biopsy, because: one}
`;
    await judge(smallCase(circle), "case/circular-link", 1, "9:38");
  });

  it("aliases that explode", async () => {
    const levels = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`);
    await judge(smallCase(`a0: &a0 [lol, lol]\n${levels.join("\n")}\n`), "case/too-many-references", 1);
  });

  it("a file of 50 MB", async () => judge(smallCase(`note: ${"x".repeat(50_000_000)}\n`), "case/too-large", 2), LONG);

  it("all errors of a file come at once", async () => {
    const cwd = folderWith({ "case.yaml": smallCase("timline: []\nlabs: {results: {CRP: 20 mg/L, high}}\n") });
    const { out } = await case2fhir(["validate", "case.yaml", "--format", "json"], { cwd });
    expect(reportOf(out).findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["case/unknown-key", "case/comma-in-value"]),
    );
  });

  it("all of them, whatever is broken: the shape, a trap, a date, a link; and no echo of what was lost with it", async () => {
    const cwd = folderWith({
      "case.yaml": smallCase(`conditons: [{id: gone, name: gone}]
labs: {results: {CRP: 20 mg/L, high}}
findings: {present: [fever, fever, {site: knee, id: lost}, {name: pain, of: [gone, lost, nobody]}]}
timeline:
  - {when: 2020-13}
  - seven
  - {when: after lost, medications: [{name: aspirin, dose: 10 mgg, status: []}]}
codes: {gone: SCT#1 "gone"}
`),
    });
    const { out } = await case2fhir(["validate", "case.yaml", "--format", "json"], { cwd });
    const told = reportOf(out).findings.map(({ code, case: at }) => `${at?.line} ${code}`);
    expect(told.filter((one) => !one.includes("unverified"))).toEqual([
      "7 case/unknown-key",
      "8 case/comma-in-value",
      "9 case/alike",
      "9 case/missing-key",
      "9 case/dangling-link",
      "11 case/impossible-date",
      "12 case/wrong-type",
      "13 case/unknown-unit",
      "13 case/wrong-type",
    ]);
  });

  it("a byte order mark is no error", async () => {
    const cwd = folderWith({ "case.yaml": `\ufeff${smallCase()}` });
    expect((await case2fhir(["validate", "case.yaml"], { cwd })).code).toBe(0);
  });
});

describe("JSON that cannot be read", () => {
  it.each([
    ["a resource cut off in its first member", '{"a":', "cli/not-json", "line 1, column 6"],
    ["a case cut off", '{"language": 1,\n"case": "small"\n', "cli/not-json", "line 3, column 1"],
    ["an empty file", " \n", "cli/empty", "bad.json is empty"],
    ["a word that JSON does not know", '{\n "a": foo,\n "b": 1\n}\n', "cli/not-json", "line 2, column 7"],
    ["a comma too many", '{"resourceType": "Patient",\n "gender": "male",}', "cli/not-json", "line 2, column 19"],
    ["a file that ends too early", '{"resourceType": "Patient",\n "name": [', "cli/not-json", "line 2"],
    ["NDJSON", '{"resourceType": "Basic"}\n{"resourceType": "Basic"}\n', "cli/not-json", "is called .ndjson"],
    ["UTF-16", Buffer.from('{"resourceType": "Basic"}', "utf16le"), "cli/not-utf8", "it is UTF-16"],
    ["deep nesting", `{"resourceType": "Patient", "name": ${"[".repeat(100_000)}`, "cli/too-deep", "400"],
    [
      "bytes that are no UTF-8",
      Buffer.from('{"resourceType": "Patient", "id": "\xe9"}', "latin1"),
      "cli/not-utf8",
      "byte 35",
    ],
  ])("%s", async (_what, content, code, detail) => {
    const cwd = folderWith({ "bad.json": content });
    const ended = await case2fhir(["validate", "bad.json"], { cwd });
    expectClear(ended);
    expect(ended.out).toContain(`error  ${code}   bad.json`);
    expect(ended.out).toContain(detail);
    expect(ended.code).toBe(2);
  });

  it("is unreadable from the standard input and for every command, too", async () => {
    const cwd = folderWith({ "bad.json": '{"a":', "flow.yaml": "{language: 1, case: small" });
    for (const args of [["map"], ["run"], ["load", "--server", "http://127.0.0.1:9/fhir"]]) {
      const ended = await case2fhir([...args, "bad.json"], { cwd });
      expect(ended.out + ended.err, args[0]).toContain("error  cli/not-json   bad.json");
      expect(ended.code, args[0]).toBe(2);
    }
    expect(await case2fhir(["validate", "-"], { input: '{"a":' })).toMatchObject({ code: 2 });
    expect((await case2fhir(["validate", "flow.yaml"], { cwd })).out).toContain("case/open-bracket");
  });

  it.each([
    ["what only a case has", '{"language": 1}', "case/missing-key"],
    ["the start of a case", '{"case": "small", "patient": {}}', "case/missing-key"],
    ["a resource that lost its type", '{"language": "en", "gender": "male"}', "validate/resource-type-missing"],
    ["nothing in braces", "{}", "validate/resource-type-missing"],
    ["a list of resources", '[{"resourceType": "Patient"}]', "validate/not-an-object"],
    ["a list", "[1, 2]", "validate/not-an-object"],
    ["a text", '"Patient"', "validate/not-an-object"],
    ["null", "null", "validate/not-an-object"],
  ])("JSON without a resourceType is a case when it is one: %s", async (_what, content, code) => {
    const ended = await case2fhir(["validate", "some.json"], { cwd: folderWith({ "some.json": content }) });
    expectClear(ended);
    expect(ended.out).toContain(`error  ${code}   some.json:1:1`);
    expect(ended.code).toBe(1);
  });

  it("nothing from the standard input is told as that", async () => {
    const ended = await case2fhir(["validate", "-"], { input: "" });
    expect(ended).toMatchObject({ code: 2, out: expect.stringContaining("error  cli/empty   stdin\n") });
  });

  it("__proto__ is an unknown element, and changes nothing", async () => {
    const cwd = folderWith({ "bad.json": '{"resourceType": "Patient", "__proto__": {"gender": "nonsense"}}' });
    const ended = await case2fhir(["validate", "bad.json"], { cwd });
    expectClear(ended);
    expect(ended.out).toContain("error  validate/unknown-element");
    expect(ended.code).toBe(1);
  });

  it("one bad file does not keep the others from being judged", async () => {
    const cwd = folderWith({
      "bad.json": '{"resourceType": ',
      "good.json": GOOD,
    });
    const ended = await case2fhir(["validate", "bad.json", "good.json", "missing.json"], { cwd });
    expect(ended.out).toContain("good.json: no findings");
    expect(ended.out).toContain("error  cli/no-such-file");
    expect(ended.code).toBe(2);
  });
});

describe("files that are not there to be read", () => {
  const cwd = folderWith({ "secret.yaml": smallCase() });
  mkdirSync(join(cwd, "folder"));
  chmodSync(join(cwd, "secret.yaml"), 0);
  chmodSync(cwd, 0o755);

  it.each([
    ["missing", "nowhere.yaml", "cli/no-such-file"],
    ["an empty folder, where folders are taken", "folder", "cli/not-a-file", "cli/no-inputs"],
    ["below a file", "secret.yaml/case.yaml", "cli/no-such-file"],
    ["unreadable", "secret.yaml", "cli/cannot-read"],
  ])("%s", async (_what, path, code, ofMany = code) => {
    for (const command of [
      ["map", path],
      ["validate", path],
      ["run", path],
      ["load", path, "--server", "http://127.0.0.1:9/fhir"],
    ]) {
      const ended = await case2fhirAsSomebody(command, { cwd });
      expectClear(ended);
      expect(ended.out + ended.err).toContain(`error  ${/load|validate/.test(command[0] ?? "") ? ofMany : code}`);
      expect(ended.out + ended.err).toContain(path);
      expect(ended.code).toBe(2);
    }
  });

  it(
    "a device without an end is given up",
    async () => {
      const ended = await case2fhir(["validate", "/dev/zero"]);
      expectClear(ended);
      expect(ended.out).toContain("error  cli/too-large");
      expect(ended.code).toBe(2);
    },
    LONG,
  );
});

describe("a file that is something else", () => {
  it.each([
    ["XML for validate", "validate", '<?xml version="1.0"?><Patient/>', "cli/xml"],
    ["XML for map", "map", "<Patient/>", "cli/xml"],
    ["a Bundle for map", "map", '{"resourceType": "Bundle"}', "cli/not-a-case"],
    ["a Bundle for run", "run", '{"resourceType": "Bundle"}', "cli/not-a-case"],
  ])("%s", async (_what, command, content, code) => {
    const ended = await case2fhir([command, "it.json"], { cwd: folderWith({ "it.json": content }) });
    expectClear(ended);
    expect(ended.out + ended.err).toContain(`error  ${code}`);
    expect(ended.code).toBe(2);
  });
});

describe("a server that is none", () => {
  const servers: Record<string, RequestListener> = {
    html: (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome</h1>"),
    failing: (_, response) => response.writeHead(500).end("out of memory"),
    hanging: () => undefined,
    dropping: (request) => request.socket.destroy(),
    // Node forgets such a request now and then, and waits for nothing.
    closing: () => undefined,
    nonsense: (_, response) => response.writeHead(200, { "content-type": "application/json" }).end("{]"),
  };

  it.each([
    ["html", "load/html-answer"],
    ["failing", "load/server-error"],
    ["hanging", "load/timed-out"],
    ["dropping", "load/connection-lost"],
    ["closing", /load\/(connection-lost|timed-out)/],
    ["nonsense", "load/not-json"],
  ])("%s", async (kind, code) => {
    const cwd = folderWith();
    const server = createServer(servers[kind]);
    if (kind === "closing") server.on("connection", (socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
    for (const command of ["load", "run"]) {
      const limit = ["hanging", "closing"].includes(kind) ? ["--timeout", "1"] : [];
      const ended = await case2fhir([command, example, "--server", url, ...limit], { cwd });
      expectClear(ended);
      expect(ended.out, command).toMatch(code);
      expect(ended.out, command).toContain(url);
      if (kind === "hanging") expect(ended.out).toContain("time limit of 1 s");
      expect(ended.code, command).toBe(3);
    }
    server.closeAllConnections();
    server.close();
  });

  it("unreachable", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const ended = await case2fhir(["load", example, "--server", `http://127.0.0.1:${port}/fhir`]);
    expectClear(ended);
    expect(ended.out).toContain("error  load/connection-refused");
    expect(ended.code).toBe(3);
  });

  it("FHIR JSON that is no Bundle", async () => {
    const cwd = folderWith();
    writeFileSync(join(cwd, "patient.json"), '{"resourceType": "Patient"}');
    const ended = await case2fhir(["load", "patient.json", "--server", "http://127.0.0.1:9/fhir"], { cwd });
    expectClear(ended);
    expect(ended.out).toContain("error  load/not-a-bundle");
    expect(ended.code).toBe(1);
  });
});

describe("a command line that cannot be understood", () => {
  it.each([
    [["mpa"], "cli/unknown-command", "did you mean map?"],
    [["map", "case.yaml", "--trcae", "t.json"], "cli/unknown-option", "did you mean --trace?"],
    [["map"], "cli/usage", "case2fhir map <case>"],
    [["map", "a.yaml", "b.yaml"], "cli/usage", '"b.yaml" is an argument too many'],
    [["map", "case.yaml", "--type", "transactions"], "cli/usage", "--type cannot be"],
    [["map", "case.yaml", "--type"], "cli/usage", "--type lacks its value"],
    [["map", "case.yaml", "--recorded", "yesterday"], "cli/usage", "--recorded"],
    [["map", "case.yaml", "--recorded", "2026-02-30T00:00:00Z"], "cli/usage", "--recorded must be an instant"],
    [["map", "case.yaml", "--recorded", "2026-02-28T24:00:00Z"], "cli/usage", "--recorded must be an instant"],
    [["map", "case.yaml", "-o"], "cli/usage", "-o lacks its value"],
    [["map", "case.yaml", "-o", ""], "cli/usage", "is empty"],
    [["map", "--bogus", "case.yaml"], "cli/unknown-option", '"--bogus"'],
    [["map", "case.yaml", "--", "b.yaml"], "cli/usage", '"b.yaml" is an argument too many'],
    [["--", "mpa"], "cli/unknown-command", "did you mean map?"],
    [["map", example, "--type", "batch", "--request", "post"], "cli/usage", "--request post is for a transaction"],
    [["run", "case.yaml", "-o", "-"], "cli/usage", "must be a folder"],
    [["load", "b.json", "--server", "http://x", "--header", "Bearer x"], "cli/usage", '--header must be "Name: value"'],
    [["map", "case.yaml", "-o", "a", "-o", "b"], "cli/usage", "--output is given twice"],
    [["load", "bundle.json"], "cli/usage", "--server is missing"],
    [
      ["load", "bundle.json"],
      "cli/usage",
      "for example: case2fhir load bundle.json --server http://localhost:8080/fhir",
    ],
    [["load", "bundle.json", "--server", "foo"], "cli/usage", "--server must be an http:// or https:// URL"],
    [["load", "bundle.json", "--server", "http://me:secret@host/fhir"], "cli/usage", "without credentials"],
    [["run", "case.yaml", "--server", "ftp://host/fhir"], "cli/usage", "--server must be an http:// or https:// URL"],
    [["serve", "--port", "http"], "cli/usage", "--port must be a whole number from 0 to 65535"],
    [["serve", "--port", "80.5"], "cli/usage", "--port must be a whole number"],
    [["load", "bundle.json", "--server", "http://x", "--timeout", "0"], "cli/usage", "--timeout"],
    [["explain", "case/unknown-kye"], "cli/unknown-code", "did you mean case/unknown-key?"],
    [["explain", "dangling-link"], "cli/unknown-code", "did you mean case/dangling-link?"],
    [["explain", "not-jsno"], "cli/unknown-code", "did you mean cli/not-json or load/not-json?"],
    [[], "cli/usage", "which command?"],
  ])("case2fhir %j", async (args, code, detail) => {
    const ended = await case2fhir(args);
    expectClear(ended);
    expect(ended.out).toBe("");
    expect(ended.err).toContain(`error  ${code}`);
    expect(ended.err).toContain(detail);
    expect(ended.code).toBe(2);
  });

  it("SOURCE_DATE_EPOCH that is no number", async () => {
    const ended = await case2fhir(["map", "-"], { input: smallCase(), env: { SOURCE_DATE_EPOCH: "today" } });
    expectClear(ended);
    expect(ended.err).toContain("SOURCE_DATE_EPOCH is not a number of seconds");
    expect(ended.code).toBe(2);
  });

  it("is JSON where JSON is asked for", async () => {
    const { err, code } = await case2fhir(["mpa", "--format", "json"]);
    expect(reportOf(err).findings[0]?.code).toBe("cli/unknown-command");
    expect(code).toBe(2);
  });
});
