import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";

const HEAD = "language: 1\ncase: a\nnamespace: 10.1234/abc\n";

/** Each row: what is written (its findings stand on the line that ends in `# here`), and the codes of the findings. */
const CASES: readonly [what: string, body: string, ...codes: string[]][] = [
  ["a link by id", "conditions: [{id: x, name: X}]\nprocedures: [{name: p, for: x}]"],
  ["a link by name", "conditions: [{name: gout}]\nprocedures: [{name: p, for: gout}]"],
  [
    "a link to nothing",
    "conditions: [{id: attack-1, name: X}]\nprocedures: [{name: p, for: atack-1}] # here",
    "case/dangling-link",
  ],
  [
    "a link to a step",
    "timeline: [{id: s1, when: 2015}]\nfindings: {present: [{name: rash, of: s1}]} # here",
    "case/link-to-step",
  ],
  [
    "a link to an item that is called as a step is",
    "timeline: [{id: gout}]\nconditions: [{name: gout}]\nprocedures: [{name: p, for: gout}]",
  ],
  ["a link to the wrong kind", "procedures: [{id: q, name: q}, {name: p, for: q}] # here", "case/wrong-link"],
  [
    "a link to a name that two bear",
    "conditions: [{id: a, name: X}, {id: b, name: X}]\nprocedures: [{name: p, for: X}] # here",
    "case/ambiguous-link",
  ],
  ["a link to itself", "conditions: [{id: a, name: X, due to: a}] # here", "case/link-to-itself"],
  [
    "a circle of three",
    "conditions:\n  - {id: a, name: A, due to: b}\n  - {id: b, name: B, due to: c}\n  - {id: c, name: C, due to: a} # here",
    "case/circular-link",
  ],
  ["two of one id", "conditions:\n  - {id: a, name: A}\n  - {id: a, name: B} # here", "case/duplicate-id"],
  ["two of one name", "labs:\n  positive: [ANA]\n  negative:\n    - ANA # here", "case/alike"],
  [
    "two of one name in two steps without ids",
    "timeline:\n  - labs: {positive: [ANA]}\n  - labs: {negative: [ANA]} # here",
    "case/alike",
  ],
  [
    "two of one name in two steps with ids",
    "timeline: [{id: one, labs: {positive: [ANA]}}, {id: two, labs: {negative: [ANA]}}]",
  ],
  [
    "two of one name, one in a step with an id",
    "timeline: [{id: one, labs: {positive: [ANA]}}, {labs: {negative: [ANA]}}]",
  ],
  ["a stay told before", "timeline: [{encounter: {id: s, type: inpatient}}, {encounter: s}]"],
  [
    "a stay told later",
    "timeline:\n  - encounter: s # here\n  - encounter: {id: s, type: inpatient}",
    "case/unknown-encounter",
  ],
  ["a day that is not", "recorded: 2026-02-30T00:00:00Z # here", "case/impossible-date"],
  ["an hour that is not", "recorded: 2026-02-03T24:10:00Z # here", "case/impossible-date"],
  ["a birth on no day", "patient:\n  born: 2023-02-29 # here", "case/impossible-date"],
  ["a birth in no month", "patient:\n  born: 2023-13 # here", "case/impossible-date"],
  ["a paper of no day", "source:\n  published: 2017-04-31 # here", "case/impossible-date"],
  ["a leap day", "patient: {born: 2024-02-29}"],
  ["a birth told once more", "patient: {born: 2020-02}\ntimeline: [{id: birth, when: 2020-02-29}]"],
  ["a birth of no date", "patient: {born: 2020-02}\ntimeline: [{id: birth}]"],
  [
    "a birth on two days",
    "patient:\n  born: 2020-02-28 # here\ntimeline: [{id: birth, when: 2020-02-29}]",
    "case/time-contradiction",
  ],
  ["about how long it lasted", "conditions: [{name: gout, lasting: about 3 weeks}]"],
  ["how long it lasted, misspelt", "conditions: [{name: gout, lasting: 3 wks}] # here", "case/wrong-form"],
  ["an age at a time", "patient: {age: 5 years, age at: 2015}"],
  ["a time of no age", "patient:\n  age at: 2015 # here", "case/age-at-without-age"],
  ["sentences of a source", "source: {title: T}\npatient: {cite: [3, 4-5, c1-3]}"],
  [
    "sentences of no source, said once",
    "patient:\n  cite: 3 # here\nconditions: [{name: gout, cite: 4}]",
    "case/cite-without-source",
  ],
  ["a test that is called cite", 'labs: {results: {cite: 5 mg/L}}\ncodes: {cite: LNC#1-8 "Cite"}'],
  [
    "sentences counted backwards",
    "source: {title: T}\nlabs:\n  cite: 10-3 # here\n  positive: [ANA]",
    "case/wrong-form",
  ],
  ["captions counted backwards", "source: {title: T}\npatient:\n  cite: [1, c3-c1] # here", "case/wrong-form"],
  [
    "places of a source, in every way",
    "source: {title: T, sentences: {1: A man, c1: Figure 1}}\n" +
      "patient: {cite: [3, {sentences: c4-5, quote: ill}, {section: Table 2}, {start: 0, end: 9, quote: A man}]}\n" +
      "labs: {cite: {section: Table 2}, positive: [ANA]}",
  ],
  [
    "a place in two ways",
    "source: {title: T}\npatient:\n  cite: {sentences: 3, section: Table 2} # here",
    "case/cite-one-way",
  ],
  ["a quote without a place", "source: {title: T}\npatient:\n  cite: {quote: ill} # here", "case/cite-one-way"],
  ["a start without an end", "source: {title: T}\npatient:\n  cite: {start: 3} # here", "case/cite-one-way"],
  ["an end before its start", "source: {title: T}\npatient:\n  cite: {start: 3, end: 3} # here", "case/wrong-form"],
  [
    "a first sentence that is the second",
    "source:\n  sentences: {c2: Figure 2} # here\npatient: {}",
    "case/wrong-form",
  ],
  ["sentence nought", "source: {title: T}\npatient:\n  cite: 0 # here", "case/wrong-form"],
  ["a code", 'conditions: [{name: gout}]\ncodes: {gout: SCT#90560007 "Gout"}'],
  ["a code of the item", 'conditions: [{name: gout, codes: SCT#90560007 "Gout"}]'],
  [
    "a code without display",
    "conditions: [{name: gout}]\ncodes:\n  gout: SCT#90560007 # here",
    "case/code-without-display",
  ],
  ["a code of no item", 'conditions: [{name: gout}]\ncodes:\n  gaut: SCT#90560007 "Gout" # here', "case/unused-code"],
  [
    "a code of no system",
    'conditions: [{name: gout}]\ncodes:\n  gout: SNOMAD#90560007 "Gout" # here',
    "case/unknown-code-system",
  ],
];

describe("what a well-written case can get wrong", () => {
  it.each(CASES)("%s", (_what, body, ...codes) => {
    const text = HEAD + (body.includes("patient:") ? body : `patient: {}\n${body}`);
    const findings = readCase(text).findings.filter(({ severity }) => severity !== "information");
    expect(findings.map(({ code }) => code)).toEqual(codes);
    const here = text.split("\n").findIndex((line) => line.endsWith("# here")) + 1;
    expect(findings.map(({ case: at }) => at?.line)).toEqual(codes.map(() => here));
  });

  it("a date that is none leaves nothing to map, a link that leads nowhere does", () => {
    expect(readCase(`${HEAD}patient: {born: 2023-02-29}\n`).case).toBeUndefined();
    expect(readCase(`${HEAD}patient: {}\nprocedures: [{name: p, for: nothing}]\n`).case).toBeDefined();
  });

  it.each([
    [
      "medications: [{name: aspirin, courses: [{dose: 10 MG, from: 2016, until: 2015}]}]",
      '"aspirin 10 MG" ends (2015) before',
    ],
    ["conditions: [{id: a, name: gout}, {name: gout, onset: 2016, ended: 2015}]", '"gout" ends (2015) before'],
    ["timeline: [{when: after fever}, {when: after fever, findings: {present: [fever]}}]", '"fever" -> "step 2"'],
  ])("calls things by their names: %s", (body, words) => {
    const { findings } = readCase(`${HEAD}patient: {}\n${body}\n`);
    const messages = findings.map(({ message }) => message).join("\n");
    expect(messages).toContain(words);
    expect(messages).not.toMatch(/%20|timeline\/|courses\//);
  });

  it("proposes the sentences the other way round", () => {
    const { findings } = readCase(`${HEAD}source: {title: T}\npatient: {cite: c10-3}\n`);
    expect(findings).toMatchObject([{ code: "case/wrong-form", hint: "write `c3-10`" }]);
  });

  it("names the nearest id, as a person would mistype it", () => {
    const { findings } = readCase(
      `${HEAD}patient: {}\nconditions: [{id: attack-1, name: X}]\nprocedures: [{name: p, for: atack-1}]\n`,
    );
    expect(findings[0]?.message).toContain('did you mean "attack-1"?');
  });

  it("names the nearest name, of what has an id as well", () => {
    const { findings } = readCase(
      `${HEAD}patient: {}\nconditions: [{id: c1, name: dizziness}, {name: fall, due to: dizzines}]\n`,
    );
    expect(findings[0]?.message).toContain('did you mean "dizziness"?');
  });
});
