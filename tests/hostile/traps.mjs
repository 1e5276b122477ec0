/**
 * Single inputs made to exhaust time or memory: huge values, and texts on which a careless reader of patterns, units, dates,
 * expressions or links needs exponential or quadratic time. Each is made when it is called.
 */
import { judgeMutant } from "./mutations.mjs";

const MANY = 100_000_000;
const SOME = 200_000;

const patient = (rest) => ({ resourceType: "Patient", ...rest });
const basic = (rest) => ({ resourceType: "Basic", code: { text: "x" }, ...rest });
const observation = (rest) => ({ resourceType: "Observation", status: "final", code: { text: "x" }, ...rest });
const many = (text, count = SOME) => text.repeat(count);

/** A profile of Patient that demands an invariant. */
const profile = (expression) => ({
  resourceType: "StructureDefinition",
  url: "http://hostile.test/StructureDefinition/trap",
  name: "Trap",
  status: "active",
  kind: "resource",
  abstract: false,
  type: "Patient",
  baseDefinition: "http://hl7.org/fhir/StructureDefinition/Patient",
  derivation: "constraint",
  differential: {
    element: [
      {
        id: "Patient",
        path: "Patient",
        constraint: [{ key: "trap-1", severity: "error", human: "is no trap", expression }],
      },
    ],
  },
});

const profiled = (expression, family) => ({
  definitions: [profile(expression)],
  profiles: [profile("").url],
  resource: patient({ name: [{ family }] }),
});

/** A question whose answer must match a pattern, and an answer. */
function asked(pattern, valueString) {
  const extension = [{ url: "http://hl7.org/fhir/StructureDefinition/regex", valueString: pattern }];
  const item = [{ linkId: "1", type: "string", text: "x", extension }];
  const questionnaire = {
    ...{ resourceType: "Questionnaire", url: "http://hostile.test/Questionnaire/trap", status: "active", item },
  };
  const answered = [{ linkId: "1", answer: [{ valueString }] }];
  return {
    definitions: [questionnaire],
    resource: {
      ...{ resourceType: "QuestionnaireResponse", status: "completed" },
      ...{ questionnaire: questionnaire.url, item: answered },
    },
  };
}

const BACKTRACKING = ["^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(a*)*b", "^([a-z]+)*$", "(x+x+)+y"];
const victim = (pattern) => `${(pattern.includes("x+") ? "x" : "a").repeat(60)}!`;

/** Huge ones: name -> what is judged, `resource` or `text`. */
export const giants = {
  "a string of 100 MB": () => ({ resource: patient({ name: [{ family: many("a", MANY) }] }) }),
  "a string of 100 MB in a text": () => ({ text: `{"resourceType":"Patient","gender":"${many("a", MANY)}"}` }),
  "100 MB of base64": () => ({
    resource: patient({ photo: [{ contentType: "image/png", data: many("AAAA", MANY / 4) }] }),
  }),
  "100 MB of brackets": () => ({ text: many("[", MANY) }),
  "30 MB of empty objects": () => ({ text: `{"resourceType":"Patient","name":[${many("{},", MANY / 10)}{}]}` }),
  "a narrative of 100 MB": () => ({
    resource: patient({
      text: {
        status: "generated",
        div: `<div xmlns="http://www.w3.org/1999/xhtml">${many("<p>x</p>", MANY / 8)}</div>`,
      },
    }),
  }),
  "a name of 10 MB": () => ({ resource: patient({ [many("a", 10_000_000)]: 1 }) }),
};

/** The others: name -> what is judged, with the definitions and profiles that go with it. */
export const traps = {
  ...Object.fromEntries(
    BACKTRACKING.flatMap((pattern) => [
      [`invariant matches ${pattern}`, () => profiled(`name.family.matches('${pattern}')`, victim(pattern))],
      [
        `invariant replaces ${pattern}`,
        () => profiled(`name.family.replaceMatches('${pattern}', '') = ''`, victim(pattern)),
      ],
      [`answer to ${pattern}`, () => asked(pattern, victim(pattern))],
    ]),
  ),
  "invariant of ten thousand brackets": () => profiled(many("(", 10_000) + many(")", 10_000), "x"),
  "invariant of ten thousand terms": () => profiled(`${many("name.exists() and ", 10_000)}true`, "x"),
  "invariant that grows": () =>
    profiled(`${many("name.select($this | $this)", 1) + many(".repeat($this)", 20)}.exists()`, "x"),
  "invariant that never ends": () => profiled("name.repeat($this & 'x').count() > 0", "x"),
  "a hundred thousand names": () => ({
    resource: patient(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`x${i}`, 1]))),
  }),
  "a long date": () => ({ resource: patient({ birthDate: many("1") }) }),
  "a long time zone": () => ({
    resource: observation({ effectiveDateTime: `2020-01-01T00:00:00.${many("0")}+00:00` }),
  }),
  "a long decimal": () => ({ text: `{"resourceType":"Observation","valueQuantity":{"value":0.${many("1")}}}` }),
  "a long exponent": () => ({ text: `{"resourceType":"Observation","valueQuantity":{"value":1e${many("9")}}}` }),
  "a long id": () => ({ resource: patient({ id: `${many("a.-")}_` }) }),
  "a long URI": () => ({ resource: patient({ implicitRules: `http://${many("a:b@")}/${many("%zz")}` }) }),
  "a long oid": () => ({ resource: patient({ identifier: [{ system: `urn:oid:${many("1.")}`, value: "x" }] }) }),
  "a long language tag": () => ({ resource: patient({ language: many("a-") }) }),
  "a long media type": () => ({ resource: patient({ photo: [{ contentType: `a/b${many(';a="\\"')}`, url: "x" }] }) }),
  "a long reference": () => ({ resource: observation({ subject: { reference: many("Patient/") } }) }),
  "a long fragment": () => ({ resource: observation({ subject: { reference: `#${many("#")}` } }) }),
  "a long conditional reference": () => ({
    resource: observation({ subject: { reference: `Patient?${many("a=b&")}` } }),
  }),
  "white space": () => ({ resource: patient({ name: [{ family: `${many(" ")}x${many("\t")}`, text: many(" \n") }] }) }),
  "Markdown that looks like HTML": () => ({
    resource: { resourceType: "Questionnaire", status: "draft", description: many("<a ") + many("&lt;<!") },
  }),
  ...Object.fromEntries(
    ["(", "m.", "m/", "10*", "{x", "[", "m2", "/", "((m)"].map((part) => [
      `a unit of many ${part}`,
      () => ({
        resource: observation({
          valueQuantity: { value: 1, unit: "x", system: "http://unitsofmeasure.org", code: many(part, 20_000) },
        }),
      }),
    ]),
  ),
  ...Object.fromEntries(
    ["(", "a or ", "'", "`", "/*", "a.b(", "{", "-", "not ", "@2020", "1 'm' + "].map((part) => [
      `a search parameter of many ${part}`,
      () => ({
        resource: {
          ...{ resourceType: "SearchParameter", url: "http://hostile.test/SearchParameter/x", name: "X" },
          ...{ status: "draft", description: "x", code: "x", base: ["Patient"], type: "token" },
          expression: many(part, 20_000),
        },
      }),
    ]),
  ),
  "contained in a circle": () => ({
    resource: basic({
      contained: ["a", "b", "c"].map((id, i, all) => basic({ id, subject: { reference: `#${all[(i + 1) % 3]}` } })),
      subject: { reference: "#a" },
    }),
  }),
  "ten thousand contained, each in a circle": () => ({
    resource: basic({
      contained: Array.from({ length: 10_000 }, (_, i) =>
        basic({ id: `b${i}`, subject: { reference: `#b${(i + 1) % 10_000}` } }),
      ),
      subject: { reference: "#b0" },
    }),
  }),
  "a Bundle of entries that are all linked": () => ({
    resource: {
      ...{ resourceType: "Bundle", type: "document" },
      entry: Array.from({ length: 20_000 }, (_, i) => ({
        fullUrl: `urn:uuid:00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
        resource: basic({
          subject: { reference: `urn:uuid:00000000-0000-4000-8000-${String((i * 7919) % 20_000).padStart(12, "0")}` },
        }),
      })),
    },
  }),
  "a Bundle of twenty thousand of the same fullUrl": () => ({
    resource: {
      ...{ resourceType: "Bundle", type: "collection" },
      entry: Array.from({ length: 20_000 }, () => ({
        fullUrl: "http://hostile.test/Basic/1",
        resource: basic({ id: "1" }),
      })),
    },
  }),
  "a Bundle in a Bundle in a Bundle": () => {
    let resource = patient({});
    for (let i = 0; i < 120; i++) resource = { resourceType: "Bundle", type: "collection", entry: [{ resource }] };
    return { resource };
  },
  "extensions in values in extensions": () => {
    const url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    let extension = [{ url, valueCode: "unknown" }];
    for (let i = 0; i < 120; i++) extension = [{ url, valueReference: { display: "x", extension } }];
    return { resource: basic({ extension }) };
  },
  "a questionnaire of items in items": () => {
    let item = [];
    for (let i = 0; i < 190; i++) item = [{ linkId: String(i), type: "group", text: "x", ...(i > 0 ? { item } : {}) }];
    return { resource: { resourceType: "Questionnaire", status: "draft", item } };
  },
  "a value set that includes itself": () => {
    const url = "http://hostile.test/ValueSet/loop";
    const valueSet = { resourceType: "ValueSet", url, status: "active", compose: { include: [{ valueSet: [url] }] } };
    const loop = profile("true");
    loop.differential.element.push({
      id: "Patient.maritalStatus",
      path: "Patient.maritalStatus",
      binding: { strength: "required", valueSet: url },
    });
    return {
      definitions: [loop, valueSet],
      profiles: [loop.url],
      resource: patient({ maritalStatus: { coding: [{ system: "http://x.test", code: "M" }] } }),
    };
  },
  "a profile that is its own base": () => {
    const loop = { ...profile("true"), baseDefinition: profile("").url };
    return { definitions: [loop], profiles: [loop.url], resource: patient({}) };
  },
  "a profile whose slices are profiled by it": () => {
    const loop = profile("true");
    loop.differential.element.push({
      ...{ id: "Patient.contained", path: "Patient.contained" },
      type: [{ code: "Resource", profile: [loop.url] }],
    });
    let resource = patient({ id: "p" });
    for (let i = 0; i < 30; i++) resource = patient({ id: `p${i}`, contained: [resource] });
    return { definitions: [loop], profiles: [loop.url], resource };
  },
};

/** How many findings a trap ends in; each has a validator of its own. */
export function judgeTrap({ definitions = [], profiles, ...input }, { createValidator, parseJson }) {
  return judgeMutant(input, { validator: createValidator({ definitions }), parseJson }, profiles ? { profiles } : {});
}
