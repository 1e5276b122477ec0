import { describe, expect, it } from "vitest";
import { fhirPath } from "../../src/definitions/path.js";

describe("fhirPath", () => {
  it.each([
    ["Observation", ["component", 0, "valueQuantity", "value"], "component[0].value.ofType(Quantity).value"],
    ["Patient", ["_birthDate", "extension", 1, "valueDateTime"], "birthDate.extension[1].value.ofType(dateTime)"],
    ["Procedure", ["usedReference", 0, "reference"], "usedReference[0].reference"],
    ["Consent", ["dateTime"], "dateTime"],
    ["Library", ["effectivePeriod", "start"], "effectivePeriod.start"],
    ["Patient", ["unheardOf", "valueString"], "unheardOf.valueString"],
    ["MedicationRequest", ["dosageInstruction", 0, "asNeededBoolean"], "dosageInstruction[0].asNeeded.ofType(boolean)"],
  ])("of %s %j is %s", (resourceType, keys, path) => {
    expect(fhirPath("X", { resourceType }, keys)).toBe(`X.${path}`);
  });

  it("follows a contained resource by its own type", () => {
    const resource = { resourceType: "Patient", contained: [{ resourceType: "Observation", valueString: "x" }] };
    expect(fhirPath("Patient", resource, ["contained", 0, "valueString"])).toBe(
      "Patient.contained[0].value.ofType(string)",
    );
    expect(fhirPath("Patient", resource, [])).toBe("Patient");
  });
});
