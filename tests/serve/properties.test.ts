import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ask, bundleOf, contents, observation, patient, put, testServer, URN } from "./server.js";

/** Entries over few ids, so that they meet, among them ones that cannot be stored. */
const id = fc.constantFrom("a", "b", "c");
const entry = fc.oneof(
  fc.record({ id, active: fc.boolean() }).map((one) => put(patient(one))),
  fc
    .record({ id, to: fc.constantFrom("Patient/a", "Patient/b", "Patient/z", URN(1), URN(2)) })
    .map((one) => put(observation({ id: one.id, subject: { reference: one.to } }))),
  fc.record({ id, value: fc.constantFrom("1", "2") }).map(({ value }) => ({
    fullUrl: URN(1),
    resource: patient({ identifier: [{ system: "urn:x", value }] }),
    request: { method: "POST", url: "Patient", ifNoneExist: `identifier=urn:x|${value}` },
  })),
  fc.record({ type: fc.constantFrom("Patient", "Observation"), id }).map((one) => ({
    request: { method: "DELETE", url: `${one.type}/${one.id}` },
  })),
);
const bundle = fc.array(entry, { maxLength: 4 }).map((entries) => bundleOf("transaction", ...entries));

const TYPES = ["Patient", "Observation"];

describe("any sequence of transactions", () => {
  it("leaves each either wholly done or wholly undone, and every reference with a target", () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(fc.array(bundle, { minLength: 4, maxLength: 12 }), (bundles) => {
        const server = testServer();
        for (const one of bundles) {
          const before = contents(server, ...TYPES);
          const { status, body } = ask(server, "POST", "/", one);
          seen.add(status);
          if (status === 200) expect(body.entry ?? []).toHaveLength(one.entry.length);
          else expect(contents(server, ...TYPES)).toEqual(before);
          const { entry: observations = [] } = ask(server, "GET", "/Observation").body;
          for (const { resource } of observations) {
            const { reference } = (resource as unknown as { subject: { reference: string } }).subject;
            expect(ask(server, "GET", `/${reference}`).status).toBe(200);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect([...seen].sort()).toEqual([200, 400, 409]);
  });

  it("posted again at once changes nothing, unless it deletes", () => {
    fc.assert(
      fc.property(fc.array(bundle, { minLength: 1, maxLength: 4 }), (bundles) => {
        const server = testServer();
        for (const one of bundles) {
          if (one.entry.some((e) => e.request?.method === "DELETE")) continue;
          if (ask(server, "POST", "/", one).status !== 200) continue;
          const once = contents(server, ...TYPES);
          expect(ask(server, "POST", "/", one).status).toBe(200);
          expect(contents(server, ...TYPES)).toEqual(once);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("any bytes as a body", () => {
  it("get an answer, never a crash", () => {
    const server = testServer();
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((text) => `{"resourceType":"Bundle","type":"transaction","entry":${text}}`),
    );
    const path = fc.constantFrom("/", "/Patient", "/Bundle", "/Patient/_search", "/Patient/a", "/Patient?identifier=1");
    fc.assert(
      fc.property(fc.constantFrom("POST", "PUT", "GET"), path, body, (method, url, text) => {
        expect(ask(server, method, url, text).status).not.toBe(500);
      }),
      { numRuns: 500 },
    );
  });
});
