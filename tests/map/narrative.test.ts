import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/fhir/json.js";
import type { FhirResource, Patient } from "../../src/fhir/types.js";
import { narrate, textOf, wrap } from "../../src/map/narrative.js";
import { createValidator } from "../../src/validate/index.js";
import { mapped } from "./mapped.js";

const NASTY = '<script>alert("1 & 2")</script> </p></div>';

describe("the narrative", () => {
  it("of whatever is written is text, never markup", () => {
    const { one, bundle } = mapped(`conditions: [{name: '${NASTY}'}]\n`);
    const div = one("Condition").text?.div ?? "";
    expect(div).toContain("&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt; &lt;/p&gt;&lt;/div&gt;");
    expect(div.match(/<[^>]+>/g)).toEqual(['<div xmlns="http://www.w3.org/1999/xhtml">', "<p>", "</p>", "</div>"]);
    expect(
      createValidator()
        .validate(bundle)
        .filter(({ severity }) => severity === "error"),
    ).toEqual([]);
  });

  it("stands in every resource, marked as generated", () => {
    const { bundle } = mapped("recorded: 2020-01-01T00:00:00Z\npatient: {age: 5 days}\nsource: {title: A}\n", {
      type: "document",
    });
    expect(bundle.entry?.length).toBeGreaterThan(4);
    for (const { resource } of bundle.entry ?? []) {
      expect(resource).toHaveProperty("text.status", "generated");
      expect(resource).toHaveProperty(
        "text.div",
        expect.stringMatching(/^<div xmlns="http:\/\/www\.w3\.org\/1999\/xhtml"><p>.+<\/p><\/div>$/s),
      );
    }
  });

  it("says what the resource says, with the case's own phrases and digits", () => {
    const { one } = mapped(`
labs: {results: {haemoglobin: {result: "7.0 g/dL (low, ref 12.0-15.50)", when: by 2015, method: photometry, note: seen twice}}}
`);
    const text = textOf(one("Observation"));
    for (const words of [
      "haemoglobin",
      "7.0 g/dL",
      "12.0 g/dL to 15.50 g/dL|12.0-15.50",
      "by 2015",
      "photometry",
      "seen twice",
      "low",
    ])
      expect(text).toMatch(new RegExp(words));
  });

  it("of a section says what its resources say", () => {
    const { one } = mapped("recorded: 2020-01-01T00:00:00Z\nconditions: [{name: ague}, {name: gout}]\n", {
      type: "document",
    });
    const section = one("Composition").section?.find(({ title }) => title === "Problems");
    expect(section?.text?.div).toMatch(/<p>condition: .*ague.*<\/p><p>condition: .*gout.*<\/p>/);
    expect(section?.code?.coding?.[0]).toMatchObject({ system: "http://loinc.org", code: "11450-4" });
  });
});

describe("words for elements", () => {
  const say = (json: string) => textOf(parseJson(json) as FhirResource);

  it.each([
    [
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.50,"unit":"mg"}}',
      "value 1.50 mg",
    ],
    [
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueRange":{"low":{"value":1},"high":{"value":2}}}',
      "value 1 to 2",
    ],
    [
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueRatio":{"numerator":{"value":1},"denominator":{"value":320}}}',
      "value 1 : 320",
    ],
    [
      '{"resourceType":"Observation","status":"final","code":{"coding":[{"code":"c","display":"in words"}]}}',
      "code in words",
    ],
    [
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"effectivePeriod":{"start":"2015","end":"2016"}}',
      "effective from 2015 until 2016",
    ],
    ['{"resourceType":"Patient","deceasedBoolean":true}', "deceased yes"],
  ])("%s", (json, words) => {
    expect(say(json)).toContain(words);
  });

  it("leaves out what only machines need", () => {
    expect(say('{"resourceType":"Patient","id":"a","identifier":[{"value":"b"}],"gender":"male"}')).toBe(
      "patient: gender male",
    );
  });

  it("is added to the resource itself", () => {
    expect(narrate<Patient>({ resourceType: "Patient", gender: "male" }).text).toEqual({
      status: "generated",
      div: wrap(["patient: gender male"]),
    });
  });
});
