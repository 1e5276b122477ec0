import { describe, expect, it } from "vitest";
import { told } from "./told.js";

type Item = Record<string, unknown>;

const BASE = "http://example.org/Questionnaire/base";

const questionnaire = (item: Item[], rest: object = {}) => ({
  resourceType: "Questionnaire",
  url: "http://example.org/Questionnaire/form",
  status: "active",
  item,
  ...rest,
});

describe("the conditions of an item", () => {
  const depends = (question: string) => ({ enableWhen: [{ question, operator: "exists", answerBoolean: true }] });
  const group = (linkId: string, item: Item[], rest: Item = {}) => ({ linkId, type: "group", item, ...rest });
  const text = (linkId: string, rest: Item = {}) => ({ linkId, type: "string", ...rest });

  it.each([
    ["an earlier question", [text("a"), text("b", depends("a"))], []],
    ["a question in an earlier group", [group("g", [text("a")]), text("b", depends("a"))], []],
    ["the group around it", [group("g", [text("b", depends("g"))])], []],
    ["no question", [text("b", depends("a"))], ["error enable-when-unknown Questionnaire.item[0]"]],
    ["itself", [text("b", depends("b"))], ["error enable-when-itself Questionnaire.item[0]"]],
    [
      "a question inside it",
      [group("b", [text("a")], depends("a"))],
      ["error enable-when-inner Questionnaire.item[0]"],
    ],
    ["a later question", [text("b", depends("a")), text("a")], ["warning enable-when-later Questionnaire.item[0]"]],
  ])("refer to %s", (_, items, says) => {
    expect(told(questionnaire(items))).toEqual(says);
  });
});

describe("a derived questionnaire", () => {
  const derivedFrom = (code: string | undefined, system = "http://hl7.org/fhir/questionnaire-derivationType") => ({
    derivedFrom: [BASE],
    ...(code === undefined
      ? {}
      : {
          _derivedFrom: [
            {
              extension: [
                {
                  url: "http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType",
                  valueCoding: { system, code },
                },
              ],
            },
          ],
        }),
  });
  const option = (code: string) => ({ valueCoding: { system: "http://example.org/s", code } });
  const base = questionnaire(
    [
      { linkId: "s", type: "string", required: true, maxLength: 10 },
      { linkId: "c", type: "choice", answerOption: [option("a"), option("b")] },
      { linkId: "v", type: "choice", answerValueSet: "http://hl7.org/fhir/ValueSet/administrative-gender" },
    ],
    { url: BASE },
  );
  const derived = (item: Item, code = "compliesWith") => told(questionnaire([item], derivedFrom(code)), base);
  const s = { linkId: "s", type: "string", maxLength: 10 };
  const c = { linkId: "c", type: "choice", answerOption: [option("a")] };

  it.each([
    ["the same", s, []],
    ["fewer options", c, []],
    ["another type", { ...s, type: "text" }, ["error derived-type Questionnaire.item[0].type"]],
    ["repeating", { ...s, repeats: true }, ["error derived-repeats Questionnaire.item[0].repeats"]],
    ["not required", { ...s, required: false }, ["error derived-required Questionnaire.item[0].required"]],
    ["longer", { ...s, maxLength: 11 }, ["error derived-max-length Questionnaire.item[0].maxLength"]],
    ["of any length", { linkId: "s", type: "string" }, ["error derived-max-length Questionnaire.item[0]"]],
    ["without options", { linkId: "c", type: "choice" }, ["error derived-options-missing Questionnaire.item[0]"]],
    [
      "with another option",
      { ...c, answerOption: [option("a"), option("z")] },
      ["error derived-option-new Questionnaire.item[0].answerOption[1]"],
    ],
    [
      "with options for a value set",
      { linkId: "v", type: "choice", answerOption: [option("a")] },
      ["error derived-answers Questionnaire.item[0].answerOption"],
    ],
    ["new", { linkId: "n", type: "string" }, ["error derived-item-unknown Questionnaire.item[0]"]],
  ])("has an item that is %s", (_, item, says) => {
    expect(derived(item)).toEqual(says);
  });

  it("may add items where it extends", () => {
    expect(derived({ linkId: "n", type: "string" }, "extends")).toEqual([]);
  });

  it.each([
    ["inspiredBy", "information"],
    ["unheardOf", "warning"],
    [undefined, "warning"],
  ])("by %s is not compared", (code, severity) => {
    const given = questionnaire([{ linkId: "n", type: "string" }], derivedFrom(code));
    expect(told(given, base)).toEqual([`${severity} derivation-not-checked Questionnaire.derivedFrom[0]`]);
  });

  it("needs its base", () => {
    const given = questionnaire([s], derivedFrom("extends"));
    expect(told(given)).toEqual(["warning derivation-unknown Questionnaire.derivedFrom[0]"]);
  });
});
