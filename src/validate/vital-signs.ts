/**
 * The vital-signs profiles, which R4 demands of every Observation with one of their LOINC codes.
 * @see https://hl7.org/fhir/R4/observation-vitalsigns.html
 */
import { VITAL_SIGNS, type VitalSignData, type VitalSignQuantity } from "../definitions/r4.js";
import { VITAL_SIGN_CODES } from "../fhir/vital-signs.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import { isObject, type JsonObject, objects } from "./scope.js";

const LOINC = "http://loinc.org";
const UCUM = "http://unitsofmeasure.org";
const CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";

/** In order of precedence. */
const PROFILES: readonly (readonly [codes: ReadonlySet<string>, profile: VitalSignData])[] = VITAL_SIGN_CODES.flatMap(
  ([name, own, further]) => {
    const profile = VITAL_SIGNS.find(({ url }) => url.endsWith(`/${name}`));
    return profile ? [[new Set([own, ...further.split(" ")]), profile] as const] : [];
  },
);

const codesOf = (concept: unknown, system: string): unknown[] =>
  objects(isObject(concept) ? concept.coding : undefined)
    .filter((coding) => coding.system === system)
    .map(({ code }) => code);

const has = (node: JsonObject, key: string): boolean => node[key] !== undefined || node[`_${key}`] !== undefined;
const hasChoice = (node: JsonObject, stem: RegExp): boolean => Object.keys(node).some((key) => stem.test(key));
const VALUE = /^_?value[A-Z]/;

/** Judges an Observation by the vital-signs profile of its code, if it has one. */
export function checkVitalSigns(report: Report, observation: JsonObject, place: Place): void {
  const codes = codesOf(observation.code, LOINC);
  const profile = PROFILES.find(([members]) => codes.some((code) => members.has(code as string)))?.[1];
  if (!profile) return;
  const { name } = profile;
  const tell = (rule: string, at: Place = place) => report.add("validate/vital-signs", at, { profile: name, rule });
  if (!codes.includes(profile.code)) tell(`the code must include LOINC ${profile.code}`, child(place, "code"));
  const categories = objects(observation.category).filter((one) => codesOf(one, CATEGORY).includes("vital-signs"));
  if (categories.length !== 1) tell(`the category vital-signs (${CATEGORY}) must be there once`);
  if (!has(observation, "subject")) tell("subject must be there");
  checkEffective(observation, tell, place);
  checkValues(observation, profile, tell, place);
}

type Tell = (rule: string, at?: Place) => void;

/** vs-1: known to the day at least, or a period. */
function checkEffective(observation: JsonObject, tell: Tell, place: Place): void {
  const { effectiveDateTime } = observation;
  if (hasChoice(observation, /^_?effective(Timing|Instant)$/)) tell("effective must be a dateTime or a Period");
  else if (!hasChoice(observation, /^_?effective[A-Z]/)) tell("effective (dateTime or Period) must be there");
  else if (typeof effectiveDateTime === "string" && effectiveDateTime.length < 8)
    tell("vs-1: the time must be known to the day at least", child(place, "effective.ofType(dateTime)"));
}

function checkValues(observation: JsonObject, profile: VitalSignData, tell: Tell, place: Place): void {
  const components = objects(observation.component);
  const hasValue = hasChoice(observation, VALUE);
  // vs-2
  if (components.length === 0 && !has(observation, "hasMember") && !has(observation, "dataAbsentReason") && !hasValue)
    tell("vs-2: there must be a value or a dataAbsentReason");
  if (profile.value) checkQuantity(observation, profile.value, tell, place);
  else if (hasValue) tell("value must not be there", child(place, "value"));
  if (objects(observation.hasMember).length < profile.members) tell("hasMember must be there");
  for (const [i, component] of components.entries())
    if (!hasChoice(component, VALUE) && !has(component, "dataAbsentReason"))
      tell("vs-3: there must be a value or a dataAbsentReason", child(place, "component", i));
  for (const wanted of profile.components) {
    const places = components.flatMap((one, i) => (codesOf(one.code, LOINC).includes(wanted.code) ? [i] : []));
    if (places.length < wanted.min || places.length > 1)
      tell(`the component ${wanted.name} (LOINC ${wanted.code}) must be there once`);
    for (const i of places)
      checkQuantity(components[i] as JsonObject, wanted.value, tell, child(place, "component", i));
  }
}

/** The value, where there is one, is a Quantity with the parts and the UCUM unit that the profile demands. */
function checkQuantity(node: JsonObject, { required, units }: VitalSignQuantity, tell: Tell, place: Place): void {
  const quantity = node.valueQuantity;
  if (!isObject(quantity)) {
    if (hasChoice(node, VALUE) && quantity === undefined) tell("the value must be a Quantity", child(place, "value"));
    return;
  }
  const at = child(place, "value.ofType(Quantity)");
  for (const part of required) if (!has(quantity, part)) tell(`${part} must be there`, at);
  if (typeof quantity.system === "string" && quantity.system !== UCUM)
    tell(`system must be ${UCUM}`, child(at, "system"));
  if (typeof quantity.code === "string" && !units.includes(quantity.code))
    tell(`the unit code must be ${units.join(" or ")}, not ${quantity.code}`, child(at, "code"));
}
