import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../../src/case/read.js";
import { caseSchema, checkSchema } from "../../../src/case/schema.js";
import { type SchemaNode, wordsOf } from "../../../src/case/schema-nodes.js";
import { EXPLAINED_KEYWORDS } from "../../../src/case/schema-words.js";
import { SYNONYMS, synonymsIn } from "../../../src/case/synonyms.js";
import { findingsOf, positionOf, underlined } from "./bad.js";

/** A case that is right, to which each row adds its one mistake. */
const RIGHT = "language: 1\ncase: a\nnamespace: urn:x:y\npatient: {sex: female}\n";

/** What is added, in line 5 and following; the code; line and column; what is underlined; words of the hint. */
const ROWS: readonly (readonly [added: string, code: string, at: string, mark: string, hint?: string])[] = [
  ["timelime: []\n", "case/unknown-key", "5:1", "timelime", "`timeline`"],
  ["conditions: [{name: x, partOf: y}]\n", "case/unknown-key", "5:24", "partOf", "`part of`"],
  ["conditions: [{name: x, due-to: y}]\n", "case/unknown-key", "5:24", "due-to", "`due to`"],
  ["conditions: [{name: x, part_of: y}]\n", "case/unknown-key", "5:24", "part_of", "`part of`"],
  ["conditions: [{nmae: x}]\n", "case/unknown-key", "5:15", "nmae", "`name`"],
  ["timeline: [{dose: 5 mg}]\n", "case/unknown-key", "5:13", "dose", "`medications`"],
  ["timeline: [{foo~/bar: x}]\n", "case/unknown-key", "5:13", "foo~/bar", "conditions"],
  ["findings: {present: [{name: x, wombat: y}]}\n", "case/unknown-key", "5:32", "wombat", "it knows"],
  ["conditions: [{id: x}]\n", "case/missing-key", "5:14", "{id: x}", "name: neuromyelitis optica"],
  ["findings: {present: [{site: leg}]}\n", "case/missing-key", "5:22", "{site: leg}", "name: T2 hyperintense lesion"],
  ["findings: {present: [{each: [], site: leg}]}\n", "case/nothing-inside", "5:23", "each"],
  ["exam: {otherwise: fine}\n", "case/unknown-word", "5:19", "fine", "normal, absent, negative"],
  ["timeline: [{encounter: {id: x}}]\n", "case/missing-key", "5:13", "encounter", "one of inpatient, outpatient"],
  ["imaging: [{name: CT}]\n", "case/missing-key", "5:11", "{name: CT}", "one of MR, CT, US"],
  ["conditions: {name: x}\n", "case/wrong-type", "5:13", "{name: x}", "dash"],
  ["findings: {present: fever}\n", "case/wrong-type", "5:21", "fever", "[fever]"],
  ["labs: [x]\n", "case/wrong-type", "5:7", "[x]", "its keys are results, present"],
  ["conditions: [foo]\n", "case/wrong-type", "5:14", "foo", "{name: foo}"],
  ["conditions: [{name: true}]\n", "case/wrong-type", "5:21", "true", 'quote it: "true"'],
  ["conditions: [{name: [x]}]\n", "case/wrong-type", "5:21", "[x]", "neuromyelitis optica"],
  ["medications: [{name: x, dose: [a]}]\n", "case/wrong-type", "5:31", "[a]", "10 mg twice daily"],
  ["medications: [{name: x, courses: [{paused: yes}]}]\n", "case/wrong-type", "5:44", "yes", "write true"],
  ["medications: [{name: x, courses: [{cycles: 2.5}]}]\n", "case/wrong-type", "5:44", "2.5", "1"],
  ['medications: [{name: x, courses: [{cycles: "2"}]}]\n', "case/wrong-type", "5:44", '"2"', "without quotes: 2"],
  ["medications: [{name: x, courses: [{cycles: two}]}]\n", "case/wrong-type", "5:44", "two"],
  ["medications: [{name: x, courses: [{cycles: 0}]}]\n", "case/out-of-range", "5:44", "0"],
  ["medications: [{name: x, courses: [{cycles: 5000}]}]\n", "case/out-of-range", "5:44", "5000"],
  ["conditions: [{name: x, status: recurring}]\n", "case/unknown-word", "5:32", "recurring", "`recurrence`"],
  ["conditions: [{name: x, status: excluded}]\n", "case/unknown-word", "5:32", "excluded", "`certainty`"],
  ["conditions: [{name: x, severity: terrible}]\n", "case/unknown-word", "5:34", "terrible", "mild, moderate, severe"],
  ["outcomes: [{state: stabel}]\n", "case/unknown-word", "5:20", "stabel", "`stable`"],
  ["imaging: [{name: x, modality: xray}]\n", "case/unknown-word", "5:31", "xray", "mean `DX` or `CR`? it takes MR"],
  ["imaging: [{name: x, modality: X-ray}]\n", "case/unknown-word", "5:31", "X-ray", "mean `DX` or `CR`?"],
  ["imaging: [{name: x, modality: MRI}]\n", "case/unknown-word", "5:31", "MRI", "mean `MR`?"],
  ["outcomes: [{state: dead}]\n", "case/unknown-word", "5:20", "dead", "mean `died`?"],
  ["conditions: [{name: x, implied: [name]}]\n", "case/unknown-word", "5:34", "name", "part of"],
  ["conditions: [{name: x, id: 1a}]\n", "case/wrong-form", "5:28", "1a", "attack-1"],
  ["conditions: [{name: x, lasting: 4 wekks}]\n", "case/wrong-form", "5:33", "4 wekks", "did you mean `4 weeks`?"],
  ["conditions: [{name: x, lasting: 1 wks}]\n", "case/wrong-form", "5:33", "1 wks", "`1 week`?"],
  ["conditions: [{name: x, lasting: 3 mos}]\n", "case/wrong-form", "5:33", "3 mos", "`3 months`?"],
  ["conditions: [{name: x, lasting: two yrs}]\n", "case/wrong-form", "5:33", "two yrs", "`two years`?"],
  ["conditions: [{name: x, lasting: 3 – 6 hrs}]\n", "case/wrong-form", "5:33", "3 – 6 hrs", "`3-6 hours`?"],
  ["conditions: [{name: x, lasting: ~30 mins}]\n", "case/wrong-form", "5:33", "~30 mins", "`about 30 minutes`?"],
  ["conditions: [{name: x, lasting: 3d}]\n", "case/wrong-form", "5:33", "3d", "`3 days`?"],
  ["conditions: [{name: x, lasting: 3 w}]\n", "case/wrong-form", "5:33", "3 w", "`3 weeks`?"],
  ["conditions: [{name: x, lasting: 3 m}]\n", "case/wrong-form", "5:33", "3 m", "`3 months` or `3 minutes`?"],
  ["conditions: [{name: x, lasting: 3 Y}]\n", "case/wrong-form", "5:33", "3 Y", "`3 years`?"],
  ["conditions: [{name: x, lasting: a long time}]\n", "case/wrong-form", "5:33", "a long time", "for example: 4 weeks"],
  ["conditions: [{name: x, lasting: some days}]\n", "case/wrong-form", "5:33", "some days", "for example: 4 weeks"],
  ["conditions: [{name: x, id: 3d}]\n", "case/wrong-form", "5:28", "3d", "attack-1"],
  ['codes: {x: SCT 1 "a"}\n', "case/wrong-form", "5:12", 'SCT 1 "a"', "SCT#"],
  ["codes: {x: 271807003}\n", "case/wrong-form", "5:12", "271807003", "SCT#"],
  ["codes: {x: snomed#1}\n", "case/wrong-form", "5:12", "snomed#1", "for example: SCT#1"],
  ["codes: {x: SNOMED CT#1}\n", "case/wrong-form", "5:12", "SNOMED CT#1", "for example: SCT#1"],
  ["codes: {x: RxNorm#1}\n", "case/wrong-form", "5:12", "RxNorm#1", "for example: RXN#1"],
  ["imaging: []\n", "case/nothing-inside", "5:1", "imaging"],
  ['codes:\n  x: SCT#1 "A" extra\n', "case/wrong-form", "6:16", "extra", 'several codes are a list: [SCT#1 "A", ...]'],
  ['codes: {x: [SCT#1 "A" extra]}\n', "case/wrong-form", "5:23", "extra", "take this out"],
  ["codes: {x: SCT#1 A b}\n", "case/wrong-form", "5:12", "SCT#1 A b", 'for example: SCT#1 "A b"'],
  ['codes: {x: SNOMED CT#1"A"}\n', "case/wrong-form", "5:12", 'SNOMED CT#1"A"', 'for example: SCT#1 "A"'],
  ["codes: {}\n", "case/nothing-inside", "5:1", "codes"],
  ['conditions: [{name: ""}]\n', "case/nothing-inside", "5:15", "name"],
  ['conditions: [{name: "  "}]\n', "case/nothing-inside", "5:15", "name"],
  ['outcomes: [{state: ""}]\n', "case/nothing-inside", "5:13", "state"],
  ['codes: {"  ": SCT#1}\n', "case/nothing-inside", "5:9", '"  "'],
  ["conditions: [{name: x, evidence: [a, a]}]\n", "case/said-twice", "5:24", "evidence"],
  ["findings: {present: [no fever]}\n", "case/negated-name", "5:22", "no fever", "absent: [fever]"],
  ["findings: {absent: [no fever]}\n", "case/negated-name", "5:21", "no fever", "absent: [fever]"],
  ["findings: {present: [{name: Without pain}]}\n", "case/negated-name", "5:29", "Without pain", "absent: [pain]"],
  ["conditions: [{name: no diabetes}]\n", "case/negated-name", "5:21", "no diabetes", "certainty: excluded"],
  ["procedures: [{name: no biopsy}]\n", "case/negated-name", "5:21", "no biopsy", "{name: biopsy, status: not done}"],
  [
    "medications: [{name: no steroids}]\n",
    "case/negated-name",
    "5:22",
    "no steroids",
    "{name: steroids, status: not taken}",
  ],
  ["imaging: [{modality: MR, name: no MRI}]\n", "case/negated-name", "5:32", "no MRI", "not done: [MRI]"],
  ["outcomes: [{state: stable, name: no relapse}]\n", "case/negated-name", "5:34", "no relapse", "absent: [relapse]"],
  ["findings: {results: {no fever: present}}\n", "case/negated-name", "5:22", "no fever", "absent: [fever]"],
  ["findings: {not done: [no biopsy]}\n", "case/negated-name", "5:23", "no biopsy", "not done: [biopsy]"],
  ["findings: {present: [denies cough]}\n", "case/negated-name", "5:22", "denies cough", "absent: [cough]"],
  [
    "findings: {present: [patient denied cough]}\n",
    "case/negated-name",
    "5:22",
    "patient denied cough",
    "absent: [cough]",
  ],
  [
    "findings: {present: [absence of the reflexes]}\n",
    "case/negated-name",
    "5:22",
    "absence of the reflexes",
    "absent: [reflexes]",
  ],
  [
    "findings: {present: [no evidence of relapse]}\n",
    "case/negated-name",
    "5:22",
    "no evidence of relapse",
    "absent: [relapse]",
  ],
  ["findings: {present: [NO FEVER]}\n", "case/negated-name", "5:22", "NO FEVER", "absent: [FEVER]"],
  [
    'findings: {present: [{name: no fever, codes: SCT#386661006 "Fever"}]}\n',
    "case/negated-name",
    "5:29",
    "no fever",
    "absent: [fever]",
  ],
  ["findings:\n  present:\n    - MRI: lesion\n", "case/colon-in-value", "7:7", "MRI", '"MRI: lesion"'],
  [
    "findings:\n  present:\n    - fever: 38.5\n",
    "case/colon-in-value",
    "7:7",
    "fever",
    "under `results:`, with its unit: `fever: 38.5 <unit>`",
  ],
  [
    "findings: {present: [fever: 38.5 °C]}\n",
    "case/colon-in-value",
    "5:27",
    ":",
    "`results:`, with its unit: `fever: 38.5 °C`",
  ],
  ["conditions: [{name: x, note: }]\n", "case/no-value", "5:24", "note"],
  ["conditions:\n  - name: x #1\n", "case/comment-in-value", "6:13", "#1"],
];

test.each([
  "no-reflow phenomenon",
  "no reflow phenomenon",
  "non-Hodgkin lymphoma",
  "No. 5 catheter",
  "No 5 catheter",
  "no scalpel vasectomy",
  "NO inhalation",
  "norovirus infection",
  "nodule",
  "notalgia paraesthetica",
  "absence seizures",
  "absent radius",
  "congenital absence of thumb",
  "migraine without aura",
  "negative pressure wound therapy",
])("%s is a name and denies nothing", (name) => {
  for (const body of [
    `conditions: [{name: ${name}}]\n`,
    `procedures: [{name: ${name}}]\n`,
    `findings: {present: [${name}], results: {${name}: high}}\n`,
  ])
    expect(findingsOf(`${RIGHT}${body}`).map(({ code }) => code)).not.toContain("case/negated-name");
});

test.each([
  'findings: {present: [{name: no known allergy, codes: SCT#716186003 "No known allergy"}]}\n',
  'findings: {present: [no known allergy]}\ncodes: {no known allergy: SCT#716186003 "No known allergy"}\n',
  'findings: {results: {no known allergy: present}}\ncodes: {no known allergy: [SCT#716186003 "No known allergy"]}\n',
])("a denial that is a terminology's own term is a name: %s", (body) => {
  expect(findingsOf(`${RIGHT}${body}`)).toEqual([]);
});

test("every synonym stands for words that the schema has", () => {
  const lists: (readonly unknown[])[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    lists.push(wordsOf(value as SchemaNode));
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(caseSchema);
  const words = new Set(lists.flat());
  for (const [written, meant] of Object.entries(SYNONYMS)) {
    expect(meant.filter((word) => !words.has(word))).toEqual([]);
    // Where the language has the word itself, it means nothing else there.
    for (const list of lists) if (list.includes(written)) expect(list).not.toEqual(expect.arrayContaining([...meant]));
    expect(synonymsIn(meant, written.toUpperCase())).toEqual(meant);
  }
});

describe("one mistake gives one finding, where it is", () => {
  test("the case without a mistake gives none", () => {
    expect(findingsOf(RIGHT)).toEqual([]);
  });

  for (const [added, code, at, mark, hint = ""] of ROWS) {
    test(`${JSON.stringify(added)} is ${code}`, () => {
      const text = RIGHT + added;
      const findings = findingsOf(text);
      expect(findings.map((one) => [one.code, positionOf(one), underlined(text, one)])).toEqual([[code, at, mark]]);
      expect(findings[0]?.case?.file).toBe("case.yaml");
      expect(findings[0]?.message).not.toMatch(/undefined|\{\w+\}/);
      expect(findings[0]?.hint ?? "").toContain(hint);
    });
  }

  test("all of them at once, in the order of the document", () => {
    const rows = ROWS.filter(([added]) => added.startsWith("conditions: [{name: x, "));
    const items = rows.map(([added]) => `  - ${added.slice("conditions: [".length, -2)}\n`);
    const findings = findingsOf(`${RIGHT}conditions:\n${items.join("")}`);
    const trapsFirst = rows
      .map(([, code]) => code)
      .sort((a, b) => Number(b === "case/no-value") - Number(a === "case/no-value"));
    expect(findings.map((one) => one.code)).toEqual(trapsFirst);
  });

  test("what the whole case lacks is said at its beginning", () => {
    const findings = findingsOf("patient: {}\n");
    expect(findings.map(({ code, case: at }) => [code, at?.line])).toEqual([
      ["case/missing-key", 1],
      ["case/missing-key", 1],
      ["case/missing-key", 1],
    ]);
    expect(findings.map(({ hint }) => hint).join()).toMatch(/language: 1.*case: .*namespace: /);
  });
});

describe("numbers", () => {
  const data = (text: string): Record<string, unknown> => {
    const { document } = readDocument(text);
    if (!document) throw new Error("not read");
    expect(checkSchema(document)).toEqual([]);
    return document.data as Record<string, unknown>;
  };

  test("become numbers where the schema takes nothing else, and stay text elsewhere", () => {
    const read = data(
      `${RIGHT}conditions: [{name: x, stage: 4, onset: 2011, cite: 12}]\nlabs: {results: {Hb: 7.0, K: 010, N: 12E4}}\n` +
        "medications: [{name: y, courses: [{cycles: 3, paused: false}]}]\n",
    );
    expect(read).toMatchObject({
      language: 1,
      conditions: [{ stage: "4", onset: "2011", cite: "12" }],
      labs: { results: { Hb: "7.0", K: "010", N: "12E4" } },
      medications: [{ courses: [{ cycles: 3, paused: false }] }],
    });
  });

  test("in JSON are the same", () => {
    const json =
      '{"language": 1, "case": "a", "namespace": "urn:x:y", "patient": {}, "labs": {"results": {"Hb": 7.0}}}';
    expect(data(json)).toMatchObject({ language: 1, labs: { results: { Hb: "7.0" } } });
  });

  test("behind a reference are numbers too", () => {
    const read = data(`${RIGHT}medications: [{name: y, courses: [&c {cycles: 3}, *c]}]\n`);
    expect(read).toMatchObject({ medications: [{ courses: [{ cycles: 3 }, { cycles: 3 }] }] });
  });
});

describe("the published schema", () => {
  /** Every schema object of the document, with a path for messages. */
  function nodes(value: unknown, path = "#"): { path: string; node: Record<string, unknown> }[] {
    if (typeof value !== "object" || value === null) return [];
    const node = value as Record<string, unknown>;
    const children = [
      ...["properties", "$defs"].flatMap((group) =>
        Object.entries((node[group] ?? {}) as object).map(([key, inner]) => [`${group}/${key}`, inner] as const),
      ),
      ...["items", "additionalProperties", "propertyNames"].map((key) => [key, node[key]] as const),
    ];
    return [{ path, node }, ...children.flatMap(([key, inner]) => nodes(inner, `${path}/${key}`))];
  }

  const ASSERT_NOTHING = new Set(
    "$schema $id $ref $defs title description examples properties items propertyNames if else".split(" "),
  );

  test("is valid JSON Schema 2020-12, in ajv's strict mode", () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    expect(ajv.validateSchema(caseSchema, true)).toBe(true);
    expect(() => ajv.compile(caseSchema)).not.toThrow();
  });

  test("asserts nothing that has no words", () => {
    const keywords = new Set(nodes(caseSchema).flatMap(({ node }) => Object.keys(node)));
    const silent = [...keywords].filter(
      (keyword) => !ASSERT_NOTHING.has(keyword) && !EXPLAINED_KEYWORDS.includes(keyword),
    );
    expect(silent).toEqual([]);
  });

  test("has a description at every key", () => {
    const silent = nodes(caseSchema).filter(({ path, node }) => {
      const target =
        typeof node.$ref === "string" ? nodes(caseSchema).find(({ path: at }) => at === node.$ref)?.node : node;
      return /\/properties\/[^/]+$/.test(path) && !node.description && !target?.description;
    });
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test("closes every mapping", () => {
    const open = nodes(caseSchema).filter(
      ({ path, node }) => node.properties && node.additionalProperties !== false && !/\/(if|else)$/.test(path),
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });
});
