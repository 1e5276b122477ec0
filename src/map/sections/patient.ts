import type { PatientData } from "../../case/document.js";
import type { Item, PersonItem } from "../../case/item.js";
import { ageKey, isDeath, PATIENT_KEY } from "../../case/times.js";
import type { Observation, Patient } from "../../fhir/types.js";
import { ageOf, gestationalAgeOf } from "../age.js";
import { from, type Mapping } from "../context.js";
import { type Draft, extend, put } from "../draft.js";
import { dataAbsent, noteOn } from "../extensions.js";
import { dateTimeOf, putDateTime } from "../time.js";
import { AGE, concept, GESTATION_AT_BIRTH, RELATION } from "../words.js";

/** Somebody of whom facts are told: the patient, or another person of the case. */
interface Told {
  key: string;
  pointer: string;
  kind: "patient" | "person";
  data: PatientData;
  person?: PersonItem | undefined;
}

export function mapPatient(map: Mapping): void {
  putPatient(map, { key: PATIENT_KEY, pointer: "/patient", kind: "patient", data: map.source.document.patient });
}

/**
 * Another person: a RelatedPerson of the patient and, when facts are told of that person, a Patient as well, so that
 * they are nobody else's. The Patient links to the RelatedPerson who is the same human (R4, patient.html#linking).
 */
export function mapPerson(map: Mapping, item: PersonItem): void {
  const { data } = item;
  const draft = map.start("RelatedPerson", item.key, { kind: "person", pointer: item.pointer, rule: "related-person" });
  extend(draft as unknown as Draft, data.note ? noteOn(data.note) : undefined, from(item, "note"));
  put(draft, "patient", map.patient);
  const relation = RELATION.get(data.relation);
  const code = data.codes || !relation ? map.concept(data.relation, data.codes) : concept(relation, data.relation);
  put(draft, "relationship", [code], from(item, "relation"));
  if (!map.hasFacts(item)) {
    put(draft, "gender", data.sex, from(item, "sex"));
    put(draft, "birthDate", data.born, from(item, "born"));
    return;
  }
  const patient = putPatient(map, { key: item.key, pointer: item.pointer, kind: "person", data, person: item });
  put(patient, "link", [{ other: map.reference("RelatedPerson", item.key, item.name), type: "seealso" }]);
}

/**
 * A Patient, and the age as an Observation. An age without an anchor never becomes a birth date: R4 would like an
 * estimated year, but which year it would be is exactly what is not known (Patient.birthDate, comment).
 */
function putPatient(map: Mapping, told: Told): Draft<Patient> {
  const { key, pointer, kind, data, person } = told;
  const draft = map.start("Patient", key, { kind, pointer, rule: "patient" });
  put(draft, "gender", data.sex, { pointer: `${pointer}/sex` });
  put(draft, "birthDate", data.born, { pointer: `${pointer}/born` });
  if (!data.born) put(draft, "_birthDate", { extension: [dataAbsent("unknown")] }, { pointer, rule: "no-birth-date" });
  const death = map.source.items.find((item) => isDeath(item) && item.person === person);
  if (death) putDeath(map, draft, death);
  if (data.age) putAge(map, told, data.age);
  const gestation = data["gestational age"];
  if (gestation) put(observe(map, told, "gestational age"), "valueQuantity", gestationalAgeOf(gestation));
  return draft;
}

/** Told as an outcome of the patient as a whole; dated as far as the case dates it. */
function putDeath(map: Mapping, draft: Draft<Patient>, death: Item): void {
  const source = { pointer: `${death.pointer}/state`, rule: "death" };
  const { value, element } = dateTimeOf(map, map.span(death.key).start);
  put(draft, "deceasedDateTime", value, source);
  put(draft, "_deceasedDateTime", value ? element : undefined, source);
  if (!value) put(draft, "deceasedBoolean", true, source);
}

/** What a Patient has no element for: it is an Observation of that person, and no item of its own. */
function observe(
  map: Mapping,
  { key, pointer, kind, person }: Told,
  what: "age" | "gestational age",
): Draft<Observation> {
  const draft = map.start("Observation", `${key}/${what}`, { kind, pointer: `${pointer}/${what}`, rule: what });
  draft.resource.status = "final";
  put(draft, "code", { coding: [what === "age" ? AGE : GESTATION_AT_BIRTH], text: what });
  put(draft, "subject", map.subject({ person }));
  return draft;
}

function putAge(map: Mapping, told: Told, age: string): void {
  const draft = observe(map, told, "age");
  const { start } = map.span(ageKey(told.key));
  putDateTime(draft, "effectiveDateTime", dateTimeOf(map, start), { pointer: `${told.pointer}/age at`, rule: "time" });
  put(draft, "valueQuantity", ageOf(age), { pointer: `${told.pointer}/age` });
}
