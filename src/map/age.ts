import { setNumber } from "../fhir/json.js";
import type { Age, Element, Quantity } from "../fhir/types.js";
import { derived, originalText } from "./extensions.js";

const UNIT = { hour: "h", day: "d", week: "wk", month: "mo", year: "a" } as const;

const unitsOf = (text: string) => text.matchAll(/(\d+) (\w+?)s?(?= |$)/g);
const DAYS: Readonly<Record<string, number>> = { week: 7, day: 1 };

/** A gestational age, "35 weeks" as weeks, "27 weeks 4 days" or "27+4 weeks" as days, with its words where they are no more seen. */
export function gestationalAgeOf(text: string): Quantity & { _value?: Element } {
  const parts = [...unitsOf(text.replace(/(\d+)\+(\d) weeks/, "$1 weeks $2 days"))];
  if (parts.length === 1) return ageOf(text);
  const days = parts.reduce((sum, [, number, unit = ""]) => sum + Number(number) * (DAYS[unit] ?? 0), 0);
  const computed = { extension: [derived("computed from weeks and days")] };
  return { extension: [originalText(text)], ...ageOf(`${days} days`), _value: computed };
}

/** An age as the schema lets it be written, "55 years" or "3 days". */
export function ageOf(text: string): Age {
  const [number = "", unit = ""] = text.split(" ");
  const name = unit.replace(/s$/, "") as keyof typeof UNIT;
  const age: Age = { value: 0, unit: name, system: "http://unitsofmeasure.org", code: UNIT[name] };
  setNumber(age, "value", String(Number(number)));
  return age;
}
