import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ID_SYSTEM } from "../../src/fhir/identity.js";
import { parseJson, stringifyJson } from "../../src/fhir/json.js";
import type { Resource } from "../../src/fhir/types.js";
import { differences, load, partBundle, planLoad } from "../../src/load/index.js";
import {
  BASE,
  capable,
  caseResources,
  type Fetch,
  freshServer,
  options,
  postBundle,
  putBundle,
  UUID,
} from "./harness.js";

const narrative = fc
  .string()
  .map((words) => words.replaceAll(/[^a-z &]/g, "").replaceAll("&", "&amp;"))
  .map((words) => ({ status: "generated", div: `<div xmlns="http://www.w3.org/1999/xhtml">a ${words}</div>` }));

/** JSON has no minus zero. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0);

/** A small web of resources, referring to each other in any direction, themselves too. */
const web = fc
  .array(
    fc.record({
      to: fc.nat(5),
      text: fc.option(narrative, { nil: undefined }),
      note: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
      value: fc.option(number, { nil: undefined }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((nodes): Resource[] =>
    nodes.map(({ to, text, note, value }, i) => {
      const fields = {
        text,
        hasMember: [{ reference: `Observation/${UUID(to % nodes.length)}` }],
        note: note.length > 0 ? note.map((words) => ({ text: words })) : undefined,
        valueQuantity: value === undefined ? undefined : { value },
      };
      const given = Object.entries(fields).filter(([, field]) => field !== undefined);
      const identified = { id: UUID(i), identifier: [{ system: ID_SYSTEM, value: UUID(i) }] };
      return { resourceType: "Observation", ...identified, ...Object.fromEntries(given) } as Resource;
    }),
  );

describe("any web of resources", () => {
  it.each([
    ["PUT", putBundle],
    ["POST with ifNoneExist", postBundle],
  ] as const)("by %s is stored, read back equal, and loaded again changes nothing", async (_how, bundleOf) => {
    await fc.assert(
      fc.asyncProperty(web, async (resources) => {
        const there = options(BASE, { fetch: freshServer() });
        const bundle = bundleOf(resources);
        const once = await load(bundle, there);
        expect(once.findings).toEqual([]);
        expect(once.receipt.counts).toMatchObject({ created: resources.length, equal: resources.length });
        const twice = await load(bundle, there);
        expect(twice.findings).toEqual([]);
        expect(twice.receipt.counts).toMatchObject({ unchanged: resources.length, equal: resources.length });
        expect(twice.receipt.entries.map((entry) => entry.assigned)).toEqual(
          once.receipt.entries.map((entry) => entry.assigned),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("as a collection is planned as the transaction it amounts to", () => {
    fc.assert(
      fc.property(web, (resources) => {
        const entry = resources.map((resource) => {
          const text = JSON.stringify(resource).replaceAll(/"Observation\/([^"]+)"/g, '"urn:uuid:$1"');
          return { fullUrl: `urn:uuid:${resource.id}`, resource: JSON.parse(text) };
        });
        const capabilities = capable({ references: "not-enforced" });
        const { parts } = planLoad({ resourceType: "Bundle", type: "collection", entry }, { capabilities });
        expect(parts.map(partBundle)).toEqual([putBundle(resources)]);
      }),
    );
  });
});

/** Every place of a value inside a resource, as the keys that lead to it. */
function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    placesOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length > 0 ? [path, ...inner] : inner;
}

function change(resource: Resource, path: readonly (string | number)[], how: "drop" | "alter"): Resource {
  const copy = parseJson(stringifyJson(resource)) as Resource;
  let holder = copy as unknown as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as typeof holder;
  const last = path.at(-1) ?? "";
  if (how === "alter") holder[last] = typeof holder[last] === "number" ? 42 : "altered";
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy;
}

describe("whatever a server drops or alters", () => {
  it("is noticed, at every single place", () => {
    let count = 0;
    for (const resource of caseResources()) {
      for (const path of placesOf(resource).filter(([first]) => first !== "id")) {
        for (const how of ["drop", "alter"] as const) {
          count++;
          expect(differences(resource, change(resource, path, how)), `${how} ${path.join(".")}`).not.toEqual([]);
        }
      }
    }
    expect(count).toBeGreaterThan(40);
  });

  it("is told for what it is when a server leaves a reference as it was sent", async () => {
    const honest = freshServer();
    const forgetful: Fetch = async (url, init) => {
      const answer = await honest(url, init);
      if (String(init.body).includes('"transaction"')) return answer;
      const text = (await answer.text()).replaceAll(
        /"reference":"Patient\/[^"]*"/g,
        `"reference":"urn:uuid:${UUID(1)}"`,
      );
      return new Response(text, { status: 200 });
    };
    for (const outcome of ["created", "unchanged"]) {
      const there = options(BASE, { fetch: forgetful });
      const { findings, receipt } = await load(postBundle(caseResources()), there);
      expect(receipt.counts).toMatchObject({ [outcome]: 2, different: 1 });
      expect(findings).toMatchObject([
        { code: "load/unresolved-reference", bundle: { expression: "Bundle.entry[1].resource.subject.reference" } },
      ]);
    }
  });

  it("is told at its place when it happens on the way", async () => {
    const honest = freshServer();
    const meddling: Fetch = async (url, init) => {
      const answer = await honest(url, init);
      if (!String(init.body).includes('"batch"')) return answer;
      const text = (await answer.text()).replace('"value":7.0,', '"value":7,').replace("Creatinine", "Urea");
      return new Response(text, { status: 200 });
    };
    const text = stringifyJson(putBundle(caseResources())).replace('"value": 1.5', '"value": 7.0');
    const { findings, receipt } = await load(parseJson(text) as never, options(BASE, { fetch: meddling }));
    expect(findings.map(({ code, severity, bundle }) => [code, severity, bundle?.entry, bundle?.expression])).toEqual([
      ["load/changed", "error", 1, "Bundle.entry[1].resource.code.text"],
      ["load/lost-digits", "warning", 1, "Bundle.entry[1].resource.value.ofType(Quantity).value"],
    ]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 1, different: 1 });
    expect(receipt.entries[1]).toMatchObject({ equal: false, differences: 2 });
  });
});
