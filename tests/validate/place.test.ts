/** Where a finding stands: FHIRPath as HL7's validator writes it, and the entry of the outermost Bundle. */
import { describe, expect, it } from "vitest";
import { child, quoteName, rootPlace, toBundlePlace, toExpression } from "../../src/validate/place.js";

/** `entry 3`, `resource`: the places below a root. */
const below = (root: string, ...steps: string[]) =>
  steps.reduce((at, step) => {
    const [segment = "", index] = step.split(" ");
    return child(at, segment, index === undefined ? undefined : Number(index));
  }, rootPlace(root));

describe("a place", () => {
  it("is an expression with indexes where elements repeat", () => {
    expect(toExpression(below("Patient"))).toBe("Patient");
    expect(toExpression(below("Patient", "name 0", "given 1"))).toBe("Patient.name[0].given[1]");
    expect(toExpression(below("Observation", "value.ofType(Quantity)", "code"))).toBe(
      "Observation.value.ofType(Quantity).code",
    );
  });

  it("names the entry of the outermost Bundle alone", () => {
    const place = (...steps: Parameters<typeof below>) => toBundlePlace(below(...steps), undefined);
    expect(place("Bundle", "entry 3", "resource", "name 0")).toStrictEqual({
      entry: 3,
      expression: "Bundle.entry[3].resource.name[0]",
    });
    expect(place("Bundle", "entry 3", "resource", "entry 5", "resource").entry).toBe(3);
    expect(place("Bundle", "link 2")).toStrictEqual({ expression: "Bundle.link[2]" });
    expect(place("List", "entry 2", "item")).toStrictEqual({ expression: "List.entry[2].item" });
    expect(place("Parameters", "parameter 0", "resource", "entry 4")).not.toHaveProperty("entry");
  });

  it("carries the file where there is one", () => {
    expect(toBundlePlace(below("Patient"), "p.json")).toStrictEqual({ file: "p.json", expression: "Patient" });
    expect(toBundlePlace(below("Patient"), undefined)).toStrictEqual({ expression: "Patient" });
  });

  it.each([
    ["nickname", "nickname"],
    ["_x1", "_x1"],
    ["first name", "`first name`"],
    ["1st", "`1st`"],
    ["a`b\\c", "`a\\`b\\\\c`"],
    ["", "``"],
  ])("quotes the name %j", (name, quoted) => {
    expect(quoteName(name)).toBe(quoted);
  });
});
