import { describe, expect, it } from "vitest";
import { ID_SYSTEM } from "../../src/fhir/identity.js";
import type { Bundle, BundleEntry, Resource } from "../../src/fhir/types.js";
import { type Capabilities, type Plan, partBundle, planLoad, type StrategyId } from "../../src/load/index.js";
import { capable, URN, UUID } from "./harness.js";

const bundle = (type: string, ...entry: object[]) => ({ resourceType: "Bundle", type, entry }) as unknown as Bundle;
const patient = (more: object = {}) => ({ resourceType: "Patient", ...more });
const flag = (reference: string, more: object = {}) => ({ resourceType: "Flag", subject: { reference }, ...more });
const post = (resource: object, fullUrl?: string, request: object = {}) => ({
  ...(fullUrl ? { fullUrl } : {}),
  resource,
  request: { method: "POST", url: (resource as { resourceType: string }).resourceType, ...request },
});
const put = (resource: object, url: string, fullUrl?: string) => ({
  ...(fullUrl ? { fullUrl } : {}),
  resource,
  request: { method: "PUT", url },
});
const planOf = (source: unknown, overrides: Partial<Capabilities> = {}, strategy?: StrategyId) =>
  planLoad(source as Bundle, { capabilities: capable(overrides), ...(strategy ? { strategy } : {}) });
const requestsOf = ({ parts }: Plan) => parts.flatMap(({ requests }) => requests);
const sent = (plan: Plan) =>
  requestsOf(plan).map(({ method, url, ifNoneExist = "" }) => `${method} ${url} ${ifNoneExist}`.trim());
const codes = (plan: Plan) => plan.findings.map((one) => one.code);

describe("planning a load", () => {
  it("plans our transaction as it is, and our batch as that transaction", () => {
    const entries = [
      put(patient({ id: UUID(1) }), `Patient/${UUID(1)}`, URN(1)),
      put(flag(`Patient/${UUID(1)}`, { id: UUID(2) }), `Flag/${UUID(2)}`, URN(2)),
    ];
    for (const type of ["transaction", "batch"]) {
      const plan = planOf(bundle(type, ...entries));
      expect(plan).toMatchObject({ strategy: "A", findings: [] });
      expect(plan.parts.map(partBundle)).toEqual([bundle("transaction", ...entries)]);
      expect(planOf(bundle(type, ...entries), {}, "C").parts.map(partBundle)).toEqual([bundle("batch", ...entries)]);
    }
  });

  it("keeps POST with ifNoneExist, its urn:uuid references, and only the query of the condition", () => {
    const plan = planOf(
      bundle(
        "transaction",
        post(patient({ id: "x" }), URN(1), { ifNoneExist: "Patient?identifier=a|1" }),
        post(flag(URN(1)), URN(2), { ifNoneExist: "identifier=a|2" }),
      ),
    );
    expect(plan).toMatchObject({ strategy: "B", findings: [] });
    expect(sent(plan)).toEqual(["POST Patient identifier=a|1", "POST Flag identifier=a|2"]);
    expect(requestsOf(plan).map(({ resource }) => resource)).toEqual([patient(), flag(URN(1))]);
  });

  it.each(["collection", "document", "searchset", "message"])("unpacks a %s into PUTs by id", (type) => {
    const plan = planOf(
      bundle(
        type,
        { fullUrl: URN(1), resource: patient({ id: "p" }) },
        { fullUrl: URN(2).toUpperCase().replace("URN", "urn"), resource: flag(URN(1)) },
        { fullUrl: "http://x.org/fhir/Flag/f", resource: flag("http://x.org/fhir/Flag/f", { id: "f" }) },
        { resource: { resourceType: "OperationOutcome" }, search: { mode: "outcome" } },
      ),
    );
    expect(plan.findings).toEqual([]);
    expect(plan.parts).toMatchObject([{ kind: "transaction" }]);
    expect(sent(plan)).toEqual(["PUT Patient/p", `PUT Flag/${UUID(2)}`, "PUT Flag/f"]);
    expect(requestsOf(plan).map(({ resource }) => resource)).toEqual([
      patient({ id: "p" }),
      flag("Patient/p", { id: UUID(2) }),
      flag("Flag/f", { id: "f" }),
    ]);
    expect(requestsOf(plan).map(({ entry }) => entry)).toEqual([0, 1, 2]);
  });

  it("takes for a resource only what R4 has as one", () => {
    const odd = { resourceType: "../../x?y=", id: "1" } as unknown as Resource;
    expect(planOf(bundle("collection", { resource: odd } as never)).findings).toMatchObject([
      { code: "load/no-resource" },
    ]);
  });

  it("refuses two conditional PUTs with one condition", () => {
    const request = { method: "PUT", url: "Patient?identifier=x" };
    const source = bundle(
      "transaction",
      { resource: patient(), request } as never,
      { resource: patient(), request } as never,
    );
    expect(planOf(source).findings).toMatchObject([{ code: "load/duplicate-condition" }]);
  });

  it("stores a plain POST under the UUID of its fullUrl, so that loading again finds it", () => {
    const source = bundle("transaction", post(patient(), URN(1)), post(flag(URN(1)), URN(2)));
    const plan = planOf(source);
    expect(sent(plan)).toEqual([`PUT Patient/${UUID(1)}`, `PUT Flag/${UUID(2)}`]);
    expect(requestsOf(plan)[1]?.resource).toEqual(flag(`Patient/${UUID(1)}`, { id: UUID(2) }));
    expect(plan.findings).toMatchObject([{ code: "load/post-made-put", severity: "information" }]);
  });

  it("gives a plain POST a tag where the server gives the ids, and says what it cannot find again", () => {
    const source = bundle("transaction", post(patient(), URN(1)), post(flag(URN(1))));
    const tagged = planOf(source, { clientIds: "none" });
    const tag = `_tag=${ID_SYSTEM}|${UUID(1)}`;
    expect(sent(tagged)).toEqual([`POST Patient ${tag}`, expect.stringContaining(`POST Flag _tag=${ID_SYSTEM}|`)]);
    expect(requestsOf(tagged)[0]?.resource).toEqual(patient({ meta: { tag: [{ system: ID_SYSTEM, code: UUID(1) }] } }));
    expect(tagged.findings).toMatchObject([{ code: "load/tagged", severity: "information" }]);
    const plain = planOf(source, { clientIds: "none", tagSearch: false });
    expect(sent(plain)).toEqual(["POST Patient", "POST Flag"]);
    expect(plain.findings.map(({ code, bundle: place }) => [code, place?.expression])).toEqual([
      ["load/repeat-duplicates", "Bundle.entry[0].request"],
      ["load/repeat-duplicates", "Bundle.entry[1].request"],
    ]);
    // The UUID of the fullUrl is an id, where those are free to choose; without one nothing else names the second.
    expect(codes(planOf(source))).toEqual(["load/post-made-put", "load/tagged"]);
  });

  it("takes a conditional update, an absolute URL, and an id that only the URL has", () => {
    const plan = planOf(
      bundle(
        "transaction",
        put(patient(), "Patient?identifier=a|1", URN(1)),
        put(patient(), "http://x.org/fhir/Patient/abc"),
        put(flag(URN(1)), "/Flag/f"),
      ),
    );
    expect(plan.findings).toEqual([]);
    expect(sent(plan)).toEqual(["PUT Patient?identifier=a|1", "PUT Patient/abc", "PUT Flag/f"]);
    expect(requestsOf(plan).map(({ id, resource }) => [id, resource?.id])).toEqual([
      [undefined, undefined],
      ["abc", "abc"],
      ["f", "f"],
    ]);
    expect(requestsOf(plan)[2]?.resource).toMatchObject({ subject: { reference: URN(1) } });
  });

  it("does not change the Bundle it is given", () => {
    const source = bundle("collection", { fullUrl: URN(1), resource: flag(URN(1)) });
    const before = structuredClone(source);
    planOf(source);
    expect(source).toEqual(before);
  });

  it.each<[string, string, Bundle | unknown, string?]>([
    ["no resource", "load/not-a-bundle", null],
    ["another resource", "load/not-a-bundle", patient()],
    ["an answer", "load/bundle-type", bundle("transaction-response")],
    ["a history", "load/bundle-type", bundle("history")],
    ["no type", "load/bundle-type", { resourceType: "Bundle" }],
    ["an inherited name as type", "load/bundle-type", bundle("constructor")],
    ["nothing", "load/nothing-to-load", bundle("collection")],
    ["entry is no list", "load/nothing-to-load", { resourceType: "Bundle", type: "collection", entry: {} }],
    ["an entry without resource", "load/no-resource", bundle("collection", {}), "Bundle.entry[0]"],
    ["a null entry", "load/no-resource", bundle("collection", null as unknown as object), "Bundle.entry[0]"],
    ["no id", "load/no-id", bundle("collection", { resource: patient() }), "Bundle.entry[0].resource.id"],
    [
      "a bad id",
      "load/bad-id",
      bundle("collection", { resource: patient({ id: "a_b" }) }),
      "Bundle.entry[0].resource.id",
    ],
    [
      "an id that is no text",
      "load/bad-id",
      bundle("collection", { resource: patient({ id: 7 }) }),
      "Bundle.entry[0].resource.id",
    ],
    [
      "a DELETE",
      "load/unsupported-method",
      bundle("transaction", { request: { method: "DELETE", url: "Patient/1" } }),
      "Bundle.entry[0].request.method",
    ],
    [
      "no request",
      "load/unsupported-method",
      bundle("transaction", { resource: patient() }),
      "Bundle.entry[0].request.method",
    ],
    [
      "PUT to another type",
      "load/bad-request-url",
      bundle("transaction", put(patient({ id: "1" }), "Group/1")),
      "Bundle.entry[0].request.url",
    ],
    [
      "PUT to another id",
      "load/bad-request-url",
      bundle("transaction", put(patient({ id: "1" }), "Patient/2")),
      "Bundle.entry[0].request.url",
    ],
    [
      "PUT to a type",
      "load/bad-request-url",
      bundle("transaction", put(patient({ id: "1" }), "Patient")),
      "Bundle.entry[0].request.url",
    ],
    [
      "POST to an id",
      "load/bad-request-url",
      bundle("transaction", post(patient(), URN(1), { url: "Patient/1" })),
      "Bundle.entry[0].request.url",
    ],
    [
      "one target twice",
      "load/duplicate-target",
      bundle("collection", { resource: patient({ id: "1" }) }, { resource: patient({ id: "1" }) }),
      "Bundle.entry[1].request",
    ],
    [
      "one condition twice",
      "load/duplicate-condition",
      bundle(
        "transaction",
        post(patient(), URN(1), { ifNoneExist: "a=1" }),
        post(patient(), URN(2), { ifNoneExist: "a=1" }),
      ),
      "Bundle.entry[1].request",
    ],
  ])("%s is %s", (_what, code, source, expression) => {
    const plan = planOf(source);
    expect(codes(plan)).toEqual([code]);
    expect(plan.findings[0]?.bundle?.expression).toBe(expression);
  });

  it("tells all that is wrong in one go", () => {
    const entries: BundleEntry[] = [{}, { resource: patient() as never }, { resource: patient({ id: "_" }) as never }];
    expect(codes(planOf(bundle("collection", ...entries)))).toEqual(["load/no-resource", "load/no-id", "load/bad-id"]);
  });
});

describe("a urn that a resource says as a word", () => {
  it("is no entry's fullUrl: Medplum replaces it like a link", () => {
    const identified = patient({ identifier: [{ system: "urn:ietf:rfc:3986", value: URN(1) }] });
    const source = bundle("transaction", post(identified, URN(1)), post(flag(URN(1)), URN(2)));
    const plan = planLoad(source, { capabilities: capable({ clientIds: "none" }) });
    const [first, second] = plan.parts.flatMap((part) => partBundle(part).entry ?? []);
    expect(first?.fullUrl).toMatch(/^urn:uuid:/);
    expect(first?.fullUrl).not.toBe(URN(1));
    expect(second?.resource).toMatchObject({ subject: { reference: first?.fullUrl } });
    expect(first?.resource).toMatchObject({ identifier: [{ value: URN(1) }] });
  });
});
