import type { Item } from "../../case/item.js";
import { AGE_KEY } from "../../case/times.js";
import type { Patient } from "../../fhir/types.js";
import { ageOf } from "../age.js";
import type { Mapping } from "../context.js";
import { type Draft, put } from "../draft.js";
import { dataAbsent } from "../extensions.js";
import { dateTimeOf, putDateTime } from "../time.js";
import { AGE } from "../words.js";

/**
 * The patient, and the age as an Observation. An age without an anchor never becomes a birth date: R4 would like an
 * estimated year, but which year it would be is exactly what is not known (Patient.birthDate, comment).
 */
export function mapPatient(map: Mapping): void {
  const data = map.source.document.patient;
  const draft = map.start("Patient", "patient", { kind: "patient", pointer: "/patient", rule: "patient" });
  put(draft, "gender", data.sex, { pointer: "/patient/sex" });
  put(draft, "birthDate", data.born, { pointer: "/patient/born" });
  if (!data.born) {
    put(draft, "_birthDate", { extension: [dataAbsent("unknown")] }, { pointer: "/patient", rule: "no-birth-date" });
  }
  const death = map.source.items.find(
    (item) => item.kind === "outcome" && item.data.state === "died" && !item.data.name,
  );
  if (death) putDeath(map, draft, death);
  if (data.age) mapAge(map, data.age);
}

/** Told as an outcome of the patient as a whole; dated as far as the case dates it. */
function putDeath(map: Mapping, draft: Draft<Patient>, death: Item): void {
  const source = { pointer: `${death.pointer}/state`, rule: "death" };
  const { value, element } = dateTimeOf(map, map.span(death.key).start);
  put(draft, "deceasedDateTime", value, source);
  put(draft, "_deceasedDateTime", value ? element : undefined, source);
  if (!value) put(draft, "deceasedBoolean", true, source);
}

function mapAge(map: Mapping, age: string): void {
  const draft = map.start("Observation", "patient/age", { kind: "patient", pointer: "/patient/age", rule: "age" });
  draft.resource.status = "final";
  put(draft, "code", { coding: [AGE], text: "age" });
  put(draft, "subject", map.patient);
  const { start } = map.span(AGE_KEY);
  putDateTime(draft, "effectiveDateTime", dateTimeOf(map, start), {
    pointer: "/patient/age at",
    rule: "time",
  });
  put(draft, "valueQuantity", ageOf(age), { pointer: "/patient/age" });
}
