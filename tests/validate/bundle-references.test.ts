/** What a reference in a Bundle may mean, as HL7's validator answers the same inputs. */
import { describe, expect, it } from "vitest";
import { createValidator } from "../../src/index.js";

const BASE = "http://hospital.test/fhir";
const urn = (n: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
const observation = (reference: string) => ({
  resourceType: "Observation",
  id: "o",
  status: "final",
  code: { text: "x" },
  subject: { reference },
});
const patient = (id?: string, versionId?: string) => ({
  resourceType: "Patient",
  ...(id ? { id } : {}),
  ...(versionId ? { meta: { versionId } } : {}),
});
const entry = (fullUrl: string | undefined, resource: object) => ({ ...(fullUrl ? { fullUrl } : {}), resource });
const own = (reference: string) => entry(`${BASE}/Observation/o`, observation(reference));

const validator = createValidator();
const errors = (type: string, entries: object[]) =>
  validator
    .validate({ resourceType: "Bundle", type, entry: entries })
    .filter(({ severity }) => severity === "error")
    .map(({ code, bundle }) => `${code.slice("validate/".length)} at ${bundle?.expression}`);

const AT = "Bundle.entry[0].resource.subject";
const CASES: readonly (readonly [name: string, entries: object[], says: readonly string[]])[] = [
  ["the same base", [own("Patient/p"), entry(`${BASE}/Patient/p`, patient("p"))], []],
  ["what is elsewhere", [own("Patient/p")], []],
  ["the id of a URN", [entry(urn(1), observation(`Patient/${urn(2).slice(9)}`)), entry(urn(2), patient())], []],
  [
    "the id of a URN, of another type",
    [entry(urn(1), observation(`Patient/${urn(2).slice(9)}`)), entry(urn(2), { resourceType: "Device" })],
    [`reference-of-other-type at ${AT}`],
  ],
  [
    "one of two of the same fullUrl",
    [own(urn(5)), entry(urn(5), patient("1", "1")), entry(urn(5), patient("1", "2"))],
    [`reference-ambiguous at ${AT}`],
  ],
  [
    "one of two versions",
    [
      own(`${BASE}/Patient/p/_history/2`),
      entry(`${BASE}/Patient/p`, patient("p", "1")),
      entry(`${BASE}/Patient/p`, patient("p", "2")),
    ],
    [],
  ],
  ["no path", [own("p")], [`reference-form at ${AT}`]],
  ["a path of three", [own("a/b/c")], [`reference-form at ${AT}`]],
  ["a type that nobody knows", [own("Foo/1")], []],
];

describe("a reference in a collection to", () => {
  it.each(CASES)("%s", (_, entries, says) => {
    expect(errors("collection", entries)).toEqual(says);
  });
});

describe("a relative reference in an entry without fullUrl", () => {
  const entries = [entry(undefined, observation("Patient/p"))];

  it.each(["collection", "searchset", "history"])("of a %s leads nowhere", (type) => {
    expect(errors(type, entries)).toContain(`reference-without-base at ${AT}`);
  });

  it("of an answer is the server's", () => {
    expect(errors("transaction-response", entries)).not.toContain(`reference-without-base at ${AT}`);
  });
});

describe("the first entry", () => {
  it.each([
    ["document", "Composition"],
    ["message", "MessageHeader"],
  ])("of a %s is a %s", (type) => {
    expect(errors(type, [entry(urn(1), patient())])).toContain("first-entry at Bundle.entry[0].resource");
  });
});
