import { describe, expect, it } from "vitest";
import type { Bundle } from "../../src/fhir/types.js";
import { BUNDLES, copyOf } from "./bundles.js";
import type { Claim } from "./claims.js";
import { COUNTS, IMMUNOTHERAPIES, immunotherapies, toldInOrder } from "./counts.js";
import { FACTS } from "./facts.js";
import { TRAPS } from "./traps.js";
import { type Data, View } from "./view.js";

/** The Bundle with a broken copy of the one resource that a claim is about. */
function broken(view: View, claim: Claim, spoil: (resource: Data) => void): View {
  const whole = view.find(claim.about);
  const copy = copyOf(whole) as unknown as Data;
  spoil(copy);
  const entry = (view.bundle.entry ?? []).map((item) => (item.resource === whole ? { ...item, resource: copy } : item));
  return new View({ ...view.bundle, entry } as Bundle);
}

/** The Bundle without one resource. */
function without(view: View, resource: unknown): View {
  return new View({
    ...view.bundle,
    entry: (view.bundle.entry ?? []).filter((entry) => entry.resource !== resource),
  });
}

/** Breaks every claim: nothing of the resource is left. */
const removeAll = (resource: Data): void => {
  for (const key of Object.keys(resource)) delete resource[key];
};

describe.each(BUNDLES)("what is true of the patient, in the %s", (_form, bundle) => {
  const view = new View(bundle);

  it.each(FACTS.map((fact) => [fact.id, fact.says, fact] as const))("%s: %s", (_id, _says, { claims }) => {
    const missing = claims.filter((claim) => !claim.holds(view)).map(({ says }) => says);
    expect(missing).toEqual([]);
  });

  it.each(FACTS.map((fact) => [fact.id, fact] as const))(
    "%s is missed when its Bundle is broken",
    (_id, { claims }) => {
      const unnoticed = claims.flatMap((claim) =>
        [...claim.breaks, removeAll]
          .filter((spoil) => claim.holds(broken(view, claim, spoil)))
          .map((spoil) => `${claim.says}: ${spoil}`),
      );
      expect(unnoticed).toEqual([]);
    },
  );
});

describe.each(BUNDLES)("what is not told is not asserted, in the %s", (_form, bundle) => {
  it.each(TRAPS.map((trap) => [trap.id, trap.says, trap] as const))("%s: %s", (_id, _says, trap) => {
    expect(trap.asserted(new View(bundle))).toBe(false);
  });

  it.each(TRAPS.map((trap) => [trap.id, trap] as const))("%s is noticed when somebody asserts it", (_id, trap) => {
    const unnoticed = trap.commits.filter((commit) => {
      const copy = copyOf(bundle);
      commit(new View(copy));
      return !trap.asserted(new View(copy));
    });
    expect(unnoticed.map(String)).toEqual([]);
  });
});

describe.each(BUNDLES)("how many there are, in the %s", (_form, bundle) => {
  const view = new View(bundle);

  it.each(COUNTS.map((count) => [count.expected, count.says, count] as const))("%d %s", (expected, _says, count) => {
    const found = count.found(view);
    expect(found).toHaveLength(expected);
    const [one] = found;
    expect(count.found(without(view, one))).not.toHaveLength(expected);
    const twin = { fullUrl: "urn:uuid:0e0f9b2b-6a53-4d0c-8f0e-4c0e1f1f0c0d", resource: copyOf(one) };
    expect(count.found(new View({ ...bundle, entry: [...(bundle.entry ?? []), twin] }))).not.toHaveLength(expected);
  });

  it("five treatments of the disease, in an order that the Bundle tells", () => {
    expect(immunotherapies(view)).toEqual(IMMUNOTHERAPIES);
    expect(toldInOrder(view)).toBe(true);
  });

  it.each([
    "Condition/attack-2",
    "Condition/attack-3",
    "Condition/attack-4",
    "Observation/findings/unable%20to%20walk",
    "MedicationStatement/cyclophosphamide",
  ])("the order of treatments is lost without %s", (name) => {
    expect(toldInOrder(without(view, view.find(name)))).toBe(false);
  });
});
