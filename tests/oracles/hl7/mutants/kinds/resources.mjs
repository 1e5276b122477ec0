/** Profiles, vital signs and conformance resources. */
import { of, set } from "../change.mjs";

const answers = (change) => of("QuestionnaireResponse", (it) => (it.item?.length > 0 ? change(it) : false));

export const others = {
  "meta.profile nobody knows": of(undefined, (it) =>
    set(it, "meta", { ...it.meta, profile: ["http://unknown.test/StructureDefinition/x"] }),
  ),
  "meta.profile of another type": of("Patient", (it) =>
    set(it, "meta", { profile: ["http://hl7.org/fhir/StructureDefinition/bp"] }),
  ),
  "vital signs without subject": of(
    "Observation",
    (it) => it.category?.[0]?.coding?.[0]?.code === "vital-signs" && delete it.subject,
  ),
  "vital signs without category": of(
    "Observation",
    (it) => it.category?.[0]?.coding?.[0]?.code === "vital-signs" && delete it.category,
  ),
  "vital signs with another unit": of(
    "Observation",
    (it) =>
      it.category?.[0]?.coding?.[0]?.code === "vital-signs" &&
      it.valueQuantity &&
      set(it.valueQuantity, "code", "kg/m2/s"),
  ),
  "vital signs without time": of(
    "Observation",
    (it) => it.category?.[0]?.coding?.[0]?.code === "vital-signs" && delete it.effectiveDateTime,
  ),
  "answer without a linkId": answers((it) => delete it.item[0].linkId),
  "search parameter whose expression does not parse": of("SearchParameter", (it) =>
    set(it, "expression", "Patient.name("),
  ),
  "search parameter of an unknown element": of("SearchParameter", (it) =>
    set(it, "expression", `${it.base?.[0]}.noSuchElement`),
  ),
  "search parameter of an unknown base": of("SearchParameter", (it) => set(it, "base", ["Patiant"])),
  "structure of an unknown type": of("StructureDefinition", (it) => set(it, "type", "Patiant")),
  "constraint that does not parse": of(
    "StructureDefinition",
    (it) =>
      it.differential &&
      set(it.differential.element[0], "constraint", [
        { key: "x-1", severity: "error", human: "x", expression: "a.b(" },
      ]),
  ),
  "value set of a system that is relative": of(
    "ValueSet",
    (it) => it.compose && set(it.compose.include[0], "system", "relative"),
  ),
  "value set of an unknown code": of(
    "ValueSet",
    (it) =>
      it.compose?.include?.[0]?.concept &&
      /hl7\.org/.test(it.compose.include[0].system) &&
      set(it.compose.include[0].concept[0], "code", "no-such-code"),
  ),
  "value set of an unknown filter": of(
    "ValueSet",
    (it) =>
      it.compose?.include?.[0] && set(it.compose.include[0], "filter", [{ property: "no-such", op: "=", value: "x" }]),
  ),
  "code system with an undefined property": of(
    "CodeSystem",
    (it) => it.concept && set(it.concept[0], "property", [{ code: "no-such", valueString: "x" }]),
  ),
  "code system with a wrong count": of("CodeSystem", (it) => it.concept && set(it, "count", 99_999)),
  "concept map without equivalence": of(
    "ConceptMap",
    (it) => it.group?.[0]?.element?.[0]?.target && delete it.group[0].element[0].target[0].equivalence,
  ),
};
