/** The vital-signs profiles: which Observations have to meet one, by their codes. */
import { FHIR_STRUCTURE } from "../../definitions/structure.js";
import { VITAL_SIGN_CODES } from "../../fhir/vital-signs.js";
import { isObject, type JsonObject } from "../scope.js";

const LOINC = "http://loinc.org";

interface VitalSign {
  rank: number;
  url: string;
}

/** The vital sign of each code; where a code stands for two, the first one counts. */
const VITAL_SIGNS: ReadonlyMap<unknown, VitalSign> = new Map(
  VITAL_SIGN_CODES.flatMap(([name, own, further], rank) =>
    [own, ...further.split(" ")].map((code) => [code, { rank, url: FHIR_STRUCTURE + name }] as const),
  ).reverse(),
);

/**
 * R4 demands the vital-signs profiles of every Observation that has one of their codes.
 * @see https://hl7.org/fhir/R4/observation-vitalsigns.html
 */
export function vitalSignOf({ code }: JsonObject): string | undefined {
  const codings: unknown = isObject(code) ? code.coding : undefined;
  let first: VitalSign | undefined;
  if (Array.isArray(codings))
    for (const coding of codings) {
      const found = isObject(coding) && coding.system === LOINC ? VITAL_SIGNS.get(coding.code) : undefined;
      if (found && (first === undefined || found.rank < first.rank)) first = found;
    }
  return first?.url;
}

/** Whether a profile is that of a vital sign. */
export const isVitalSign = (url: string): boolean => VITAL_SIGN_CODES.some(([name]) => FHIR_STRUCTURE + name === url);
