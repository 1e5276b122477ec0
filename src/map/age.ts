import { setNumber } from "../fhir/json.js";
import type { Age } from "../fhir/types.js";

const UNIT = { hour: "h", day: "d", week: "wk", month: "mo", year: "a" } as const;

/** An age as the schema lets it be written, "55 years" or "3 days". */
export function ageOf(text: string): Age {
  const [number = "", unit = ""] = text.split(" ");
  const name = unit.replace(/s$/, "") as keyof typeof UNIT;
  const age: Age = { value: 0, unit: name, system: "http://unitsofmeasure.org", code: UNIT[name] };
  setNumber(age, "value", String(Number(number)));
  return age;
}
