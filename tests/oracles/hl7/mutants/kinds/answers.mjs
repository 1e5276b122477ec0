/** Answers that do not fit their questions: each response contains its questionnaire, which has every type of question. */
import { of } from "../change.mjs";

const coding = (code) => ({ system: "http://example.org/colours", code, display: code });
const option = (code) => ({ valueCoding: coding(code) });
const question = (linkId, type, rest) => ({ linkId, type, text: linkId, ...rest });

const questionnaire = () => ({
  resourceType: "Questionnaire",
  id: "asked",
  status: "active",
  item: [
    question("group", "group", {
      item: [
        question("string", "string", { required: true, maxLength: 10 }),
        question("text", "text"),
        question("boolean", "boolean"),
        question("integer", "integer"),
        question("decimal", "decimal"),
        question("date", "date"),
        question("dateTime", "dateTime"),
        question("time", "time"),
        question("url", "url"),
        question("choice", "choice", { answerOption: [option("red"), option("blue")] }),
        question("open", "open-choice", { answerOption: [option("red"), option("blue")] }),
        question("contained", "choice", { answerValueSet: "http://hl7.org/fhir/ValueSet/administrative-gender" }),
        question("quantity", "quantity"),
        question("reference", "reference"),
        question("attachment", "attachment"),
        question("many", "string", { repeats: true }),
        question("shown", "display"),
        question("if", "string", { enableWhen: [{ question: "boolean", operator: "=", answerBoolean: true }] }),
        question("needed", "string", {
          required: true,
          enableWhen: [{ question: "integer", operator: ">", answerInteger: 5 }],
        }),
        question("nested", "string", { item: [question("below", "string")] }),
      ],
    }),
    question("end", "group", { repeats: true, item: [question("last", "string")] }),
  ],
});

const answered = (linkId, ...answer) => ({ linkId, answer });
const gender = (code) => ({ valueCoding: { system: "http://hl7.org/fhir/administrative-gender", code } });

const answers = () => [
  {
    linkId: "group",
    item: [
      answered("string", { valueString: "short" }),
      answered("text", { valueString: "long" }),
      answered("boolean", { valueBoolean: true }),
      answered("integer", { valueInteger: 1 }),
      answered("decimal", { valueDecimal: 1.5 }),
      answered("date", { valueDate: "2020-01-01" }),
      answered("dateTime", { valueDateTime: "2020-01-01T10:00:00Z" }),
      answered("time", { valueTime: "10:00:00" }),
      answered("url", { valueUri: "http://example.org" }),
      answered("choice", option("red")),
      answered("open", { valueString: "green" }),
      answered("contained", gender("male")),
      answered("quantity", { valueQuantity: { value: 1 } }),
      answered("reference", { valueReference: { reference: "Patient/1" } }),
      answered("attachment", { valueAttachment: { url: "http://example.org/x", contentType: "text/plain" } }),
      answered("many", { valueString: "a" }, { valueString: "b" }),
      answered("if", { valueString: "x" }),
      answered("nested", { valueString: "x", item: [answered("below", { valueString: "y" })] }),
    ],
  },
  { linkId: "end", item: [answered("last", { valueString: "x" })] },
];

/** A kind: the change gets the questions and the answers by linkId, and the two resources. */
const asked = (change) =>
  of("QuestionnaireResponse", (response) => {
    const asking = questionnaire();
    Object.assign(response, { contained: [asking], questionnaire: "#asked", status: "completed", item: answers() });
    delete response.text;
    const byLinkId = (items) =>
      Object.fromEntries(
        items.flatMap((item) => [[item.linkId, item], ...(item.item ?? []).map((one) => [one.linkId, one])]),
      );
    return change(byLinkId(response.item), byLinkId(asking.item), { response, asking });
  });

/** The answer to one question, another. */
const instead = (linkId, ...answer) => asked((to) => set(to[linkId], answer));

function set(item, answer) {
  item.answer = answer;
}

const left = (linkId) =>
  asked(({ group }) => {
    group.item = group.item.filter((item) => item.linkId !== linkId);
  });

const added = (...items) => asked(({ group }) => group.item.push(...items));

/** What a question is not answered by. */
const OTHER = { valueAttachment: { title: "x" } };
const types = [
  "string",
  "boolean",
  "integer",
  "decimal",
  "date",
  "dateTime",
  "time",
  "url",
  "choice",
  "open",
  "quantity",
  "reference",
];

export const answersToQuestions = {
  "all right": asked(() => undefined),
  ...Object.fromEntries(types.map((type) => [`another type for ${type}`, instead(type, OTHER)])),
  "a string for an attachment": instead("attachment", { valueString: "x" }),
  "a decimal for an integer": instead("integer", { valueDecimal: 1.5 }),
  "an integer for a decimal": instead("decimal", { valueInteger: 1 }),
  "a dateTime for a date": instead("date", { valueDateTime: "2020-01-01T10:00:00Z" }),
  "a string for a choice": instead("choice", { valueString: "red" }),
  "no such option": instead("choice", option("green")),
  "no such option of an open choice": instead("open", option("green")),
  "an option without system": instead("choice", { valueCoding: { code: "red" } }),
  "no such code of the value set": instead("contained", gender("no-such")),
  "no such system of the value set": instead("contained", option("red")),
  "too long": instead("string", { valueString: "much too long for this" }),
  "too many": instead("string", { valueString: "a" }, { valueString: "b" }),
  "none where one is required": left("string"),
  "required by a condition": instead("integer", { valueInteger: 7 }),
  "not required in progress": asked(({ group }, _, { response }) => {
    response.status = "in-progress";
    group.item.shift();
  }),
  "an unknown linkId": added(answered("unknown", { valueString: "x" })),
  "a linkId of another group": added(answered("last", { valueString: "x" })),
  "a question below another": added({
    ...answered("many", { valueString: "x", item: [answered("text", { valueString: "x" })] }),
  }),
  "another order": asked(({ group }) => void group.item.reverse()),
  "groups in another order": asked((_, __, { response }) => void response.item.reverse()),
  "an answer to a group": asked(({ end }) => {
    delete end.item;
    set(end, [{ valueString: "x" }]);
  }),
  "an answer to a display": added(answered("shown", { valueString: "x" })),
  "items below a question": asked(({ nested }) => {
    nested.item = [answered("below", { valueString: "x" })];
  }),
  "an answer that the condition forbids": instead("boolean", { valueBoolean: false }),
  "another text": asked(({ string }) => {
    string.text = "Something else";
  }),
  "a group twice": asked(({ group }, _, { response }) => response.item.push(group)),
  "a repeating group twice": asked(({ end }, _, { response }) => response.item.push(structuredClone(end))),
  "the same question twice": asked(({ group, many }) => group.item.push(many)),
  "no linkId": asked(({ text }) => delete text.linkId),
  "an empty answer": instead("text", {}),
  "no group at all": asked((_, __, { response }) => response.item.shift()),
  "a value and an absence": instead("text", {
    valueString: "x",
    extension: [{ url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode: "unknown" }],
  }),
  "below an answer, of no question": asked((_, { group }) => {
    group.item.at(-1).item[0].linkId = "other";
  }),
};
