import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { set } from "../examples.js";
import { told as toldOf } from "./told.js";

const CANONICAL = "http://example.org/Questionnaire/form";

type Item = Record<string, unknown>;

const form = (...item: Item[]) => ({ resourceType: "Questionnaire", url: CANONICAL, status: "active", item });

const response = (...item: Item[]) => ({
  resourceType: "QuestionnaireResponse",
  questionnaire: CANONICAL,
  status: "completed",
  item,
});

/** What is told of a response beside its questionnaire. */
const told = (questionnaire: object, given: object): string[] => toldOf(given, questionnaire);

const question = (type: string, rest: Item = {}): Item => ({ linkId: "q", type, ...rest });
const answers = (...answer: Item[]): Item => ({ linkId: "q", answer });
const extension = (url: string, value: Item) => ({ extension: [{ url, ...value }] });
const core = (name: string) => `http://hl7.org/fhir/StructureDefinition/${name}`;
const sdc = (name: string) => `http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-${name}`;

const Q = "QuestionnaireResponse.item[0]";
const A = `${Q}.answer[0]`;

interface Row {
  name: string;
  definition: Item;
  item: Item;
  says: string[];
}

const KG = { system: "http://unitsofmeasure.org", code: "kg", unit: "kg" };
const option = (code: string, rest: Item = {}) => ({ ...rest, valueCoding: { system: "http://example.org/s", code } });

const ROWS: readonly Row[] = [
  { name: "a right answer", definition: question("string"), item: answers({ valueString: "yes" }), says: [] },
  {
    name: "an answer of another type",
    definition: question("decimal"),
    item: answers({ valueString: "1.5" }),
    says: [`error response-answer-type ${A}.value.ofType(string)`],
  },
  {
    name: "an answer to a group",
    definition: question("group"),
    item: answers({ valueString: "yes" }),
    says: [`error response-answer-not-allowed ${A}`],
  },
  {
    name: "an answer to a display",
    definition: question("display"),
    item: answers({ valueString: "yes" }),
    says: [`error response-answer-not-allowed ${A}`],
  },
  {
    name: "two answers to what does not repeat",
    definition: question("string"),
    item: answers({ valueString: "a" }, { valueString: "b" }),
    says: [`error response-answer-repeats ${Q}`],
  },
  {
    name: "two answers to what repeats",
    definition: question("string", { repeats: true }),
    item: answers({ valueString: "a" }, { valueString: "b" }),
    says: [],
  },
  {
    name: "another text than the questionnaire's",
    definition: question("string", { text: "Name" }),
    item: { ...answers({ valueString: "a" }), text: "Surname" },
    says: [`error response-item-text ${Q}`],
  },
  {
    name: "no answer where one is required",
    definition: question("string", { required: true }),
    item: { linkId: "q" },
    says: [`error response-answer-missing ${Q}`],
  },
  {
    name: "an empty group where one is required",
    definition: question("group", { required: true }),
    item: { linkId: "q" },
    says: [`error response-group-empty ${Q}`],
  },
  {
    name: "items beside an answer",
    definition: question("string", { item: [{ linkId: "r", type: "string" }] }),
    item: { ...answers({ valueString: "a" }), item: [{ linkId: "r" }] },
    says: [`error response-items-outside-answer ${Q}`],
  },
  {
    name: "a missing item inside an answer",
    definition: question("string", { item: [{ linkId: "r", type: "string", required: true }] }),
    item: answers({ valueString: "a" }),
    says: [`error response-answer-missing ${A}`],
  },
  {
    name: "too few answers",
    definition: question("string", {
      repeats: true,
      ...extension(core("questionnaire-minOccurs"), { valueInteger: 2 }),
    }),
    item: answers({ valueString: "a" }),
    says: [`error response-answer-count ${Q}`],
  },
  {
    name: "too many answers",
    definition: question("string", {
      repeats: true,
      ...extension(core("questionnaire-maxOccurs"), { valueInteger: 1 }),
    }),
    item: answers({ valueString: "a" }, { valueString: "b" }),
    says: [`error response-answer-count ${Q}`],
  },
  {
    name: "a number below the minimum",
    definition: question("integer", extension(core("minValue"), { valueInteger: 3 })),
    item: answers({ valueInteger: 2 }),
    says: [`error response-out-of-range ${A}.value.ofType(integer)`],
  },
  {
    name: "a date after the maximum",
    definition: question("date", extension(core("maxValue"), { valueDate: "2022-06" })),
    item: answers({ valueDate: "2022-07-01" }),
    says: [`error response-out-of-range ${A}.value.ofType(date)`],
  },
  {
    name: "a time at the minimum",
    definition: question("time", extension(core("minValue"), { valueTime: "08:00:00" })),
    item: answers({ valueTime: "08:00:00" }),
    says: [],
  },
  {
    name: "too many decimal places",
    definition: question("decimal", extension(core("maxDecimalPlaces"), { valueInteger: 1 })),
    item: answers({ valueDecimal: 1.25 }),
    says: [`error response-decimal-places ${A}.value.ofType(decimal)`],
  },
  {
    name: "a long text",
    definition: question("string", { maxLength: 3 }),
    item: answers({ valueString: "four" }),
    says: [`error response-text-length ${A}.value.ofType(string)`],
  },
  {
    name: "a short text",
    definition: question("string", extension(core("minLength"), { valueInteger: 5 })),
    item: answers({ valueString: "four" }),
    says: [`error response-text-length ${A}.value.ofType(string)`],
  },
  {
    name: "a text of another form",
    definition: question("string", extension(core("regex"), { valueString: "[A-Z]\\d+" })),
    item: answers({ valueString: "B12x" }),
    says: [`error response-text-format ${A}.value.ofType(string)`],
  },
  {
    name: "a form with escapes that JavaScript does not need",
    definition: question("string", extension(core("regex"), { valueString: "\\w+\\@\\w+" })),
    item: answers({ valueString: "a@b" }),
    says: [],
  },
  {
    name: "a form that would take others for ever to match",
    definition: question("string", extension(core("regex"), { valueString: "(a+)+" })),
    item: answers({ valueString: `${"a".repeat(60)}!` }),
    says: [`error response-text-format ${A}.value.ofType(string)`],
  },
  {
    name: "a form that would take us for ever to match",
    definition: question("string", extension(core("regex"), { valueString: "(?=b|(a+)+$)a*" })),
    item: answers({ valueString: `${"a".repeat(60)}!` }),
    says: [`information response-text-format-unknown ${A}.value.ofType(string)`],
  },
  {
    name: "two lines in a string",
    definition: question("string"),
    item: answers({ valueString: "one\ntwo" }),
    says: [`warning response-text-lines ${A}.value.ofType(string)`],
  },
  {
    name: "two lines in a text",
    definition: question("text"),
    item: answers({ valueString: "one\ntwo" }),
    says: [],
  },
  {
    name: "an attachment of another type",
    definition: question("attachment", extension(core("mimeType"), { valueCode: "image/" })),
    item: answers({ valueAttachment: { contentType: "text/plain", url: "http://example.org/a" } }),
    says: [`error response-mime-type ${A}`],
  },
  {
    name: "a large attachment",
    definition: question("attachment", extension(core("maxSize"), { valueDecimal: 3 })),
    item: answers({ valueAttachment: { contentType: "text/plain", data: "AAAAAA==" } }),
    says: [`error response-attachment-size ${A}`],
  },
  {
    name: "an attachment of the largest size",
    definition: question("attachment", extension(core("maxSize"), { valueDecimal: 4 })),
    item: answers({ valueAttachment: { contentType: "text/plain", data: "AAAAAA==" } }),
    says: [],
  },
  {
    name: "a reference to another type",
    definition: question("reference", extension(core("questionnaire-referenceResource"), { valueCode: "Patient" })),
    item: answers({ valueReference: { reference: "Observation/1" } }),
    says: [`error response-reference-type ${A}.value.ofType(Reference)`],
  },
  {
    name: "a quantity above the maximum",
    definition: question("quantity", extension(sdc("maxQuantity"), { valueQuantity: { ...KG, value: 5 } })),
    item: answers({ valueQuantity: { ...KG, value: 6 } }),
    says: [`error response-out-of-range ${A}.value.ofType(Quantity)`],
  },
  {
    name: "a quantity without a formal unit",
    definition: question("quantity", extension(sdc("maxQuantity"), { valueQuantity: { ...KG, value: 5 } })),
    item: answers({ valueQuantity: { unit: "kg", value: 4 } }),
    says: [`error response-not-comparable ${A}.value.ofType(Quantity)`],
  },
  {
    name: "a quantity with another unit than the listed ones",
    definition: question("quantity", extension(core("questionnaire-unitOption"), { valueCoding: { code: "g" } })),
    item: answers({ valueQuantity: { ...KG, value: 4 } }),
    says: [`error response-unit ${A}.value.ofType(Quantity)`],
  },
  {
    name: "a code that is no option",
    definition: question("choice", { answerOption: [option("a")] }),
    item: answers(option("b")),
    says: [`error response-not-an-option ${A}`],
  },
  {
    name: "a code that is an option",
    definition: question("choice", { answerOption: [option("a"), option("b")] }),
    item: answers(option("b")),
    says: [],
  },
  {
    name: "a text where only codes are options",
    definition: question("choice", { answerOption: [option("a")] }),
    item: answers({ valueString: "a" }),
    says: [`error response-options-of-other-type ${A}`],
  },
  {
    name: "a text of its own in an open choice",
    definition: question("open-choice", { answerOption: [option("a")] }),
    item: answers({ valueString: "something else" }),
    says: [],
  },
  {
    name: "an option as text in an open choice",
    definition: question("open-choice", { answerOption: [option("a")] }),
    item: answers({ valueString: "A" }),
    says: [`warning response-text-is-option ${A}`],
  },
  {
    name: "an answer beside one that excludes others",
    definition: question("choice", {
      repeats: true,
      answerOption: [
        option("a"),
        option("none", extension(core("questionnaire-optionExclusive"), { valueBoolean: true })),
      ],
    }),
    item: answers(option("a"), option("none")),
    says: [`error response-exclusive-option ${Q}.answer[1]`],
  },
  {
    name: "a choice without options",
    definition: question("choice"),
    item: answers(option("a")),
    says: [`information response-no-options ${A}`],
  },
  {
    name: "an integer that is no option",
    definition: question("integer", { answerOption: [{ valueInteger: 1 }] }),
    item: answers({ valueInteger: 2 }),
    says: [`error response-not-an-option ${A}.value.ofType(integer)`],
  },
];

describe("an answer beside its question", () => {
  it.each(ROWS.map((row) => [row.name, row] as const))("%s", (_, { definition, item, says }) => {
    expect(told(form(definition), response(item))).toEqual(says);
  });
});

describe("an answer from a value set", () => {
  const GENDER = "http://hl7.org/fhir/ValueSet/administrative-gender";
  const gender = (code: string, display?: string) => ({
    valueCoding: { system: "http://hl7.org/fhir/administrative-gender", code, ...(display ? { display } : {}) },
  });
  const choice = (answerValueSet: string) => question("choice", { answerValueSet });

  it.each([
    ["is one of its codes", GENDER, gender("male"), []],
    ["has the code's display", GENDER, gender("male", "Male"), []],
    ["is none of its codes", GENDER, gender("men"), [`error response-code-not-allowed ${A}`]],
    ["has another display", GENDER, gender("male", "Female"), [`error response-code-display ${A}`]],
    ["has no system", GENDER, { valueCoding: { code: "male" } }, [`error response-code-not-allowed ${A}`]],
    ["is of an unknown value set", `${GENDER}-x`, gender("male"), [`warning response-value-set-unknown ${A}`]],
  ])("%s", (_, valueSet, answer, says) => {
    expect(told(form(choice(valueSet)), response(answers(answer)))).toEqual(says);
  });

  it("may be a text", () => {
    const text = form(question("string", { answerValueSet: GENDER }));
    expect(told(text, response(answers({ valueString: "male" })))).toEqual([]);
    expect(told(text, response(answers({ valueString: "men" })))).toEqual([
      `error response-code-not-allowed ${A}.value.ofType(string)`,
    ]);
  });

  it("may be of a contained value set, of a contained code system", () => {
    const system = "http://example.org/CodeSystem/c";
    const contained = [
      { resourceType: "ValueSet", id: "v", status: "active", compose: { include: [{ system }] } },
      {
        resourceType: "CodeSystem",
        id: "c",
        url: system,
        status: "active",
        content: "complete",
        concept: [{ code: "a" }],
      },
    ];
    const questionnaire = { ...form(choice("#v")), contained };
    const answer = (code: string) => response(answers({ valueCoding: { system, code } }));
    expect(told(questionnaire, answer("a"))).toEqual([]);
    expect(told(questionnaire, answer("b"))).toEqual([`error response-code-not-allowed ${A}`]);
    expect(told({ ...questionnaire, contained: [] }, answer("a"))).toEqual([`warning response-value-set-unknown ${A}`]);
  });

  it("may be a unit", () => {
    const units = "http://hl7.org/fhir/ValueSet/age-units";
    const age = form(question("quantity", extension(core("questionnaire-unitValueSet"), { valueUri: units })));
    const answer = (code: string) => response(answers({ valueQuantity: { ...KG, code, value: 1 } }));
    expect(told(age, answer("a"))).toEqual([]);
    expect(told(age, answer("kg"))).toEqual([`error response-code-not-allowed ${A}.value.ofType(Quantity)`]);
  });
});

describe("quantities in different units", () => {
  const max = { ...KG, value: 5 };
  const limited = form(question("quantity", extension(sdc("maxQuantity"), { valueQuantity: max })));

  it.each([
    ["g", 4999, []],
    ["g", 5001, [`error response-out-of-range ${A}.value.ofType(Quantity)`]],
    ["m", 1, [`error response-not-comparable ${A}.value.ofType(Quantity)`]],
    ["what?", 1, [`error response-not-comparable ${A}.value.ofType(Quantity)`]],
  ])("%s", (code, value, says) => {
    expect(told(limited, response(answers({ valueQuantity: { ...KG, code, value } })))).toEqual(says);
  });
});

describe("the items of a response", () => {
  const two = form(
    { linkId: "g", type: "group", item: [{ linkId: "a", type: "string" }] },
    { linkId: "b", type: "string", required: true },
  );
  const a = { linkId: "a", answer: [{ valueString: "x" }] };
  const b = { linkId: "b", answer: [{ valueString: "x" }] };

  it.each([
    ["as the questionnaire has them", [{ linkId: "g", item: [a] }, b], []],
    ["in another order", [b, { linkId: "g", item: [a] }], ["error response-item-order QuestionnaireResponse.item[1]"]],
    ["that are unknown", [{ linkId: "c" }, b], ["error response-item-unknown QuestionnaireResponse.item[0]"]],
    ["at another place", [a, b], ["error response-item-misplaced QuestionnaireResponse.item[0]"]],
    ["more than once", [b, b], ["error response-item-repeats QuestionnaireResponse"]],
    ["that are missing", [{ linkId: "g", item: [a] }], ["error response-answer-missing QuestionnaireResponse"]],
  ])("%s", (_, items, says) => {
    expect(told(two, response(...items))).toEqual(says);
  });

  it("may be missing while the response is in progress", () => {
    const draft = { ...response({ linkId: "g", item: [a] }), status: "in-progress" };
    expect(told(two, draft)).toEqual(["warning response-answer-missing QuestionnaireResponse"]);
  });
});

describe("the questionnaire of a response", () => {
  const wrong = answers({ valueString: "x" });
  const says = [`error response-answer-type ${A}.value.ofType(string)`];

  it("may be contained", () => {
    const contained = { ...form(question("boolean")), id: "f" };
    const given = { ...response(wrong), questionnaire: "#f", contained: [contained] };
    expect(told(form(), given)).toEqual(says);
  });

  it("may be in the Bundle", () => {
    const entry = [
      { fullUrl: "http://example.org/Questionnaire/1", resource: { ...form(question("boolean")), id: "1" } },
      { fullUrl: "http://example.org/QuestionnaireResponse/1", resource: { ...response(wrong), id: "1" } },
    ];
    const bundle = { resourceType: "Bundle", type: "collection", entry };
    expect(told({ ...form(), url: `${CANONICAL}-of-others` }, bundle)).toEqual([
      `error response-answer-type ${A.replace("QuestionnaireResponse", "Bundle.entry[1].resource")}.value.ofType(string)`,
    ]);
  });

  it("is looked for by its version", () => {
    const given = { ...response(wrong), questionnaire: `${CANONICAL}|2` };
    expect(told({ ...form(question("boolean")), version: "2" }, given)).toEqual(says);
    expect(told({ ...form(question("boolean")), version: "1" }, given)).toEqual([
      "information questionnaire-not-found QuestionnaireResponse",
    ]);
  });

  it("is meant for a period", () => {
    const period = { ...form(question("string")), effectivePeriod: { start: "2020", end: "2021-06-30" } };
    const authored = (date: string) => told(period, { ...response(wrong), authored: date });
    expect(authored("2021-03-01")).toEqual([]);
    expect(authored("2019-12-31")).toEqual(["warning response-outside-period QuestionnaireResponse.authored"]);
    expect(authored("2021-07-01T08:00:00Z")).toEqual([
      "warning response-outside-period QuestionnaireResponse.authored",
    ]);
  });

  it("is told to be missing", () => {
    const { questionnaire: _, ...given } = response(wrong);
    expect(told(form(), given)).toEqual(["information questionnaire-not-named QuestionnaireResponse"]);
  });
});

describe("enableWhen", () => {
  /** Whether an answer to `b`, which depends on `a`, is accepted. */
  function isEnabled(type: string, conditions: Item[], answer: Item[], rest: Item = {}): boolean {
    const enableWhen = conditions.map((condition) => ({ question: "a", ...condition }));
    const questionnaire = form(
      { linkId: "a", type, repeats: true },
      { linkId: "b", type: "string", enableWhen, ...rest },
    );
    const a = answer.length > 0 ? [{ linkId: "a", answer }] : [];
    const findings = told(questionnaire, response(...a, { linkId: "b", answer: [{ valueString: "x" }] }));
    return !findings.some((one) => one.includes("response-not-enabled"));
  }

  const coding = (code: string, system?: string) => ({ code, ...(system ? { system } : {}) });

  it.each([
    ["integer", { operator: "=", answerInteger: 1 }, { valueInteger: 1 }, { valueInteger: 2 }],
    ["integer", { operator: "!=", answerInteger: 1 }, { valueInteger: 2 }, { valueInteger: 1 }],
    ["integer", { operator: ">", answerInteger: 1 }, { valueInteger: 2 }, { valueInteger: 1 }],
    ["integer", { operator: ">=", answerInteger: 1 }, { valueInteger: 1 }, { valueInteger: 0 }],
    ["decimal", { operator: "<", answerDecimal: 1.5 }, { valueDecimal: 1.4 }, { valueDecimal: 1.5 }],
    ["date", { operator: "<=", answerDate: "2020-02" }, { valueDate: "2020-02-01" }, { valueDate: "2020-02-02" }],
    ["time", { operator: ">", answerTime: "08:00:00" }, { valueTime: "09:00:00" }, { valueTime: "07:00:00" }],
    ["boolean", { operator: "=", answerBoolean: true }, { valueBoolean: true }, { valueBoolean: false }],
    [
      "choice",
      { operator: "=", answerCoding: coding("y", "s:s") },
      { valueCoding: coding("y", "s:s") },
      { valueCoding: coding("y") },
    ],
    [
      "choice",
      { operator: "=", answerCoding: coding("y") },
      { valueCoding: coding("y", "s:s") },
      { valueCoding: coding("n", "s:s") },
    ],
    [
      "choice",
      { operator: "!=", answerCoding: coding("y") },
      { valueCoding: coding("n") },
      { valueCoding: coding("y") },
    ],
    [
      "quantity",
      { operator: ">", answerQuantity: { ...KG, value: 3 } },
      { valueQuantity: { ...KG, value: 4 } },
      { valueQuantity: { ...KG, value: 3 } },
    ],
    [
      "reference",
      { operator: "=", answerReference: { reference: "Patient/1" } },
      { valueReference: { reference: "Patient/1" } },
      { valueReference: { reference: "Patient/2" } },
    ],
  ])("%s %j", (type, condition, met, unmet) => {
    expect(isEnabled(type, [condition], [met])).toBe(true);
    expect(isEnabled(type, [condition], [unmet])).toBe(false);
    // Of several answers one is enough; != asks that none is the same, and so is met by no answer.
    const isNot = condition.operator === "!=";
    expect(isEnabled(type, [condition], [unmet, met])).toBe(!isNot);
    expect(isEnabled(type, [condition], [])).toBe(isNot);
  });

  it("exists", () => {
    const exists = (answerBoolean: boolean, ...answer: Item[]) =>
      isEnabled("string", [{ operator: "exists", answerBoolean }], answer);
    expect(exists(true, { valueString: "x" })).toBe(true);
    expect(exists(true)).toBe(false);
    expect(exists(false)).toBe(true);
    expect(exists(false, { valueString: "x" })).toBe(false);
  });

  it("of several conditions asks for any or all", () => {
    const conditions = [
      { operator: ">", answerInteger: 1 },
      { operator: "<", answerInteger: 5 },
    ];
    const given = (value: number, enableBehavior: string) =>
      isEnabled("integer", conditions, [{ valueInteger: value }], { enableBehavior });
    expect(given(9, "any")).toBe(true);
    expect(given(9, "all")).toBe(false);
    expect(given(3, "all")).toBe(true);
  });

  it("looks for the answer in the same repetition of the group", () => {
    const group = {
      linkId: "g",
      type: "group",
      repeats: true,
      item: [
        { linkId: "a", type: "boolean" },
        { linkId: "b", type: "string", enableWhen: [{ question: "a", operator: "=", answerBoolean: true }] },
      ],
    };
    const repetition = (valueBoolean: boolean) => ({
      linkId: "g",
      item: [
        { linkId: "a", answer: [{ valueBoolean }] },
        { linkId: "b", answer: [{ valueString: "x" }] },
      ],
    });
    expect(told(form(group), response(repetition(true), repetition(false)))).toEqual([
      "error response-not-enabled QuestionnaireResponse.item[1].item[1]",
    ]);
  });

  it("makes an answer needless that is required otherwise", () => {
    const enableWhen = [{ question: "a", operator: "=", answerBoolean: true }];
    const questionnaire = form(
      { linkId: "a", type: "boolean" },
      { linkId: "b", type: "string", required: true, enableWhen },
    );
    const given = (valueBoolean: boolean) => response({ linkId: "a", answer: [{ valueBoolean }] });
    expect(told(questionnaire, given(false))).toEqual([]);
    expect(told(questionnaire, given(true))).toEqual(["error response-answer-missing QuestionnaireResponse"]);
  });

  describe("as an expression", () => {
    const enabledBy = (expression: string, language = "text/fhirpath") => {
      const valueExpression = { language, expression };
      return form(
        { linkId: "a", type: "boolean" },
        question("string", { required: true, ...extension(sdc("enableWhenExpression"), { valueExpression }) }),
      );
    };
    const a = { linkId: "a", answer: [{ valueBoolean: true }] };
    const both = response(a, answers({ valueString: "x" }));
    const isTrue = "%resource.item.where(linkId = 'a').answer.value = true";

    it("is true", () => {
      expect(told(enabledBy(isTrue), both)).toEqual([]);
      expect(told(enabledBy(isTrue), response(a))).toEqual(["error response-answer-missing QuestionnaireResponse"]);
    });

    it("is false", () => {
      const isFalse = `(${isTrue}).not()`;
      expect(told(enabledBy(isFalse), both)).toEqual(["error response-not-enabled QuestionnaireResponse.item[1]"]);
      expect(told(enabledBy(isFalse), response(a))).toEqual([]);
    });

    it.each([
      ["in another language", isTrue, "text/cql"],
      ["with variables of others", "%age > 17", undefined],
      ["that is none", "item.where(", undefined],
    ])("is left open: %s", (_, expression, language) => {
      expect(told(enabledBy(expression, language), both)).toEqual([]);
      expect(told(enabledBy(expression, language), response(a))).toEqual([]);
    });
  });
});

describe("properties", () => {
  const VALUES = [
    ["string", { valueString: "x" }],
    ["boolean", { valueBoolean: true }],
    ["integer", { valueInteger: 3 }],
    ["decimal", { valueDecimal: 1.5 }],
    ["date", { valueDate: "2020-01-01" }],
    ["url", { valueUri: "http://example.org/a" }],
  ] as const;

  /** A questionnaire and a response that answers all of it. */
  const pair = fc.letrec<{ item: [Item, Item] }>((tie) => ({
    item: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(...VALUES).map(([type, value]): [Item, Item] => [{ type, required: true }, { answer: [value] }]),
      fc
        .array(tie("item"), { minLength: 1, maxLength: 3 })
        .map((items): [Item, Item] => [
          { type: "group", required: true, item: items.map(([one]) => one) },
          { item: items.map(([, one]) => one) },
        ]),
    ),
  })).item;

  /** Gives every item a linkId of its own, the same in both. */
  function number(definition: Item, item: Item, path: string): void {
    definition.linkId = path;
    item.linkId = path;
    const below = (definition.item ?? []) as Item[];
    for (const [i, one] of below.entries()) number(one, (item.item as Item[])[i] as Item, `${path}.${i}`);
  }

  const pairs = pair.map(([definition, item]) => {
    const copy = structuredClone([definition, item]) as [Item, Item];
    number(...copy, "1");
    return copy;
  });

  it("a complete response is right", () => {
    fc.assert(
      fc.property(pairs, ([definition, item]) => {
        expect(told(form(definition), response(item))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("an unknown linkId anywhere is told", () => {
    fc.assert(
      fc.property(pairs, ([definition, item]) => {
        const given = response(item);
        set(given, "item.0.linkId", "unknown");
        expect(told(form(definition), given)[0]).toBe("error response-item-unknown QuestionnaireResponse.item[0]");
      }),
      { numRuns: 20 },
    );
  });
});
