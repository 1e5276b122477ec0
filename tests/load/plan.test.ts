import { describe, expect, it } from "vitest";
import type { Bundle, BundleEntry, Resource } from "../../src/fhir/types.js";
import { planLoad, plannedBundle } from "../../src/load/index.js";
import { URN, UUID } from "./harness.js";

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
const sent = (plan: ReturnType<typeof planLoad>) =>
  plannedBundle(plan).entry?.map(({ request }) =>
    `${request?.method} ${request?.url} ${request?.ifNoneExist ?? ""}`.trim(),
  );
const codes = (plan: ReturnType<typeof planLoad>) => plan.findings.map((one) => one.code);

describe("planning a load", () => {
  it("sends our transaction and our batch as they are", () => {
    const entries = [
      put(patient({ id: UUID(1) }), `Patient/${UUID(1)}`, URN(1)),
      put(flag(`Patient/${UUID(1)}`, { id: UUID(2) }), `Flag/${UUID(2)}`, URN(2)),
    ];
    for (const type of ["transaction", "batch"]) {
      const plan = planLoad(bundle(type, ...entries));
      expect(plan.findings).toEqual([]);
      expect(plannedBundle(plan)).toEqual(bundle(type, ...entries));
    }
  });

  it("keeps POST with ifNoneExist, its urn:uuid references, and only the query of the condition", () => {
    const plan = planLoad(
      bundle(
        "transaction",
        post(patient({ id: "x" }), URN(1), { ifNoneExist: "Patient?identifier=a|1" }),
        post(flag(URN(1)), URN(2), { ifNoneExist: "identifier=a|2" }),
      ),
    );
    expect(plan.findings).toEqual([]);
    expect(sent(plan)).toEqual(["POST Patient identifier=a|1", "POST Flag identifier=a|2"]);
    expect(plannedBundle(plan).entry?.map((entry) => entry.resource)).toEqual([patient(), flag(URN(1))]);
  });

  it.each(["collection", "document", "searchset", "message"])("unpacks a %s into PUTs by id", (type) => {
    const plan = planLoad(
      bundle(
        type,
        { fullUrl: URN(1), resource: patient({ id: "p" }) },
        { fullUrl: URN(2).toUpperCase().replace("URN", "urn"), resource: flag(URN(1)) },
        { fullUrl: "http://x.org/fhir/Flag/f", resource: flag("http://x.org/fhir/Flag/f", { id: "f" }) },
        { resource: { resourceType: "OperationOutcome" }, search: { mode: "outcome" } },
      ),
    );
    expect(plan.findings).toEqual([]);
    expect(plan.type).toBe("transaction");
    expect(sent(plan)).toEqual(["PUT Patient/p", `PUT Flag/${UUID(2)}`, "PUT Flag/f"]);
    expect(plan.requests.map(({ resource }) => resource)).toEqual([
      patient({ id: "p" }),
      flag("Patient/p", { id: UUID(2) }),
      flag("Flag/f", { id: "f" }),
    ]);
    expect(plan.requests.map(({ entry }) => entry)).toEqual([0, 1, 2]);
  });

  it("takes for a resource only what R4 has as one", () => {
    const odd = { resourceType: "../../x?y=", id: "1" } as unknown as Resource;
    expect(planLoad(bundle("collection", { resource: odd } as never)).findings).toMatchObject([
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
    expect(planLoad(source).findings).toMatchObject([{ code: "load/duplicate-condition" }]);
  });

  it("stores a plain POST under the UUID of its fullUrl, so that loading again finds it", () => {
    const source = bundle("transaction", post(patient(), URN(1)), post(flag(URN(1)), URN(2)));
    const plan = planLoad(source);
    expect(sent(plan)).toEqual([`PUT Patient/${UUID(1)}`, `PUT Flag/${UUID(2)}`]);
    expect(plan.requests[1]?.resource).toEqual(flag(`Patient/${UUID(1)}`, { id: UUID(2) }));
    expect(plan.findings).toMatchObject([{ code: "load/post-made-put", severity: "information" }]);
    const kept = planLoad(source, { plainPost: "post" });
    expect(sent(kept)).toEqual(["POST Patient", "POST Flag"]);
    expect(codes(kept)).toEqual(["load/repeat-duplicates", "load/repeat-duplicates"]);
  });

  it("takes a conditional update, an absolute URL, and an id that only the URL has", () => {
    const plan = planLoad(
      bundle(
        "transaction",
        put(patient(), "Patient?identifier=a|1", URN(1)),
        put(patient(), "http://x.org/fhir/Patient/abc"),
        put(flag(URN(1)), "/Flag/f"),
      ),
    );
    expect(plan.findings).toEqual([]);
    expect(sent(plan)).toEqual(["PUT Patient?identifier=a|1", "PUT Patient/abc", "PUT Flag/f"]);
    expect(plan.requests.map(({ id, resource }) => [id, resource.id])).toEqual([
      [undefined, undefined],
      ["abc", "abc"],
      ["f", "f"],
    ]);
    expect(plan.requests[2]?.resource).toMatchObject({ subject: { reference: URN(1) } });
  });

  it("does not change the Bundle it is given", () => {
    const source = bundle("collection", { fullUrl: URN(1), resource: flag(URN(1)) });
    const before = structuredClone(source);
    planLoad(source);
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
    ["POST that repeats", "load/repeat-duplicates", bundle("transaction", post(patient())), "Bundle.entry[0].request"],
  ])("%s is %s", (_what, code, source, expression) => {
    const plan = planLoad(source as Bundle);
    expect(codes(plan)).toEqual([code]);
    expect(plan.findings[0]?.bundle?.expression).toBe(expression);
  });

  it("tells all that is wrong in one go", () => {
    const entries: BundleEntry[] = [{}, { resource: patient() as never }, { resource: patient({ id: "_" }) as never }];
    expect(codes(planLoad(bundle("collection", ...entries)))).toEqual([
      "load/no-resource",
      "load/no-id",
      "load/bad-id",
    ]);
  });
});
