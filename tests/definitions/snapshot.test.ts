/** Our snapshots against those that HL7's publishers shipped: every derived StructureDefinition of four packages. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Definitions, sourceOf } from "../../src/definitions/definitions.js";
import { generateSnapshot } from "../../src/definitions/snapshot/index.js";
import type { ElementDefinition, StructureDefinition } from "../../src/definitions/structure.js";

const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url));

const read = (name: string): StructureDefinition[] =>
  readdirSync(modules + name)
    .filter((file) => file.startsWith("StructureDefinition-"))
    .map((file) => JSON.parse(readFileSync(`${modules}${name}/${file}`, "utf8")));

const R4 = "hl7.fhir.r4.examples";
const PACKAGES = [R4, "hl7.fhir.uv.ips", "hl7.fhir.us.mcode", "hl7.fhir.uv.extensions.r4"] as const;
const structures = new Map(PACKAGES.map((name) => [name, read(name)]));
const byUrl = new Map(
  [...structures.values()]
    .flat()
    .reverse()
    .map((one) => [one.url, one]),
);
const resolve = (canonical: string) => byUrl.get(canonical.split("|")[0] as string);

/** Where HL7's publishers of different years differ from each other, or a definition from the rules: element ids by definition. */
const KNOWN: readonly { why: string; definition: RegExp; element: RegExp }[] = [
  {
    why: "the publisher of 2019 let a short name (valueQuantity) narrow the choice; today's only begins a slice",
    definition:
      /\/(body(height|temp|weight)|bp|(hdl|ldl)?cholesterol|headcircum|heartrate|oxygensat|resprate|triglyceride)$/,
    element: /\.value\[x\]/,
  },
  {
    why: "the publisher of 2019 did not add up what the slices demand where the differential says nothing of the whole",
    definition: /^(?!.*(ips|mcode))/,
    element: /\.(extension|value\[x\]|effective\[x\]) min$/,
  },
  {
    why: "that of 2019 has the constraints of SimpleQuantity at the element, where today's leaves them to the profile",
    definition: /\/(hdl|ldl)?cholesterol$/,
    element: /referenceRange\.(low|high) constraint$/,
  },
  {
    why: "that of 2019 lost the binding of the agent, and put the slice's name into a contentReference",
    definition: /\/provenance-relevant-history$/,
    element: /^Provenance\.(agent:Author\.type binding|entity\.agent contentReference)$/,
  },
  {
    why: "mCODE's publisher did not let slices have what the differential says of the whole; IPS's does",
    definition: /\/mcode-(patient-bundle|cancer-related-medication-administration|tumor)$/,
    element: /(mustSupport|min)$/,
  },
  {
    why: "a slice that names its type anew drops the profile that the differential gives the whole",
    definition: /\/Observation-results-(laboratory-pathology|radiology)-uv-ips$/,
    element: /^Observation\.(category:(laboratory|radiology) type|effective\[x\]:effectiveDateTime constraint)$/,
  },
  {
    why: "a slice's name where nothing is sliced is only the element's own name for the publisher, and a slice for us",
    definition: /\/(familymemberhistory-genetic|catalog)$/,
    element: / added$/,
  },
  {
    why: "that of 2019 lists what an extension holds where a profile of a data type names it; today's does not",
    definition: /\/elementdefinition-de$/,
    element: /^ElementDefinition\.extension:\w+\.\S+ missing$/,
  },
  {
    why: "a contentReference in a profile, which the publisher drops",
    definition: /\/artifactassessment-content$/,
    element: / contentReference$/,
  },
  {
    why: "the publisher drops the binding of what is not coded any more",
    definition: /\/structuredefinition-fhir-type$/,
    element: / binding$/,
  },
];

const unversioned = (canonical: unknown) => String(canonical).split("|")[0];

/** What of an ElementDefinition binds an instance. */
function binding(element: ElementDefinition): Record<string, unknown> {
  const plain = Object.entries(element).filter(([key]) =>
    /^(path|sliceName|min|max|maxLength|(fixed|pattern|minValue|maxValue)[A-Z]\w*)$/.test(key),
  );
  const { type = [], slicing, constraint = [], binding: bound, contentReference, isModifier, mustSupport } = element;
  return {
    ...Object.fromEntries(plain),
    isModifier: isModifier === true,
    mustSupport: mustSupport === true,
    contentReference: contentReference?.replace(/.*#/, ""),
    type: type
      .map(({ code, profile = [], targetProfile = [] }) =>
        JSON.stringify([code, profile.map(unversioned).sort(), targetProfile.map(unversioned).sort()]),
      )
      .sort(),
    binding: bound && `${bound.strength} ${unversioned(bound.valueSet)}`,
    slicing: slicing && [slicing.discriminator ?? [], slicing.rules, slicing.ordered ?? false],
    constraint: constraint.map(({ key }) => key).sort(),
  };
}

/** `element field` of everything that differs. */
function differences(shipped: readonly ElementDefinition[], ours: readonly ElementDefinition[]): string[] {
  const theirs = new Map(shipped.map((element) => [element.id, element]));
  const made = new Map(ours.map((element) => [element.id, element]));
  const found: string[] = [];
  for (const [id, element] of theirs) {
    const other = made.get(id);
    if (!other) found.push(`${id} missing`);
    else {
      const [a, b] = [binding(element), binding(other)];
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
        if (JSON.stringify(a[key]) !== JSON.stringify(b[key])) found.push(`${id} ${key}`);
    }
  }
  for (const id of made.keys()) if (!theirs.has(id)) found.push(`${id} added`);
  const common = (one: Map<unknown, unknown>, other: Map<unknown, unknown>) =>
    [...one.keys()].filter((id) => other.has(id));
  if (common(theirs, made).join() !== common(made, theirs).join()) found.push("order");
  return found;
}

describe("snapshots", () => {
  it.each(PACKAGES)("are those that %s ships, but for the differences that are known", (name) => {
    let compared = 0;
    const unexplained: string[] = [];
    for (const definition of structures.get(name) ?? []) {
      const { derivation, differential, snapshot, url } = definition;
      if (derivation !== "constraint" || !differential || !snapshot) continue;
      const ours = generateSnapshot(definition, resolve);
      // Its base is in a package that no registry has.
      if (!ours) continue;
      compared++;
      const known = KNOWN.filter((one) => one.definition.test(url));
      for (const difference of differences(snapshot.element, ours.element))
        if (!known.some(({ element }) => element.test(difference))) unexplained.push(`${url} ${difference}`);
    }
    expect(unexplained).toEqual([]);
    expect(compared).toBeGreaterThan(25);
  });

  it("say which base is missing by being undefined", () => {
    const definition = { url: "http://example.org/p", type: "Patient", baseDefinition: "http://example.org/none" };
    expect(generateSnapshot({ ...patient([]), ...definition }, resolve)).toBeUndefined();
    expect(
      new Definitions([sourceOf([{ resourceType: "StructureDefinition", ...definition }])]).structure(definition.url),
    ).toBeUndefined();
  });
});

const patient = (element: object[], type = "Patient"): StructureDefinition =>
  ({
    url: "http://example.org/profile",
    name: "Profile",
    kind: "resource",
    abstract: false,
    type,
    derivation: "constraint",
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    differential: { element },
  }) as StructureDefinition;

const made = (elements: object[], type?: string) => {
  const snapshot = generateSnapshot(patient(elements, type), resolve);
  return {
    ...snapshot,
    ids: snapshot?.element.map(({ id }) => id) ?? [],
    at: (id: string) => snapshot?.element.find((one) => one.id === id),
  };
};

describe("a differential", () => {
  it("may come in any order, without ids", () => {
    const { ids, at } = made([
      { path: "Patient.name", sliceName: "official", min: 1 },
      { path: "Patient.name.family", min: 1 },
      { path: "Patient.name", sliceName: "usual" },
      { path: "Patient.name.family", max: "0" },
      { path: "Patient.active", min: 1 },
    ]);
    expect(at("Patient.active")?.min).toBe(1);
    expect(at("Patient.name:official.family")).toMatchObject({ min: 1, max: "1", path: "Patient.name.family" });
    expect(at("Patient.name:usual.family")).toMatchObject({ min: 0, max: "0" });
    expect(ids.indexOf("Patient.active")).toBeLessThan(ids.indexOf("Patient.name"));
  });

  it("slices slices, which keep what the slice has", () => {
    const { ids, at } = made(
      [
        { id: "Observation.component", path: "Observation.component", slicing: { rules: "open" } },
        { id: "Observation.component:a", path: "Observation.component", sliceName: "a", max: "3" },
        { id: "Observation.component:b", path: "Observation.component", sliceName: "b" },
        { id: "Observation.component:a/one", path: "Observation.component", sliceName: "a/one", min: 1 },
        { id: "Observation.component:a/one.value[x]", path: "Observation.component.value[x]", min: 1 },
      ],
      "Observation",
    );
    expect(ids.filter((id) => /^Observation\.component:[^.]*$/.test(id ?? ""))).toEqual([
      "Observation.component:a",
      "Observation.component:a/one",
      "Observation.component:b",
    ]);
    expect(at("Observation.component:a/one")).toMatchObject({ min: 1, max: "3" });
    expect(at("Observation.component:a/one.value[x]")).toMatchObject({ min: 1 });
  });

  it("goes into types, profiles of types and what a contentReference means", () => {
    const { at } = made(
      [{ path: "Observation.component.referenceRange.low.comparator", mustSupport: true }],
      "Observation",
    );
    const id = "Observation.component.referenceRange.low";
    expect(at(`${id}.comparator`)).toMatchObject({ max: "0", mustSupport: true });
    expect(at(`${id}.value`)?.base).toMatchObject({ path: "Quantity.value" });
  });

  it("takes what a contentReference means from the base, without what it says of that itself", () => {
    const { at } = made(
      [
        { path: "Parameters.parameter.part", min: 2 },
        { path: "Parameters.parameter.part", sliceName: "a", min: 1 },
        { path: "Parameters.parameter.part.part", max: "0" },
      ],
      "Parameters",
    );
    expect(at("Parameters.parameter.part")).toMatchObject({ min: 2 });
    expect(at("Parameters.parameter.part:a.part")).toMatchObject({ min: 0, max: "0" });
  });

  it("says what its base has no place for", () => {
    const { problems } = made([
      { path: "Patient.nmae", min: 1 },
      { path: "Patient.gender", max: "2" },
      { path: "Patient.birthDate", type: [{ code: "string" }] },
      {
        path: "Patient.extension",
        sliceName: "x",
        type: [{ code: "Extension", profile: ["http://example.org/none"] }],
      },
    ]);
    expect(problems?.map(({ element, problem }) => [element, problem])).toEqual([
      ["Patient.nmae", "no-such-element"],
      ["Patient.gender", "max-more-than-base"],
      ["Patient.birthDate", "type-not-of-base"],
      ["Patient.extension", "profile-not-found"],
    ]);
  });
});

describe("what an element refers to", () => {
  it("is as its type has it, whatever the profile says of the other element", () => {
    const { at } = made(
      [
        { id: "Parameters.parameter.name", path: "Parameters.parameter.name", fixedString: "x" },
        { id: "Parameters.parameter.part.name", path: "Parameters.parameter.part.name", min: 1 },
      ],
      "Parameters",
    );
    expect(at("Parameters.parameter.part.name")?.fixedString).toBeUndefined();
  });
});
