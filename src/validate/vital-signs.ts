/**
 * The vital-signs profiles, which R4 demands of every Observation with one of their LOINC codes.
 * Which code belongs to which profile is HL7's validator's table: the profile's own code and those that mean the same
 * measurement by other methods; the profile then demands its own code beside them.
 * @see https://hl7.org/fhir/R4/observation-vitalsigns.html
 */
import { VITAL_SIGNS, type VitalSignData, type VitalSignQuantity } from "../definitions/r4.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import { isObject, type JsonObject, objects } from "./scope.js";

const LOINC = "http://loinc.org";
const UCUM = "http://unitsofmeasure.org";
const CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";

/** Profile (last part of its URL), in order of precedence, and the further LOINC codes that ask for it. */
const FURTHER_CODES: readonly (readonly [profile: string, codes: string])[] = [
  ["vitalspanel", ""],
  ["resprate", "76170-0 76172-6 76171-8 19840-8 33438-3 76270-8 11291-2"],
  [
    "heartrate",
    "60978-4 73795-7 73799-9 76476-1 76477-9 8889-8 8890-6 8891-4 8892-2 8893-0 40443-4 55425-3 68999-2 11328-2 " +
      "69000-8 8886-4",
  ],
  ["oxygensat", "19224-5 20564-1 2709-4 2710-2 2713-6 51733-4 59408-5 59417-6 89276-0 97549-0"],
  [
    "bodytemp",
    "60834-9 60835-6 60836-4 60838-0 60955-2 61009-7 75539-7 75987-8 76010-8 76011-6 76278-1 8309-7 8328-7 8329-5 " +
      "8330-3 8331-1 8332-9 8333-7 8334-5 91371-5 98657-0 98663-8",
  ],
  ["bodyheight", "3137-7 3138-5 8306-3 8308-9"],
  ["headcircum", "8287-5"],
  ["bodyweight", "3141-9 3142-7 75292-3 79348-9 8350-1 8351-9"],
  ["bmi", "89270-3"],
  ["bp", "35094-2 8459-0 76534-7 55284-4 8480-6"],
];

const PROFILES: readonly (readonly [codes: ReadonlySet<string>, profile: VitalSignData])[] = FURTHER_CODES.flatMap(
  ([name, codes]) => {
    const profile = VITAL_SIGNS.find(({ url }) => url.endsWith(`/${name}`));
    return profile ? [[new Set([profile.code, ...codes.split(" ")]), profile] as const] : [];
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
