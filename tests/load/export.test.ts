import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseJson, stringifyJson } from "../../src/fhir/json.js";
import type { Bundle, Resource } from "../../src/fhir/types.js";
import {
  type Capabilities,
  exportPlan,
  load,
  type PlanFile,
  partBundle,
  planLoad,
  type StrategyId,
} from "../../src/load/index.js";
import { callsIn, send, writeAll } from "./curl-calls.js";
import { capable, caseResources, embedded, misbehaving, options, postBundle, putBundle, URN, UUID } from "./harness.js";

const folder = () => mkdtempSync(join(tmpdir(), "case2fhir-"));
const planOf = (bundle: Bundle, overrides: Partial<Capabilities> = {}, strategy?: StrategyId) =>
  planLoad(bundle, { capabilities: capable(overrides), ...(strategy ? { strategy } : {}) });
const named = (files: readonly PlanFile[]) => files.map(({ name }) => name);
const textOf = (files: readonly PlanFile[], name: string) => files.find((file) => file.name === name)?.text ?? "";

/** Two resources that refer to each other, stored under ids of the server's. */
const circle = (): Bundle => {
  const [patient, observation] = postBundle(caseResources()).entry ?? [];
  const resource = { ...patient?.resource, generalPractitioner: [{ reference: URN(2) }] } as Resource;
  return { resourceType: "Bundle", type: "transaction", entry: [{ ...patient, resource }, observation] } as Bundle;
};

describe("a plan as files", () => {
  it("is the body of each request as it is sent, and a script", () => {
    const plan = planOf(putBundle(caseResources()));
    const files = exportPlan(plan, { base: "http://example.org/fhir" });
    expect(named(files)).toEqual(["001-transaction.json", "requests.sh"]);
    const bodies = plan.parts.map((part) => stringifyJson(partBundle(part), 0));
    expect(textOf(files, "001-transaction.json")).toBe(`${bodies[0]}\n`);
    const place = folder();
    writeAll(files, place);
    expect(callsIn(place, ["-H", "@headers.txt"])).toEqual({
      calls: [
        {
          method: "POST",
          url: "http://example.org/fhir",
          headers: { "Content-Type": "application/fhir+json" },
          file: "001-transaction.json",
          more: ["-H", "@headers.txt"],
        },
      ],
      status: 0,
      stderr: "",
    });
  });

  it("needs the address from whoever runs it where none is known", () => {
    const place = folder();
    writeAll(exportPlan(planOf(putBundle(caseResources()))), place);
    expect(callsIn(place)).toMatchObject({ calls: [], stderr: expect.stringContaining("the base URL of the server") });
    expect(callsIn(place, [], { FHIR: "http://x/fhir" }).calls).toMatchObject([{ url: "http://x/fhir" }]);
  });

  it("is nothing where nothing is to be sent", () => {
    expect(exportPlan({ strategy: "A", parts: [], findings: [] }, { base: "http://x" })).toEqual([]);
  });

  it("leaves nothing to the shell, to curl or to a header, whatever stands in a condition", async () => {
    const condition = `identifier=it's|$(id)\`id\`"\\ {a,b}[1-2]\n;exit 9`;
    const entry = (type: string, request: object) => ({ resource: { resourceType: type }, request });
    const plan = planOf(
      {
        resourceType: "Bundle",
        type: "transaction",
        entry: [
          entry("Patient", { method: "POST", url: "Patient", ifNoneExist: condition }),
          entry("Flag", { method: "PUT", url: `Flag?${condition}` }),
          entry("Basic", { method: "PUT", url: "Basic/1", ifMatch: 'W/"7"' }),
        ],
      } as unknown as Bundle,
      { transaction: "none", batch: false },
    );
    const seen: unknown[] = [];
    const base = await misbehaving(({ method, url, headers }, answer) => {
      seen.push([method, url, headers["if-none-exist"], headers["if-match"]].filter(Boolean));
      answer.end();
    });
    const files = exportPlan(plan, { base });
    expect(named(files)).toEqual(["001-POST-Patient.json", "002-PUT-Flag.json", "003-PUT-Basic.json", "requests.sh"]);
    const place = folder();
    writeAll(files, place);
    const { calls, status } = callsIn(place);
    expect(status).toBe(0);
    expect(calls[0]?.headers["If-None-Exist"]).toBe(condition.replace("\n", "%0A"));
    for (const call of calls) await fetch(call.url, { method: call.method, headers: call.headers, body: "{}" });
    const query = new URL(`http://x/?${condition.replaceAll("|", "%7C")}`).search;
    expect(seen).toEqual([
      ["POST", "/fhir/Patient", condition.replace("\n", "%0A")],
      ["PUT", `/fhir/Flag${query}`],
      ["PUT", "/fhir/Basic/1", 'W/"7"'],
    ]);
  });
});

describe("files that a server with ids of its own needs", () => {
  const plans: [string, Bundle, Partial<Capabilities>, StrategyId?][] = [
    ["transactions of one entry", postBundle(caseResources()), { maxEntries: 1 }],
    ["a batch for each level", postBundle(caseResources()), { transaction: "none" }, "C"],
    ["one request each", putBundle(caseResources()), { clientIds: "none" }, "E"],
    ["a circle, in a transaction", circle(), { circularLinks: false }],
    ["a circle, one request each", circle(), { clientIds: "none" }, "E"],
  ];

  it.each(plans)("stop until the links are replaced, and then store the same: %s", async (_what, bundle, able, way) => {
    const { base } = await embedded();
    const place = folder();
    writeAll(exportPlan(planOf(bundle, able, way), { base }), place);
    const places = new Map<string, string>();
    for (let done = 0; ; ) {
      const { calls, status } = callsIn(place);
      for (const call of calls.slice(done)) {
        const sent = readFileSync(join(place, call.file), "utf8");
        const stored = await send(call, place);
        expect(stored.status, sent).toBeLessThan(300);
        const { entry } = JSON.parse(sent) as Bundle;
        stored.places.forEach((at, i) => {
          const { fullUrl } = entry?.[i] ?? {};
          if (fullUrl) places.set(fullUrl, at);
        });
        if (!entry) places.set(call.file, stored.places[0] ?? "");
      }
      done = calls.length;
      if (status === 0) break;
      replaceAsTold(place, done, places);
    }
    const { receipt, findings } = await load(bundle, options(base, { strategy: way ?? "B", overrides: able }));
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(receipt.counts).toMatchObject({ entries: 2, unchanged: 2, equal: 2 });
  });

  /** What the comments tell a person to do; the requests above stay, and are not sent again here. */
  function replaceAsTold(place: string, done: number, places: ReadonlyMap<string, string>): void {
    const script = readFileSync(join(place, "requests.sh"), "utf8");
    const before = script.split(/^echo .*exit 1\n/m)[0] ?? "";
    const told = [
      ...(before
        .split("# From here on")
        .at(-1)
        ?.matchAll(/^# {3}(\S+): \w+ of (\S+)$/gm) ?? []),
    ];
    expect(told.length).toBeGreaterThan(0);
    const later = readdirSync(place).filter((name) => /^\d/.test(name) && Number.parseInt(name, 10) > done);
    for (const [, urn = "", file = ""] of told) {
      const at = places.get(urn) ?? places.get(file) ?? "";
      const id = at.split("/")[1] ?? "";
      const replaced = (text: string) =>
        text
          .replaceAll(`/${urn}`, `/${id}`)
          .replaceAll(`"id":"${urn}"`, `"id":"${id}"`)
          .replaceAll(`"reference":"${urn}"`, `"reference":"${at}"`);
      for (const name of later) {
        writeFileSync(join(place, name), replaced(readFileSync(join(place, name), "utf8")));
      }
      const now = readFileSync(join(place, "requests.sh"), "utf8");
      writeFileSync(join(place, "requests.sh"), now.replaceAll(`/${urn}`, `/${id}`));
    }
    const now = readFileSync(join(place, "requests.sh"), "utf8");
    writeFileSync(join(place, "requests.sh"), now.replace(/^echo .*exit 1\n/m, ""));
  }
});

describe("files for $import", () => {
  const bundle = parseJson(stringifyJson(circle()).replace('"value": 1.5', '"value": 1.50')) as Bundle;
  const filesOf = (more: object = {}) =>
    exportPlan(planOf(bundle, { circularLinks: false, references: "enforced" }, "F"), more);
  const at = "2026-11-25T10:00:00.000Z";

  it("have every resource once, under our id, with its digits and with references Type/id", () => {
    const files = filesOf();
    const names = ["Patient.ndjson", "Observation.ndjson", "manifest.json", "import-parameters.json", "requests.sh"];
    expect(named(files).sort()).toEqual(names.sort());
    const [patient, none] = textOf(files, "Patient.ndjson").trimEnd().split("\n");
    expect(none).toBeUndefined();
    expect(JSON.parse(patient ?? "")).toMatchObject({
      id: UUID(1),
      generalPractitioner: [{ reference: `Observation/${UUID(2)}` }],
    });
    const observation = textOf(files, "Observation.ndjson");
    expect(JSON.parse(observation)).toMatchObject({ id: UUID(2), subject: { reference: `Patient/${UUID(1)}` } });
    expect(observation).toContain('"value":1.50,');
  });

  it("give an id to what has none, the same each time", () => {
    const anonymous = {
      resourceType: "Bundle",
      type: "batch",
      entry: [entryOf("Flag"), entryOf("Flag"), entryOf("Basic")],
    };
    const ids = () => {
      const files = exportPlan(planOf(anonymous as unknown as Bundle, {}, "F"));
      const lines = `${textOf(files, "Flag.ndjson")}${textOf(files, "Basic.ndjson")}`.trimEnd().split("\n");
      return lines.map((line) => (JSON.parse(line) as Resource).id);
    };
    expect(new Set(ids()).size).toBe(3);
    expect(ids()).toEqual(ids());
  });

  const entryOf = (type: string) => ({ resource: { resourceType: type }, request: { method: "POST", url: type } });

  it("are told to the server by where they will be", () => {
    const files = filesOf({ base: "http://s/fhir", filesAt: "https://files/case/", at });
    const parameters = JSON.parse(textOf(files, "import-parameters.json"));
    const input = (type: string) => ({
      name: "input",
      part: [
        { name: "type", valueString: type },
        { name: "url", valueUri: `https://files/case/${type}.ndjson` },
      ],
    });
    expect(parameters).toEqual({
      resourceType: "Parameters",
      parameter: [
        { name: "inputFormat", valueString: "application/fhir+ndjson" },
        { name: "inputSource", valueUri: "https://files/case" },
        ...["Patient", "Observation"].map(input),
      ],
    });
    expect(JSON.parse(textOf(files, "manifest.json"))).toEqual({
      transactionTime: at,
      request: "http://s/fhir/$import",
      requiresAccessToken: false,
      output: ["Patient", "Observation"].map((type) => ({ type, url: `https://files/case/${type}.ndjson`, count: 1 })),
      error: [],
    });
    const place = folder();
    writeAll(files, place);
    expect(callsIn(place).calls).toMatchObject([
      {
        method: "POST",
        url: "http://s/fhir/$import",
        headers: { Prefer: "respond-async" },
        file: "import-parameters.json",
      },
    ]);
  });

  it("ask Microsoft's server for its mode that blocks nothing, and are named alone where no place is known", () => {
    const { parameter } = JSON.parse(textOf(filesOf({ server: "azure" }), "import-parameters.json")) as {
      parameter: { name: string; part?: { valueUri?: string }[] }[];
    };
    expect(parameter).toContainEqual({ name: "mode", valueString: "IncrementalLoad" });
    expect(parameter.map(({ part }) => part?.[1]?.valueUri).filter(Boolean)).toEqual([
      "Patient.ndjson",
      "Observation.ndjson",
    ]);
  });
});
