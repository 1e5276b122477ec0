import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import type { Bundle } from "../../src/fhir/types.js";
import { parentsFirst } from "../../src/map/bundle.js";
import type { Draft } from "../../src/map/draft.js";
import { mapCase } from "../../src/map/index.js";
import { HEAD, mapped } from "./mapped.js";

const BODY = `
recorded: 2026-11-22T09:00:00Z
source: {title: A report}
patient: {age: 55 years}
conditions:
  - {id: relapse, name: relapse, part of: nmo}
  - {id: nmo, name: neuromyelitis optica, evidence: scan}
imaging: [{id: scan, modality: MR, findings: {present: [lesion]}}]
medications: [{name: rituximab, for: nmo, courses: [{dose: 1000 mg}]}]
`;

/** Every `reference` of a Bundle, with the entry it stands in. */
function referencesIn(bundle: Bundle): { entry: number; reference: string }[] {
  const found: { entry: number; reference: string }[] = [];
  const walk = (value: unknown, entry: number): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (key === "reference" && typeof item === "string") found.push({ entry, reference: item });
      else walk(item, entry);
    }
  };
  for (const [i, { resource }] of (bundle.entry ?? []).entries()) walk(resource, i);
  return found;
}

describe("a transaction", () => {
  const { bundle } = mapped(BODY);

  it("puts every resource by its id, with references by type and id", () => {
    expect(bundle.type).toBe("transaction");
    for (const { fullUrl, resource, request } of bundle.entry ?? []) {
      expect(fullUrl).toBe(`urn:uuid:${resource?.id}`);
      expect(request).toEqual({ method: "PUT", url: `${resource?.resourceType}/${resource?.id}` });
    }
    const urls = new Set(bundle.entry?.map(({ request }) => request?.url));
    const references = referencesIn(bundle);
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter(({ reference }) => !urls.has(reference))).toEqual([]);
  });
});

describe("a transaction by POST", () => {
  const { bundle } = mapped(BODY, { request: "post" });

  it("creates what is not there yet, by our identifier or, where none can be searched, our tag", () => {
    const put = mapped(BODY).bundle;
    const ids = new Map(put.entry?.map(({ fullUrl, resource }) => [fullUrl, resource?.id]));
    for (const { fullUrl, resource, request } of bundle.entry ?? []) {
      const parameter = resource?.resourceType === "Provenance" ? "_tag" : "identifier";
      expect(request).toEqual({
        method: "POST",
        url: resource?.resourceType,
        ifNoneExist: `${parameter}=https://w3id.org/case2fhir/id|${ids.get(fullUrl)}`,
      });
      expect(resource).not.toHaveProperty("id");
    }
  });

  it("refers by urn:uuid", () => {
    const urls = new Set(bundle.entry?.map(({ fullUrl }) => fullUrl));
    expect(referencesIn(bundle).filter(({ reference }) => !urls.has(reference))).toEqual([]);
    expect(referencesIn(bundle)).toHaveLength(referencesIn(mapped(BODY).bundle).length);
  });
});

describe("a batch", () => {
  it("puts what is referred to before what refers to it, POST asked for or not", () => {
    for (const request of ["put", "post"] as const) {
      const { bundle } = mapped(BODY, { type: "batch", request });
      const at = new Map(bundle.entry?.map(({ request: to }, i) => [to?.url, i]));
      expect(new Set(bundle.entry?.map(({ request: to }) => to?.method))).toEqual(new Set(["PUT"]));
      expect(referencesIn(bundle).filter(({ entry, reference }) => (at.get(reference) ?? Infinity) >= entry)).toEqual(
        [],
      );
    }
  });

  it("says so where references run in a circle", () => {
    const draft = (id: string, reference: string) =>
      ({
        resource: { resourceType: "Basic", id, code: {}, subject: { reference } },
        kind: "",
        pointer: "",
        rule: "",
        notes: [],
      }) as Draft;
    const { ordered, circular } = parentsFirst([
      draft("a", "Basic/b"),
      draft("b", "Basic/a"),
      draft("c", "Basic/elsewhere"),
    ]);
    expect(ordered.map(({ resource }) => resource.id)).toEqual(["b", "a", "c"]);
    expect(circular).toEqual(["Basic/b -> Basic/a"]);
  });
});

describe.each(["collection", "document"] as const)("a %s", (type) => {
  const { bundle } = mapped(BODY, { type });

  it("asks nothing of a server and refers by urn:uuid", () => {
    expect(bundle.type).toBe(type);
    expect(bundle.entry?.filter(({ request }) => request)).toEqual([]);
    const urls = new Set(bundle.entry?.map(({ fullUrl }) => fullUrl));
    expect(referencesIn(bundle).filter(({ reference }) => !urls.has(reference))).toEqual([]);
    expect(new Set(bundle.entry?.map(({ resource }) => `urn:uuid:${resource?.id}`))).toEqual(urls);
  });
});

describe("a document", () => {
  it("begins with its Composition, which names every resource but itself and its Provenance", () => {
    const { bundle, one, all } = mapped(BODY, { type: "document" });
    expect(bundle.entry?.[0]?.resource?.resourceType).toBe("Composition");
    const { section = [], date } = one("Composition");
    const named = new Set(section.flatMap(({ entry }) => entry ?? []).map(({ reference }) => reference));
    const others = bundle.entry?.filter(
      ({ resource }) => !["Composition", "Provenance", "Patient"].includes(resource?.resourceType ?? ""),
    );
    expect(others?.filter(({ fullUrl }) => !named.has(fullUrl))).toEqual([]);
    expect(all("Provenance").length).toBeGreaterThan(0);
    expect([date, bundle.timestamp]).toEqual(["2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z"]);
  });

  it("is refused without a date, and no other type is", () => {
    const { case: source } = readCase(`${HEAD}patient: {}\n`);
    if (!source) throw new Error("no case");
    const { bundle, trace, findings } = mapCase(source, { type: "document" });
    expect(bundle).toBeUndefined();
    expect(trace.resources).toEqual([]);
    expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "map/document-needs-date",
    ]);
    for (const type of ["transaction", "batch", "collection"] as const) {
      expect(mapCase(source, { type }).bundle?.type).toBe(type);
    }
  });

  it("takes the date that is given before the case's own", () => {
    expect(mapped(BODY, { type: "document", recorded: "2001-02-03T04:05:06Z" }).bundle.timestamp).toBe(
      "2001-02-03T04:05:06Z",
    );
  });
});
