/** Our guide: that it is what its Shorthand says, that our Bundles fit it, and that it refuses what breaks its promises. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { readCase } from "../../src/case/index.js";
import { CASE_TYPES, structureUrl } from "../../src/fhir/identity.js";
import type { Bundle, FhirResource, StructureDefinition } from "../../src/fhir/types.js";
import { type MapOptions, mapCase } from "../../src/map/index.js";
import { createValidator } from "../../src/validate/index.js";
import { changed } from "./changes.mjs";

const root = join(import.meta.dirname, "../..");
const guide = join(root, "profiles/package");
const json = (file: string) => JSON.parse(readFileSync(file, "utf8"));

const files = readdirSync(guide).filter((name) => /^[A-Z].*\.json$/.test(name));
const resources: FhirResource[] = files.map((name) => json(join(guide, name)));
const structures = resources.filter((one): one is StructureDefinition => one.resourceType === "StructureDefinition");
const profiles = structures.filter(({ type }) => type !== "Extension");

const cases = [
  ...readdirSync(join(root, "examples")).map((name) => [name, `examples/${name}/case.yaml`] as const),
  ["what no example tells", "tests/profiles/rare.yaml"] as const,
];
const examples = cases.map(([name, path]) => {
  const read = readCase(readFileSync(join(root, path), "utf8")).case;
  if (!read) throw new Error(`${path} cannot be read`);
  return { name, case: read };
});

const FORMS: readonly [string, MapOptions][] = [
  ["a transaction of PUTs", {}],
  ["a transaction of POSTs", { request: "post" }],
  ["a batch", { type: "batch" }],
  ["a collection", { type: "collection" }],
  ["a document", { type: "document" }],
  ["a transaction of drugs in one statement", { compactMedications: true }],
  ["a transaction of studies with UIDs", { dicomUids: true }],
];

const mapped = (options: MapOptions) =>
  examples.map(({ name, case: read }) => {
    const { bundle } = mapCase(read, { metaProfile: true, recorded: "2026-11-25T09:00:00Z", ...options });
    if (!bundle) throw new Error(`${name} was not mapped`);
    return { name, bundle };
  });

const errorsOf = (resource: unknown) => validator.validate(resource).filter(({ severity }) => severity === "error");

const validator = createValidator();
/** A copy that claims no profile: R4 alone judges it. */
const unclaimed = (resource: FhirResource) =>
  JSON.parse(JSON.stringify(resource, (key, value) => (key === "meta" ? value.tag && { tag: value.tag } : value)));

describe("the package", () => {
  it("is what the Shorthand says", () => {
    execFileSync(process.execPath, [join(root, "src/build/profiles.mjs"), "--check"], { encoding: "utf8" });
  }, 120_000);

  it("has the version of the program", () => {
    expect(json(join(guide, "package.json"))).toMatchObject({ name: "case2fhir.r4", version: packageJson.version });
    expect(new Set(structures.map(({ version }) => version))).toEqual(new Set([packageJson.version]));
  });

  it("lists what it holds", () => {
    const { files: listed } = json(join(guide, ".index.json"));
    const named = ({ filename, url }: { filename: string; url?: string }) => [filename, url];
    expect(listed.map(named)).toEqual(resources.map((one, i) => [files[i], (one as { url?: string }).url]));
  });

  it("holds valid resources, each profile with a snapshot", () => {
    for (const resource of resources) expect(errorsOf(resource), resource.id).toEqual([]);
    expect(structures.filter(({ snapshot, differential }) => !snapshot || !differential)).toEqual([]);
  });

  it("has a profile for every type that a case becomes", () => {
    expect([...new Set(profiles.map(({ type }) => type))].sort()).toEqual(["Bundle", ...CASE_TYPES].sort());
  });
});

describe.each(FORMS)("%s", (_what, options) => {
  it.each(mapped(options))("of $name fits the guide", ({ bundle }) => {
    expect(bundle.meta?.profile).toEqual([structureUrl("case-bundle")]);
    for (const { resource } of bundle.entry ?? []) expect(resource?.meta?.profile?.length).toBeGreaterThan(0);
    expect(errorsOf(bundle)).toEqual([]);
  });
});

it("says nothing of profiles unless asked", () => {
  const { bundle } = mapCase(examples[0]?.case ?? expect.fail(), {});
  const claimed = [bundle, ...(bundle?.entry ?? []).map(({ resource }) => resource)];
  expect(claimed.filter((resource) => resource?.meta?.profile)).toEqual([]);
});

describe("the guide refuses", () => {
  const bundles: Bundle[] = mapped({}).map(({ bundle }) => bundle);
  it.each(changed(bundles))("$what, which R4 does not", ({ before, after, isExtension }) => {
    expect(errorsOf(before)).toEqual([]);
    if (!isExtension) expect(errorsOf(unclaimed(after))).toEqual([]);
    expect(errorsOf(after)).not.toEqual([]);
  });
});
