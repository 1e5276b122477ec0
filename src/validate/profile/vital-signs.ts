/** The vital-signs profiles: which Observations have to meet one, by their codes. */
import { FHIR_STRUCTURE } from "../../definitions/structure.js";
import { VITAL_SIGN_CODES } from "../../fhir/vital-signs.js";
import { isObject, type JsonObject, objects, text } from "../scope.js";

const LOINC = "http://loinc.org";

/** The vital sign of each code; where a code stands for two, the first one counts. */
const VITAL_SIGNS = new Map(
  VITAL_SIGN_CODES.flatMap(([name, own, further], rank) =>
    [own, ...further.split(" ")].map((code) => [code, { rank, url: FHIR_STRUCTURE + name }] as const),
  ).reverse(),
);

/**
 * R4 demands the vital-signs profiles of every Observation that has one of their codes.
 * @see https://hl7.org/fhir/R4/observation-vitalsigns.html
 */
export function vitalSignOf({ code }: JsonObject): string | undefined {
  const codings = objects(isObject(code) ? code.coding : undefined);
  const found = codings.flatMap((coding) =>
    coding.system === LOINC ? (VITAL_SIGNS.get(text(coding.code) ?? "") ?? []) : [],
  );
  return found.sort((a, b) => a.rank - b.rank)[0]?.url;
}

/** Whether a profile is that of a vital sign. */
export const isVitalSign = (url: string): boolean => VITAL_SIGN_CODES.some(([name]) => FHIR_STRUCTURE + name === url);
