import { describe, expect, it } from "vitest";
import { readCase } from "../../src/case/index.js";
import { HEAD, mapped } from "./mapped.js";

const HL7 = "http://hl7.org/fhir/StructureDefinition/";
const DERIVED = "https://w3id.org/case2fhir/StructureDefinition/derived";

const condition = (more: string) => mapped(`conditions: [{name: it, ${more}}]\n`).one("Condition");
const errors = (more: string) =>
  mapped(`conditions: [{name: it, ${more}}]\n`)
    .findings.filter(({ severity }) => severity === "error")
    .map(({ code }) => code);

describe("a time", () => {
  it.each(["2015", "2015-07", "2015-07-31"])("%s stands as it is known, with nothing beside it", (date) => {
    const { onsetDateTime, _onsetDateTime } = condition(`onset: ${date}`);
    expect([onsetDateTime, _onsetDateTime]).toEqual([date, undefined]);
  });

  it("that is computed has its phrase, its bounds and the mark beside it", () => {
    const { all } = mapped(
      "conditions: [{id: a, name: a, onset: 2016-01}, {name: b, onset: 4 weeks after start of a}]\n",
    );
    const { onsetDateTime, _onsetDateTime } = all("Condition")[1] ?? {};
    expect(onsetDateTime).toBe("2016");
    const beside = Object.fromEntries(_onsetDateTime?.extension?.map(({ url, ...value }) => [url, value]) ?? []);
    expect(beside).toMatchObject({
      [`${HL7}originalText`]: { valueString: "4 weeks after start of a" },
      [`${HL7}uncertainPeriod`]: { valuePeriod: { start: "2016-01-29", end: "2016-02-28" } },
      [DERIVED]: { valueString: "computed from the phrase and its anchor" },
    });
  });

  it("of a life counts from the day the patient was born, and age from its year", () => {
    const onset = (patient: string, when: string) =>
      mapped(`patient: {${patient}}\nconditions: [{name: it, onset: ${when}}]\n`).one("Condition").onsetDateTime;
    expect(onset("born: 2020-02-29", "day 3 of life")).toBe("2020-03-02");
    expect(onset("born: 1961", "start of life")).toBe("1961");
    expect(onset("born: 1961-07-31", "age 5 years")).toBeUndefined();
    expect(onset("born: 1961-01-01", "age 5 years")).toBe("1966");
    expect(onset("sex: male", "day 3 of life")).toBeUndefined();
  });

  it("of a birth that is told is that of the telling", () => {
    const { all } = mapped(
      "patient: {born: 2020}\ntimeline: [{id: birth, when: 2020-02-29}]\nconditions: [{name: it, onset: day 3 of life}]\n",
    );
    expect(all("Condition")[0]?.onsetDateTime).toBe("2020-03-02");
  });

  it.each(["about 2 weeks after 2015-12-20", "2 weeks after a", "within about 3 days after a"])(
    "%s, of which only about is known, is no date",
    (when) => {
      const { one } = mapped(
        `procedures: [{id: a, name: a, when: 2015-12-25~}]\nconditions: [{name: it, onset: ${when}}]\n`,
      );
      const { onsetDateTime, _onsetDateTime } = one("Condition");
      expect(onsetDateTime).toBeUndefined();
      expect(_onsetDateTime?.extension?.slice(0, 2)).toEqual([
        { url: `${HL7}data-absent-reason`, valueCode: "unknown" },
        { url: `${HL7}originalText`, valueString: when },
      ]);
      expect(JSON.stringify(_onsetDateTime)).not.toContain("uncertainPeriod");
    },
  );

  it("of death that is approximate is no date of death", () => {
    const { one } = mapped("outcomes: [{state: died, when: about 2 weeks after 2015-12-20}]\n");
    const { deceasedDateTime, deceasedBoolean } = one("Patient");
    expect([deceasedDateTime, deceasedBoolean]).toEqual([undefined, true]);
  });

  it("in other words stays in words, undated", () => {
    const { onsetDateTime, _onsetDateTime } = condition("onset: {text: in the following spring}");
    expect(onsetDateTime).toBeUndefined();
    expect(_onsetDateTime?.extension).toEqual([
      { url: `${HL7}data-absent-reason`, valueCode: "unknown" },
      { url: `${HL7}originalText`, valueString: "in the following spring" },
    ]);
  });

  it("of a diagnosis is not the onset, and counts in the life of whom it is told of", () => {
    const mother = mapped(
      "patient: {born: 2020-02-10}\npeople: [{id: mother, relation: mother, born: 1990-01-01}]\n" +
        "timeline: [{about: mother, conditions: [{name: it, diagnosed: age 5 years}]}]\n",
    ).one("Condition");
    expect(mother.extension).toMatchObject([{ url: `${HL7}condition-assertedDate`, valueDateTime: "1995" }]);
    const { onsetDateTime, extension } = condition("diagnosed: 2011");
    expect(onsetDateTime).toBeUndefined();
    expect(extension).toEqual([{ url: `${HL7}condition-assertedDate`, valueDateTime: "2011" }]);
  });
});

describe("an end", () => {
  it.each([
    ["from: 2015, until: 2016", "2015", "2016"],
    ["from: 2015-07-31, until: 2015-08-01", "2015-07-31", "2015-08-01"],
    [
      'from: "2015-07-31T10:00:00+02:00", until: "2015-07-31T09:00:00Z"',
      "2015-07-31T10:00:00+02:00",
      "2015-07-31T09:00:00Z",
    ],
    ["from: 2015-07, until: 2016", "2015-07", "2016"],
    ["from: 2015-07, until: 2015", "2015-07", undefined],
    ["from: 2015, until: 2015-07", "2015", undefined],
    ["from: 2016, until: 2015", "2016", undefined],
  ])("(%s) is a date only where FHIRPath sees it follow its start", (times, start, end) => {
    const { performedPeriod } = mapped(`procedures: [{name: it, ${times}}]\n`).one("Procedure");
    expect([performedPeriod?.start, performedPeriod?.end]).toEqual([start, end]);
    if (!end)
      expect(performedPeriod?._end?.extension?.some(({ url }) => url === `${HL7}data-absent-reason`)).toBe(true);
  });

  it("that is no date keeps the date as its words, and its bounds", () => {
    const { performedPeriod, text } = mapped("procedures: [{name: it, from: 2015-05-05, until: 2015-05}]\n").one(
      "Procedure",
    );
    expect(performedPeriod).toEqual({
      start: "2015-05-05",
      _end: {
        extension: [
          { url: `${HL7}data-absent-reason`, valueCode: "unknown" },
          { url: `${HL7}originalText`, valueString: "2015-05" },
          { url: `${HL7}uncertainPeriod`, valuePeriod: { start: "2015-05-01", end: "2015-05-31" } },
        ],
      },
    });
    expect(text?.div).toContain("from 2015-05-05 until 2015-05");
    const approximate = mapped("procedures: [{name: it, from: 2015-05-05, until: 2015-05~}]\n").json;
    expect(approximate).toContain('"2015-05~"');
  });

  it("of what lasted about some time is no date and no number", () => {
    const { one } = mapped("outcomes: [{state: stable, name: gait, from: 2015-05-05, lasting: about 3 weeks}]\n");
    const { effectivePeriod, component } = one("Observation");
    expect(effectivePeriod?.end).toBeUndefined();
    expect(effectivePeriod?._end?.extension).toEqual([
      { url: `${HL7}data-absent-reason`, valueCode: "unknown" },
      { url: `${HL7}originalText`, valueString: "lasting about 3 weeks" },
    ]);
    expect(component?.[0]).toMatchObject({ valueString: "about 3 weeks" });
  });

  it("of what only lasted some time is that time, in words", () => {
    const { performedPeriod } = mapped("procedures: [{name: it, lasting: 3 hours}]\n").one("Procedure");
    expect(performedPeriod).toEqual({
      _end: {
        extension: [
          { url: `${HL7}data-absent-reason`, valueCode: "unknown" },
          { url: `${HL7}originalText`, valueString: "lasting 3 hours" },
        ],
      },
    });
  });
});

describe("a step of which only is known how long it lasted", () => {
  it("leaves its words with what it tells, undated", () => {
    const { all } = mapped(`
timeline:
  - lasting: 3 weeks
    encounter: {type: inpatient}
    conditions: [{name: it}]
    findings: {present: [fever]}
    imaging: [{modality: CT}]
`);
    for (const type of ["Encounter", "Condition", "Observation", "ImagingStudy"] as const) {
      const [resource] = all(type);
      expect(JSON.stringify(resource)).toContain('"valueString":"lasting 3 weeks"');
      expect(JSON.stringify(resource)).toContain("data-absent-reason");
    }
    expect(all("Observation")[0]?.text?.div).toContain("; effective lasting 3 weeks;");
  });
});

describe("the status of a condition", () => {
  const status = (more: string) => condition(more).clinicalStatus?.coding?.[0]?.code;

  it("is told when the case tells it, or its end", () => {
    expect(status("severity: mild")).toBeUndefined();
    expect(status("status: relapse")).toBe("relapse");
    expect(status("ended: 2015")).toBe("inactive");
    expect(status("lasting: 2 weeks")).toBe("inactive");
    expect(status("status: resolved, ended: 2015")).toBe("resolved");
  });

  it.each([
    ["ended: 2015", [{ url: DERIVED, valueString: "it has ended" }]],
    ["lasting: 2 weeks", [{ url: DERIVED, valueString: "it has ended" }]],
    ["status: resolved, ended: 2015", undefined],
    ["status: inactive, lasting: 2 weeks", undefined],
  ])("is derived where only its end is told: %s", (more, extension) => {
    expect(condition(more).clinicalStatus?.extension).toEqual(extension);
  });

  it.each(["active", "recurrence", "relapse"])("%s is no status of what has ended", (word) => {
    expect(errors(`status: ${word}, ended: 2015`)).toEqual(["case/ended-but-active"]);
    const { abatementDateTime, _abatementDateTime } = condition(`status: ${word}, ended: 2015`);
    expect([abatementDateTime, _abatementDateTime]).toEqual([undefined, undefined]);
  });

  it("active, with how long it has lasted, has no end", () => {
    const { abatementDateTime, _abatementDateTime, note } = condition(
      "status: active, onset: 2015, lasting: 14 months, note: told",
    );
    expect([abatementDateTime, _abatementDateTime]).toEqual([undefined, undefined]);
    expect(note).toEqual([{ text: "told" }, { text: "lasting 14 months so far" }]);
    expect(errors("status: active, onset: 2015, lasting: 14 months")).toEqual([]);
  });

  it.each([
    ["confirmed", "confirmed"],
    ["unconfirmed", "unconfirmed"],
    ["suspected", "provisional"],
    ["considered", "differential"],
    ["excluded", "refuted"],
  ])("%s is as sure as %s", (certainty, code) => {
    expect(condition(`certainty: ${certainty}`).verificationStatus?.coding?.[0]?.code).toBe(code);
  });
});

describe("a visit", () => {
  it("keeps its note and its codes, which R4 has no element or no name for", () => {
    const { one } = mapped('timeline: [{encounter: {type: outpatient, note: in haste, codes: SCT#1 "one"}}]\n');
    const { extension, type, ...encounter } = one("Encounter");
    expect(extension).toEqual([{ url: `${HL7}note`, valueAnnotation: { text: "in haste" } }]);
    expect(type?.[0]).toMatchObject({ text: "outpatient", coding: [{ code: "1" }] });
    expect(encounter.class.code).toBe("AMB");
  });
});

describe("a time that counts from a step", () => {
  const relative = (step: string, own: string) => {
    const { all } = mapped(
      `timeline: [{id: s1, ${step}, encounter: {type: inpatient${own}}}]\nconditions: [{name: it, onset: 2 days after start of s1}]\n`,
    );
    return all("Condition")[0]?._onsetDateTime?.extension?.some(({ url }) => url.endsWith("cqf-relativeDateTime"));
  };

  it.each([
    ["when: 2015-11-03", "", true],
    ["when: 2015-11-03", ", when: 2015-11-03", true],
    ["when: 2015-11-03", ", from: 2015-10-01, until: 2015-12-01", false],
    ["when: 2015-11-03", ", when: {text: before}", false],
    ["from: 2015-11-03, until: 2015-11-20", "", true],
    ["from: 2015-11-03, until: 2015-11-20", ", from: 2015-11-03", false],
    ["from: 2015-11-03, until: 2015-11-20", ", lasting: 2 days", false],
  ])("(%s) counts from its encounter (%s) only when that has the step's time: %s", (step, own, told) => {
    expect(relative(step, own)).toBe(told);
  });
});

describe("a stay told in a step that lasts", () => {
  const stay = (step: string, own = "") =>
    mapped(`timeline: [{${step}, encounter: {id: stay, type: inpatient${own}}, findings: {present: [fever]}}]\n`);

  it("has the step's whole time, and what else is told there some time within it", () => {
    const { one, trace } = stay("from: 2015-11-03, until: 2015-11-20");
    expect(one("Encounter").period).toEqual({ start: "2015-11-03", end: "2015-11-20" });
    expect(one("Observation").effectivePeriod).toMatchObject({ start: "2015-11", end: "2015-11" });
    const line = trace.resources
      .find(({ resource }) => resource.startsWith("Encounter/"))
      ?.elements.find(({ expression }) => expression === "Encounter.period");
    expect(line).toMatchObject({ rule: "time-of-step" });
  });

  it.each([
    ["when: 2015-11-03/2015-11-20", "2015-11-03", "2015-11-20"],
    ["when: 2015-11-03, lasting: 2 weeks", "2015-11-03", "2015-11-17"],
    ["when: 2015-11-03", "2015-11-03", undefined],
    ["from: 2015-11-03", "2015-11-03", undefined],
    ["until: 2015-11-20", undefined, "2015-11-20"],
  ])("(%s) is told as far as the step is", (step, start, end) => {
    const { period } = stay(step).one("Encounter");
    expect([period?.start, period?.end]).toEqual([start, end]);
    expect(JSON.stringify(period?._end ?? {}).includes("data-absent-reason")).toBe(end === undefined);
  });

  it("has the time that it says itself", () => {
    const { one } = stay("from: 2015-11-03, until: 2015-11-20", ", from: 2015-11-04, until: 2015-11-05");
    expect(one("Encounter").period).toEqual({ start: "2015-11-04", end: "2015-11-05" });
  });

  it("does not repeat what is wrong with the step's", () => {
    const { findings } = stay("from: 2016, until: 2015");
    expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "case/time-contradiction",
    ]);
  });
});

describe("a study", () => {
  it("told by a name keeps its site", () => {
    const { one } = mapped("imaging: [{modality: MR, name: follow-up, site: spinal cord, levels: C1-C7}]\n");
    expect(one("ImagingStudy").procedureCode).toEqual([{ text: "follow-up, spinal cord C1-C7" }]);
  });

  it("that was compared has a report, though it says no more", () => {
    const { all } = mapped("imaging: [{id: a, modality: MR}, {id: b, modality: MR, compared with: a}]\n");
    const [first] = all("ImagingStudy");
    expect(all("DiagnosticReport").map(({ extension }) => extension?.[0]?.valueReference?.reference)).toEqual([
      `ImagingStudy/${first?.id}`,
    ]);
  });
});

describe("a period whose end nobody tells", () => {
  const UNKNOWN = { extension: [{ url: `${HL7}data-absent-reason`, valueCode: "unknown" }] };

  it.each([
    ["active", undefined],
    ["intended", undefined],
    ["completed", UNKNOWN],
    ["stopped", UNKNOWN],
    ["unknown", UNKNOWN],
  ])("goes on only if its drug does: %s", (status, end) => {
    const { effectivePeriod } = mapped(`medications: [{name: it, from: 2015, status: ${status}}]\n`).one(
      "MedicationStatement",
    );
    expect(effectivePeriod).toEqual({ start: "2015", ...(end ? { _end: end } : {}) });
  });

  it("is over for a stay and for what was done, and not for what is being done", () => {
    const { one } = mapped("timeline: [{encounter: {type: inpatient, from: 2015}}]\n");
    expect(one("Encounter").period).toEqual({ start: "2015", _end: UNKNOWN });
    const dialysis = (status: string) =>
      mapped(`procedures: [{name: dialysis, from: 2015, status: ${status}}]\n`).one("Procedure").performedPeriod;
    expect(dialysis("completed")).toEqual({ start: "2015", _end: UNKNOWN });
    expect(dialysis("in progress")).toEqual({ start: "2015" });
  });
});

describe("a step's time that was inferred", () => {
  const marks = (json: string) => json.split("inferred by the writer of the case").length - 1;

  it("is inferred for the items that take it, and for no other", () => {
    const { all, json } = mapped(`
timeline:
  - when: 2015
    implied: [when]
    conditions: [{name: a}, {name: b, onset: 2014}]
    imaging: [{modality: CT, findings: {present: [mass]}}]
`);
    const marked = all("Condition").map(({ _onsetDateTime }) => _onsetDateTime?.extension?.[0]?.url);
    expect(marked).toEqual([DERIVED, undefined]);
    // a, the study, its report and its finding.
    expect(marks(json)).toBe(4);
  });
});

describe("what counts from the end of a condition", () => {
  it("counts from its abatement, which is a moment of its own", () => {
    const { all } = mapped(`
conditions: [{id: zoster, name: zoster, onset: 2015-01, ended: 2015-03}]
procedures: [{name: biopsy, when: 2 weeks after end of zoster}]
`);
    const [biopsy] = all("Procedure");
    const relative = biopsy?._performedDateTime?.extension?.find(({ url }) => url === `${HL7}cqf-relativeDateTime`);
    const part = (name: string) => relative?.extension?.find(({ url }) => url === name);
    expect(part("targetPath")?.valueString).toBe("abatement");
    expect(part("relationship")?.valueCode).toBe("after");
  });
});

describe("a condition that was ruled out", () => {
  const told = (more: string) =>
    mapped(`timeline: [{when: 2024-08, conditions: [{name: stroke, certainty: excluded${more}}]}]\n`).one("Condition");

  it("did not begin when that was said: the time is that of the statement", () => {
    expect(told("")).not.toHaveProperty("onsetDateTime");
    expect(told("").extension).toEqual([{ url: `${HL7}condition-assertedDate`, valueDateTime: "2024-08" }]);
  });

  it("has the onset that it is told to have", () => {
    expect(told(", onset: 2023").onsetDateTime).toBe("2023");
    expect(told(", onset: 2023")).not.toHaveProperty("extension");
  });
});

it("a stay of which only the end is told began in the step that tells it", () => {
  const { one } = mapped("timeline: [{when: 2024-08-12, encounter: {type: inpatient, until: 2024-08-26}}]\n");
  expect(one("Encounter").period).toEqual({ start: "2024-08-12", end: "2024-08-26" });
});

it("about how much stands in the words that a reader sees", () => {
  const { one } = mapped("labs: {results: {urine: about 150 mL}}\n");
  expect(one("Observation").text?.div).toContain("value about 150 mL");
});

it("a study that is none of radiology's is not filed under it", () => {
  const category = (modality: string) =>
    mapped(`imaging: [{modality: ${modality}, conclusion: normal}]\n`).one("DiagnosticReport").category;
  expect(category("ES")).toBeUndefined();
  expect(category("CT")?.[0]?.coding?.[0]?.code).toBe("RAD");
});

describe("what is seen", () => {
  const seen = (more: string) =>
    mapped(`timeline:\n  - {id: visit, when: 2024-03-05, findings: {present: [{name: it, ${more}}]}}\n`);

  it.each([
    ["lasting: 1 week, until: visit", "2024-02-27", "2024-03-05"],
    ["from: 2024-03, until: 2024-04", "2024-03", "2024-04"],
    ["from: 2 days before visit", "2024-03-03", undefined],
    ["until: 2024-03-06", undefined, "2024-03-06"],
    ["when: 2024-03-01, lasting: 2 days", "2024-03-01", "2024-03-03"],
  ])("may last: %s", (more, start, end) => {
    const { effectivePeriod, effectiveDateTime } = seen(more).one("Observation");
    expect([effectivePeriod?.start, effectivePeriod?.end, effectiveDateTime]).toEqual([start, end, undefined]);
  });

  it.each([
    ["over 3 years", undefined, "2021-03-05"],
    ["at least 2 weeks", undefined, "2024-02-20"],
    ["under 2 weeks", "2024-02-20", "2024-03-05"],
    ["at most one week", "2024-02-27", "2024-03-05"],
  ])("may last %s: a bound, and no date", (lasting, start, end) => {
    const { effectivePeriod } = seen(`lasting: ${lasting}, until: visit`).one("Observation");
    expect(effectivePeriod?._start?.extension).toEqual(
      expect.arrayContaining([
        { url: `${HL7}originalText`, valueString: `lasting ${lasting}` },
        { url: `${HL7}uncertainPeriod`, valuePeriod: { ...(start && { start }), end } },
      ]),
    );
  });

  it("lasts no more than one bound says", () => {
    const [found] = refused("outcomes: [{state: stable, name: it, lasting: more than 3 years}]\n");
    expect([found?.code, found?.hint]).toEqual(["case/wrong-form", "did you mean `over 3 years`?"]);
    const [contradicted] = refused("procedures: [{name: it, from: 2015, until: 2016, lasting: over 3 years}]\n");
    expect(contradicted?.code).toBe("case/time-contradiction");
    const { component } = mapped("outcomes: [{state: stable, name: it, from: 2015, lasting: over 3 years}]\n").one(
      "Observation",
    );
    expect(component?.[0]?.valueString).toBe("over 3 years");
  });

  it("and only says how long has neither end, in those words", () => {
    const { one, findings } = seen("lasting: 3 weeks");
    expect(one("Observation").effectivePeriod).toEqual({
      _end: {
        extension: [
          { url: `${HL7}data-absent-reason`, valueCode: "unknown" },
          { url: `${HL7}originalText`, valueString: "lasting 3 weeks" },
        ],
      },
    });
    const found = findings.find(({ code }) => code === "case/open-duration");
    expect(found?.hint).toBe("write `until: visit` if it lasted until then, `from: visit` if it began then");
  });

  it("may be a vital sign measured over days, or a result", () => {
    const { one } = mapped(
      "vitals: {results: {pulse: {result: 120 /min, from: 2024-03-05, lasting: 2 days}}}\n" +
        'codes: {pulse: LNC#8867-4 "Heart rate"}\n',
    );
    expect(one("Observation").effectivePeriod).toMatchObject({ start: "2024-03-05", end: "2024-03-07" });
  });

  it("does not end before it began", () => {
    const { case: read, findings } = readCase(
      `${HEAD}patient: {}\nfindings: {present: [{name: it, from: 2024-03, until: 2024-02}]}\n`,
    );
    expect(read).toBeDefined();
    expect(findings.map(({ code }) => code)).toEqual(["case/time-contradiction"]);
  });
});

const refused = (body: string) =>
  readCase(`${HEAD}patient: {}\n${body}`).findings.filter(({ severity }) => severity !== "information");

describe("a time of day", () => {
  const item = (times: string) =>
    mapped(`timeline:\n  - {when: 2024-03-05, procedures: [{name: it, ${times}}]}\n`).one("Procedure");

  it("is of the step's day, and stays in its words", () => {
    const { performedDateTime, _performedDateTime } = item("when: 14:30");
    expect(performedDateTime).toBe("2024-03-05");
    expect(_performedDateTime?.extension).toContainEqual({ url: `${HL7}originalText`, valueString: "14:30" });
    expect(item("from: 14:30, until: 15:10").performedPeriod).toMatchObject({ start: "2024-03-05", end: "2024-03-05" });
  });

  it("is undated where the step is, and an error where there is no step", () => {
    const { one } = mapped("timeline:\n  - {procedures: [{name: it, when: 14:30}]}\n");
    expect(one("Procedure").performedDateTime).toBeUndefined();
    expect(one("Procedure")._performedDateTime?.extension).toContainEqual({
      url: `${HL7}originalText`,
      valueString: "14:30",
    });
    const [found] = refused("procedures: [{name: it, when: 14:30}]\n");
    expect([found?.code, found?.hint]).toEqual(["case/unreadable-time", "write `2015-07-03T14:30` or `14:30 on <id>`"]);
  });

  it("has an order within its day", () => {
    const [found] = refused("timeline: [{when: 2024-03-05, procedures: [{name: it, from: 14:30, until: 02:10}]}]\n");
    expect([found?.code, found?.message]).toEqual([
      "case/time-contradiction",
      '"it" ends (2024-03-05 02:10) before it starts (2024-03-05 14:30)',
    ]);
    expect(refused("timeline: [{when: 2024-03-05, procedures: [{name: it, from: 14:30, until: 14:30}]}]\n")).toEqual(
      [],
    );
    expect(refused("timeline: [{when: 14:30}]\n").map(({ code }) => code)).toEqual(["case/unreadable-time"]);
  });
});

describe("admission and discharge", () => {
  const stay = "  - {from: 2024-03-05, until: 2024-03-12, encounter: {type: inpatient}}\n";

  it("are the ends of the only inpatient stay, and the times that count from them point to it", () => {
    const { one, all } = mapped(`timeline:\n${stay}  - {when: 2 days after discharge, findings: {present: [it]}}\n`);
    expect(one("Observation").effectiveDateTime).toBe("2024-03-14");
    const beside = JSON.stringify(one("Observation")._effectiveDateTime);
    expect(beside).toContain('"after-end"');
    expect(beside).toContain(all("Encounter")[0]?.id);
    const { effectiveDateTime } = mapped(`timeline:\n${stay}  - {when: admission, labs: {results: {x: 1 g/L}}}\n`).one(
      "Observation",
    );
    expect(effectiveDateTime).toBe("2024-03-05");
  });

  it("mean what the case calls so, where it does", () => {
    const own = `timeline:\n${stay}  - {id: admission, when: 2024-03-01}\n  - {when: 1 day after admission, findings: {present: [it]}}\n`;
    expect(mapped(own).one("Observation").effectiveDateTime).toBe("2024-03-02");
  });

  it("are nobody's where there are two stays, or none, or another person's alone", () => {
    const later = "  - {when: at discharge, findings: {present: [it]}}\n";
    const mother =
      "people: [{id: mother, relation: mother}]\ntimeline:\n  - {about: mother, encounter: {type: inpatient}}\n";
    const again = "  - {encounter: {id: second, type: inpatient}}\n";
    for (const body of [`timeline:\n${stay}${again}${later}`, `timeline:\n${later}`, `${mother}${later}`]) {
      const found = refused(body).find(({ code }) => code === "case/unknown-anchor");
      expect(found?.hint).toContain("write `start of <id>` and `end of <id>`");
    }
  });
});

describe("dates that disagree", () => {
  it("are both kept, with what is true either way and a warning", () => {
    const { one, findings } = mapped("procedures: [{name: it, when: 2015-03 or 2015-04}]\n");
    expect(one("Procedure").performedDateTime).toBe("2015");
    expect(one("Procedure")._performedDateTime?.extension).toEqual(
      expect.arrayContaining([
        { url: `${HL7}originalText`, valueString: "2015-03 or 2015-04" },
        { url: `${HL7}uncertainPeriod`, valuePeriod: { start: "2015-03-01", end: "2015-04-30" } },
      ]),
    );
    expect(findings).toContainEqual(expect.objectContaining({ code: "case/times-disagree", severity: "warning" }));
    const far = mapped("procedures: [{name: it, when: 2015-03 or 2017-04}]\n").one("Procedure");
    expect(far.performedDateTime).toBeUndefined();
    expect(JSON.stringify(far._performedDateTime)).toContain('{"start":"2015-03-01","end":"2017-04-30"}');
  });
});

describe("a date outside the patient's life", () => {
  const warned = (body: string, born = "2020-02-10") =>
    readCase(`${HEAD}patient: {born: ${born}}\n${body}`)
      .findings.filter(({ code }) => code === "case/outside-life")
      .map(({ message }) => message);

  it("is a warning at the date, once", () => {
    expect(warned("timeline: [{id: visit, when: 2019-02-12, findings: {present: [a, b]}}]\n")).toEqual([
      '"visit" has a date (2019-02-12) before the birth (2020-02-10)',
    ]);
    const death = "outcomes: [{state: died, when: 2021-05}]\n";
    expect(warned(`${death}procedures: [{name: biopsy, when: 2021-06-01}, {name: scan, when: 2021-05-30}]\n`)).toEqual([
      '"biopsy" has a date (2021-06-01) after the death (2021-05)',
    ]);
  });

  it("is none where it may lie within, counts from the birth, or is somebody else's", () => {
    expect(warned("procedures: [{name: it, when: 2020-02}, {name: scan, when: 3 weeks before birth}]\n")).toEqual([]);
    const mother = "people: [{id: mother, relation: mother}]\n";
    expect(warned(`${mother}timeline: [{about: mother, when: 2019, findings: {present: [nausea]}}]\n`)).toEqual([]);
    expect(warned("family history: [{relation: father, died at: 40 years}]\n", "2020")).toEqual([]);
  });
});
