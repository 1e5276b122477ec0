/** FHIR packages: in every form they come in, with what they depend on. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openPackages, type PackageOptions, substituteOf } from "../../src/packages/index.js";
import { extensions, ips, mcode, terminology } from "./installed.js";
import { archiveOf, folderOf, layPackage, newFolder, profile } from "./made.js";

/** What is opened, told in short. */
async function open(wanted: readonly string[], options: PackageOptions = {}) {
  const { sources, findings } = await openPackages(wanted, options);
  const find = (type: string, url: string, version?: string) => {
    for (const source of sources) {
      const found = source.find(type, url, version);
      if (found) return found;
    }
    return undefined;
  };
  const told = () => findings.map(({ code, message }) => `${code}: ${message}`);
  return { ids: sources.map(({ id }) => id), find, findings, told };
}

const substitutes = (...texts: string[]) => texts.flatMap((text) => substituteOf(text) ?? []);

describe("HL7's packages", () => {
  it("IPS has every definition of its files, and one warning for each dependency that is not here", async () => {
    const { ids, find, told } = await open([ips]);
    expect(ids).toEqual(["hl7.fhir.uv.ips#2.0.0"]);
    expect(told()).toEqual([
      "package/dependency-missing: hl7.fhir.uv.ips#2.0.0 depends on hl7.fhir.uv.ipa#1.1.0, which is not here: what it defines is not known",
    ]);
    const files = readdirSync(ips).filter((name) => name.endsWith(".json") && name !== "package.json");
    const definitions = files.map((name) => JSON.parse(readFileSync(join(ips, name), "utf8")));
    const named = definitions.filter(({ url }) => url !== undefined);
    expect(named.length).toBeGreaterThan(60);
    for (const one of named) expect(find(one.resourceType, one.url, one.version)).toEqual(one);
  });

  it("terminology and mCODE are the dependencies they are named for", async () => {
    const { ids, find, told } = await open([mcode, terminology, extensions], {
      substitutes: substitutes(
        "hl7.terminology.r4=hl7.terminology.r4#7.0.1",
        "hl7.fhir.uv.extensions.r4=hl7.fhir.uv.extensions.r4#5.3.0-ballot-tc1",
      ),
    });
    expect(ids).toEqual([
      "hl7.fhir.us.mcode#4.0.0",
      "hl7.terminology.r4#7.0.1",
      "hl7.fhir.uv.extensions.r4#5.3.0-ballot-tc1",
    ]);
    expect(told().filter((text) => /missing/.test(text))).toHaveLength(2);
    expect(told().filter((text) => /substituted/.test(text))).toEqual([
      "package/substituted: hl7.terminology.r4#7.0.1 is taken for hl7.terminology.r4#6.2.0, as it was asked for",
      "package/substituted: hl7.fhir.uv.extensions.r4#5.3.0-ballot-tc1 is taken for hl7.fhir.uv.extensions.r4#5.2.0, as it was asked for",
    ]);
    const clinical = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    expect(find("CodeSystem", clinical)).toMatchObject({ version: "3.0.0" });
    expect(find("CodeSystem", clinical, "4.0.1")).toBeUndefined();
    expect(
      find("StructureDefinition", "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-cancer-patient"),
    ).toHaveProperty("snapshot");
  });
});

describe("the forms of a package", () => {
  const one = profile("http://e.org/one", "1.0.0", {
    text: { div: '<div>\\"url\\"</div>' },
    extension: [{ url: "http://e.org/x" }],
  });
  const manifest = { name: "a", version: "1.0.0", fhirVersions: ["4.0.1"] };

  it.each([
    ["with package/", { "package/package.json": manifest, "package/one.json": one }, "a#1.0.0"],
    ["without a folder", { "package.json": manifest, "one.json": one }, "a#1.0.0"],
    [
      "in another folder",
      { "./b/package.json": manifest, "./b/one.json": one, "./b/example/package.json": {} },
      "a#1.0.0",
    ],
  ])("an archive %s", async (_, files, id) => {
    const { ids, find, findings } = await open([await archiveOf(files)]);
    expect([ids, findings]).toEqual([[id], []]);
    expect(find("StructureDefinition", "http://e.org/one")).toEqual(one);
    expect(find("StructureDefinition", "http://e.org/x")).toBeUndefined();
  });

  it("an archive has what its folder has", async () => {
    const names = readdirSync(ips).filter((name) => name.endsWith(".json"));
    const files = Object.fromEntries(names.map((name) => [`package/${name}`, readFileSync(join(ips, name), "utf8")]));
    const [folder, archive] = [await open([ips]), await open([await archiveOf(files)])];
    const url = "http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips";
    expect(archive.ids).toEqual(folder.ids);
    expect(archive.find("StructureDefinition", url)).toEqual(folder.find("StructureDefinition", url));
  });

  it("a folder of loose definitions", async () => {
    const folder = folderOf({ "one.json": one, "b.json": { resourceType: "Patient", id: "b" }, "notes.txt": "" });
    const { ids, find, findings } = await open([folder]);
    expect([ids, findings]).toEqual([[folder], []]);
    expect(find("StructureDefinition", "http://e.org/one")).toEqual(one);
  });

  it("a definition, and a Bundle of them, in a file", async () => {
    const two = profile("http://e.org/two");
    const bundle = { resourceType: "Bundle", entry: [{ resource: two }, { resource: null }, null, { fullUrl: "x" }] };
    const folder = folderOf({ "one.json": `\uFEFF${JSON.stringify(one)}`, "all.json": bundle });
    const { find, findings } = await open([join(folder, "one.json"), join(folder, "all.json")]);
    expect(findings).toEqual([]);
    expect(find("StructureDefinition", "http://e.org/one")).toEqual(one);
    expect(find("StructureDefinition", "http://e.org/two")).toEqual(two);
  });

  it("an .index.json is believed, for the files it names and no others", async () => {
    const row = { filename: "one.json", resourceType: "StructureDefinition", url: "http://e.org/named", version: "3" };
    const index = { "index-version": 2, files: [row, null, { filename: "gone.json" }] };
    const folder = folderOf({ ".index.json": index, "one.json": one, "two.json": profile("http://e.org/two") });
    const { find, findings } = await open([folder]);
    expect(find("StructureDefinition", "http://e.org/named", "3")).toEqual(one);
    expect(find("StructureDefinition", "http://e.org/two")).toBeDefined();
    expect(findings).toEqual([]);
  });

  it("a definition is parsed when it is asked for, once", async () => {
    const folder = folderOf({
      "one.json": one,
      "broken.json": `{"resourceType": "ValueSet", "url": "http://e.org/v", ]`,
    });
    const { find, findings, told } = await open([folder]);
    expect(find("StructureDefinition", "http://e.org/one")).toBe(find("StructureDefinition", "http://e.org/one"));
    expect(findings).toEqual([]);
    for (let i = 0; i < 2; i++) expect(find("ValueSet", "http://e.org/v")).toBeUndefined();
    expect(told()).toEqual([expect.stringMatching(/^package\/broken-file: broken.json of .* cannot be read/)]);
  });

  it.each([
    ["package/not-found", "/nowhere/a.tgz"],
    ["package/not-found", "a#1.0.0"],
    ["package/unreadable", folderOf({ "a.json": "{" })],
    ["package/no-definitions", folderOf({ "a.json": { resourceType: "Patient" } })],
    ["package/unreadable", folderOf({ "a.json": "\u001f\u008b" })],
    ["package/unreadable", folderOf({ "package.json": "{" })],
  ])("%s: %s", async (code, given) => {
    const path =
      code === "package/not-found" || readdirSync(given).includes("package.json") ? given : join(given, "a.json");
    expect((await open([path])).findings.map((found) => found.code)).toEqual([code]);
  });

  it("a package of another FHIR version is told", async () => {
    const folder = folderOf({ "package.json": { name: "a", version: "1", "fhir-version-list": ["5.0.0"] } });
    expect((await open([folder])).told()).toEqual([
      "package/other-fhir-version: a#1 is for FHIR 5.0.0, not for R4 (4.0.1)",
    ]);
  });
});

describe("what is depended on", () => {
  const X = "http://e.org/x";
  const of = (url: string, version: string) => ({ "x.json": profile(url, version) });

  it("is found in the cache: exact, the newest of 1.2.x, the latest; each package once, the nearest first", async () => {
    const cache = newFolder();
    layPackage(cache, "a#1.0.0", { b: "1.2.x", c: "latest", "hl7.fhir.r4.core": "4.0.1" }, of("http://e.org/a", "1"));
    layPackage(cache, "b#1.2.3", { c: "2.0.0" }, of(X, "b old"));
    layPackage(cache, "b#1.2.10", { c: "2.0.0", a: "1.0.0" }, of(X, "b new"));
    layPackage(cache, "b#1.3.0", {}, of(X, "b too new"));
    layPackage(cache, "c#2.0.0", {}, of(X, "c"));
    layPackage(cache, "c#2.1.0-ballot", {}, of(X, "c ballot"));
    const { ids, find, findings } = await open(["a#1.0.0"], { caches: [cache, "/nowhere"] });
    expect([ids, findings]).toEqual([["a#1.0.0", "b#1.2.10", "c#2.0.0"], []]);
    expect(find("StructureDefinition", X)).toMatchObject({ version: "b new" });
    expect(find("StructureDefinition", X, "c")).toMatchObject({ version: "c" });
    expect((await open(["b"], { caches: [cache] })).ids).toEqual(["b#1.3.0"]);
  });

  it("stands side by side in two versions; each package means the one it depends on", async () => {
    const cache = newFolder();
    const uses = (url: string) => ({ "u.json": profile(url, "1", { baseDefinition: X, type: [{ profile: [X] }] }) });
    layPackage(cache, "top#1", { old: "1", x: "2" }, uses("http://e.org/top"));
    layPackage(cache, "old#1", { x: "1" }, uses("http://e.org/old"));
    layPackage(cache, "x#1", {}, of(X, "1.0"));
    layPackage(cache, "x#2", {}, of(X, "2.0"));
    const { ids, find } = await open(["top#1"], { caches: [cache] });
    expect(ids).toEqual(["top#1", "old#1", "x#2", "x#1"]);
    expect(find("StructureDefinition", X)).toMatchObject({ version: "2.0" });
    expect(find("StructureDefinition", "http://e.org/top")).toMatchObject({
      baseDefinition: X,
      type: [{ profile: [X] }],
    });
    const pinned = `${X}|1.0`;
    expect(find("StructureDefinition", "http://e.org/old")).toMatchObject({
      baseDefinition: pinned,
      type: [{ profile: [pinned] }],
    });
    expect(find("StructureDefinition", X, "1.0")).toMatchObject({ version: "1.0" });
  });

  it("is one warning when it is missing, however many ask for it, with what could be taken", async () => {
    const cache = newFolder();
    layPackage(cache, "a#1", { b: "1", us: "6.1.0" }, {});
    layPackage(cache, "b#1", { us: "6.1.0" }, {});
    layPackage(cache, "us#7.0.0", {}, {});
    const missing = await open(["a#1"], { caches: [cache] });
    expect(missing.findings).toMatchObject([
      {
        code: "package/dependency-missing",
        severity: "warning",
        hint: "to take another: --package-substitute us#6.1.0=us#7.0.0",
      },
    ]);
    const taken = await open(["a#1"], {
      caches: [cache],
      substitutes: substitutes("us#6.1.0=us#7.0.0", "us#1=us#7.0.0"),
    });
    expect(taken.ids).toEqual(["a#1", "b#1", "us#7.0.0"]);
    expect(taken.told()).toEqual([
      "package/substituted: us#7.0.0 is taken for us#6.1.0, as it was asked for",
      "package/unused-substitute: nothing asks for us#1, so us#7.0.0 stands in for nothing",
    ]);
  });

  it("may be what was named by its path", async () => {
    const cache = newFolder();
    layPackage(cache, "a#1", { b: "2.x" }, {});
    const b = folderOf({ "package.json": { name: "b", version: "2.5.0" }, ...of(X, "1") });
    expect((await open(["a#1", b], { caches: [cache] })).ids).toEqual(["a#1", "b#2.5.0"]);
  });
});

describe("--package-substitute", () => {
  it.each(["", "a", "a#1", "a#1=", "=a#1", "a#1=b#2=c#3", "a b#1=c", "a/b#1=c"])("%j is none", (text) => {
    expect(substituteOf(text)).toBeUndefined();
  });
});
