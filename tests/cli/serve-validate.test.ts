/** `serve --validate`: a validation service, by our guide and by packages, for curl and for `load --check`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { structureUrl } from "../../src/fhir/identity.js";
import type { Bundle, FhirResource, OperationOutcome } from "../../src/fhir/types.js";
import { case2fhir, example, folderWith } from "./program.js";

const cwd = folderWith();

/** Runs `serve` with those options while a client uses it. */
async function serving(options: readonly string[], use: (base: string) => Promise<void>): Promise<void> {
  let used: Promise<unknown> | undefined;
  const served = await case2fhir(["serve", "--port", "0", "--format", "json", ...options], {
    onOut: (out, kill) => {
      used ??= use(JSON.parse(out).base)
        .then(() => undefined)
        .catch((problem: unknown) => problem)
        .finally(() => kill("SIGINT"));
    },
  });
  const problem = await (used ?? expect.fail(`it did not start: ${served.err}`));
  if (problem) throw problem;
  expect(served.code).toBe(0);
}

const send = (method: string, url: string, body: unknown) =>
  fetch(url, { method, headers: { "content-type": "application/fhir+json" }, body: JSON.stringify(body) });

async function errorsOf(url: string, body: unknown): Promise<(string | undefined)[]> {
  const answer = await send("POST", url, body);
  expect(answer.status).toBe(200);
  const { issue } = (await answer.json()) as OperationOutcome;
  return issue.filter(({ severity }) => severity === "error").map(({ diagnostics }) => diagnostics);
}

const mapped = async (...options: string[]): Promise<Bundle> => {
  await case2fhir(["map", example, "-o", "bundle.json", ...options], { cwd });
  return JSON.parse(readFileSync(join(cwd, "bundle.json"), "utf8"));
};
const pauseIn = ({ entry = [] }: Bundle) => {
  const found = entry
    .map(({ resource }) => resource)
    .find((one) => one?.meta?.profile?.includes(structureUrl("pause")));
  return (found ?? expect.fail("there is no pause")) as FhirResource & { statusReason?: unknown };
};

it("holds $validate and writes against the profiles of our guide", async () => {
  const bundle = await mapped("--meta-profile");
  const pause = pauseIn(bundle);
  const { statusReason: _, ...unreasoned } = pause;
  const { meta, ...unclaimed } = unreasoned;
  await serving(["--validate"], async (base) => {
    expect(await errorsOf(`${base}/$validate`, pause)).toEqual([]);
    expect(await errorsOf(`${base}/$validate`, bundle)).toEqual([]);
    const url = `${base}/MedicationStatement/$validate`;
    expect(await errorsOf(url, unreasoned)).toHaveLength(1);
    expect(await errorsOf(url, { ...unclaimed, meta: { tag: meta?.tag } })).toEqual([]);
    const profile = structureUrl("pause");
    expect(await errorsOf(`${url}?profile=${profile}`, { ...unclaimed, meta: { tag: meta?.tag } })).toHaveLength(1);
    expect(await errorsOf(`${url}?profile=http://example.org/none`, pause)).toHaveLength(1);
    const written = await send("PUT", `${base}/MedicationStatement/${pause.id}`, unreasoned);
    expect(written.status).toBe(422);
    expect(await written.json()).toMatchObject({ resourceType: "OperationOutcome" });
  });
});

it("is asked by load --check before anything is written", async () => {
  const bundle = await mapped("--meta-profile");
  delete pauseIn(bundle).statusReason;
  writeFileSync(join(cwd, "broken.json"), JSON.stringify(bundle));
  await serving(["--validate"], async (base) => {
    const load = (file: string) => case2fhir(["load", file, "--server", base, "--check"], { cwd });
    const refused = await load("broken.json");
    expect(refused.code).toBe(1);
    expect(refused.out + refused.err).toContain("statusReason");
    expect(await (await fetch(`${base}/Patient?_summary=count`)).json()).toMatchObject({ total: 0 });
    expect(await load("bundle.json")).toMatchObject({ code: 0 });
  });
});

it("demands a profile of everything where one is named", async () => {
  await serving(["--validate", "--profile", structureUrl("case-patient")], async (base) => {
    const patient = { resourceType: "Patient", id: "a", name: [{ text: "A. B." }] };
    expect((await send("PUT", `${base}/Patient/a`, patient)).status).toBe(422);
  });
});

it.each([
  [["--ig", "hl7.fhir.uv.ips#2.0.0"], "add --validate"],
  [["--validate", "--ig", "./nothing"], "nothing"],
])("does not start with %j", async (options, words) => {
  const { code, err } = await case2fhir(["serve", "--port", "0", ...options], { cwd });
  expect({ code, told: err.includes(words) }).toEqual({ code: 2, told: true });
});

it.each([
  [[], 201],
  [["--validate"], 422],
] as const)("with %j a code under a name that is not its own is answered %i", async (options, status) => {
  const coding = [{ system: "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", code: "M", display: "M" }];
  await serving(options, async (base) => {
    const answer = await send("POST", `${base}/Patient`, { resourceType: "Patient", maritalStatus: { coding } });
    expect(answer.status).toBe(status);
  });
});
