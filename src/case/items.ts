/**
 * The story laid flat: every thing a case says, as one item with its key, its place and the step it was told in.
 *
 * An item's key is its identity for good: its own id, or else the ids around it, its section and its words.
 * Nothing depends on its position, so an edit elsewhere in the file leaves it alone.
 */
import {
  type AllergyData,
  type CaseDocument,
  type Cite,
  type ResultData,
  type ResultSet,
  type Sections,
  VERDICTS,
} from "./document.js";
import {
  type AllergyItem,
  type ConditionItem,
  type CourseItem,
  type EncounterItem,
  type FamilyMemberItem,
  type ImagingItem,
  type ImmunizationItem,
  type Item,
  type MedicationItem,
  type ObservationItem,
  type OutcomeItem,
  type ProcedureItem,
  RESULT_SETS,
  type StepItem,
} from "./item.js";
import { pointerTo } from "./pointer.js";

/** Where an item stands: what it inherits from what is around it. */
interface Around {
  path: string[];
  cite: string;
  step?: StepItem;
  encounter?: EncounterItem;
  parent?: Item;
}

/** Told in two words, it is an item as well. */
const NONE_KNOWN: AllergyData = { name: "no known allergy" };

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

const citeText = (cite: Cite | undefined, inherited: string) =>
  cite === undefined ? inherited : [cite].flat().map(String).join(",");

/**
 * Lays a document's items flat, in the order they are told; links are still empty.
 *
 * @param document a document that fits the schema
 */
export function itemsOf(document: CaseDocument): Item[] {
  const items: Item[] = [];
  /** Encounters told so far, so that a later step can name one by its id. */
  const encounters = new Map<string, EncounterItem>();

  function add<I extends Item>(
    item: Pick<I, "kind" | "name" | "pointer" | "data"> & Partial<I>,
    section: string,
    words: string,
    around: Around,
  ): I {
    const id = (item.data as { id?: string }).id;
    const made = {
      ...item,
      id,
      key: id ?? [...around.path, section, words].map(encodeURIComponent).join("/"),
      cite: citeText((item.data as { cite?: Cite }).cite, around.cite),
      step: around.step,
      encounter: around.encounter,
      parent: around.parent,
      links: {},
    } as unknown as I;
    items.push(made);
    return made;
  }

  const inside = (item: Item, around: Around, words: string[]): Around => ({
    ...around,
    path: item.id ? [item.id] : [...around.path, ...words],
    cite: item.cite,
    parent: item,
  });

  function resultSet(set: ResultSet | undefined, section: ObservationItem["section"], base: string, outer: Around) {
    if (!set) return;
    const around = { ...outer, cite: citeText(set.cite, outer.cite) };
    // The order of a mapping's keys says nothing, so nothing may follow from it.
    for (const [name, value] of Object.entries(set.results ?? {}).sort(byName)) {
      const data: ResultData = typeof value === "object" ? value : {};
      const { result = typeof value === "object" ? "" : value, text } = data;
      add<ObservationItem>(
        {
          kind: "observation",
          name,
          pointer: pointerTo(base, "results", name),
          data: { ...data, name },
          section,
          verdict: "result",
          result: text === undefined ? result : { text },
        },
        section,
        name,
        around,
      );
    }
    for (const verdict of VERDICTS) {
      for (const [i, entry] of (set[verdict] ?? []).entries()) {
        const data = typeof entry === "string" ? { name: entry } : entry;
        const pointer = pointerTo(base, verdict, i);
        add<ObservationItem>(
          { kind: "observation", name: data.name, pointer, data, section, verdict },
          section,
          [data.name, data.site, data.levels].filter(Boolean).join(" "),
          around,
        );
      }
    }
  }

  function sections(data: Sections, base: string, around: Around) {
    for (const [i, condition] of (data.conditions ?? []).entries()) {
      const pointer = pointerTo(base, "conditions", i);
      add<ConditionItem>(
        { kind: "condition", name: condition.name, pointer, data: condition },
        "conditions",
        condition.name,
        around,
      );
    }
    const { allergies = [] } = data;
    const isNoneKnown = typeof allergies === "string";
    for (const [i, allergy] of (isNoneKnown ? [NONE_KNOWN] : allergies).entries()) {
      const pointer = isNoneKnown ? pointerTo(base, "allergies") : pointerTo(base, "allergies", i);
      add<AllergyItem>(
        { kind: "allergy", name: allergy.name, pointer, data: allergy, isNoneKnown },
        "allergies",
        allergy.name,
        around,
      );
    }
    for (const [i, vaccine] of (data.immunizations ?? []).entries()) {
      const pointer = pointerTo(base, "immunizations", i);
      const words = [vaccine.name, vaccine["dose number"]].filter(Boolean).join(" ");
      add<ImmunizationItem>(
        { kind: "immunization", name: vaccine.name, pointer, data: vaccine },
        "immunizations",
        words,
        around,
      );
    }
    for (const [i, relative] of (data["family history"] ?? []).entries()) {
      const pointer = pointerTo(base, "family history", i);
      add<FamilyMemberItem>(
        { kind: "family member", name: relative.relation, pointer, data: relative },
        "family history",
        relative.relation,
        around,
      );
    }
    for (const section of RESULT_SETS) resultSet(data[section], section, pointerTo(base, section), around);
    for (const [i, medication] of (data.medications ?? []).entries()) {
      const pointer = pointerTo(base, "medications", i);
      const item = add<MedicationItem>(
        { kind: "medication", name: medication.name, pointer, data: medication },
        "medications",
        medication.name,
        around,
      );
      const within = inside(item, around, ["medications", medication.name]);
      for (const [j, course] of (medication.courses ?? []).entries()) {
        const words = course.paused
          ? "paused"
          : ((typeof course.dose === "object" ? course.dose.text : course.dose) ?? "");
        add<CourseItem>(
          { kind: "course", name: medication.name, pointer: pointerTo(pointer, "courses", j), data: course },
          "courses",
          words,
          within,
        );
      }
    }
    for (const [i, procedure] of (data.procedures ?? []).entries()) {
      const pointer = pointerTo(base, "procedures", i);
      add<ProcedureItem>(
        { kind: "procedure", name: procedure.name, pointer, data: procedure },
        "procedures",
        procedure.name,
        around,
      );
    }
    for (const [i, study] of (data.imaging ?? []).entries()) {
      const pointer = pointerTo(base, "imaging", i);
      // How we call it may change; the words it is known by are the case's own.
      const name = study.name ?? [study.modality, study.site].filter(Boolean).join(" of ");
      const words = study.name ?? [study.modality, study.site].filter(Boolean).join(" ");
      const item = add<ImagingItem>({ kind: "imaging", name, pointer, data: study }, "imaging", words, around);
      resultSet(study.findings, "imaging", pointerTo(pointer, "findings"), inside(item, around, ["imaging", words]));
    }
    for (const [i, outcome] of (data.outcomes ?? []).entries()) {
      const state = typeof outcome.state === "object" ? outcome.state.text : outcome.state;
      const pointer = pointerTo(base, "outcomes", i);
      const name = outcome.name ?? "clinical status";
      const words = [outcome.name, state].filter(Boolean).join(" ");
      add<OutcomeItem>({ kind: "outcome", name, pointer, data: outcome }, "outcomes", words, around);
    }
  }

  sections(document, "", { path: [], cite: "" });
  for (const [i, data] of (document.timeline ?? []).entries()) {
    const pointer = pointerTo("", "timeline", i);
    const step = {
      kind: "step",
      key: data.id ?? `timeline/${i}`,
      id: data.id,
      name: data.id ?? "",
      pointer,
      data,
      cite: citeText(data.cite, ""),
      links: {},
    } satisfies StepItem;
    items.push(step);
    const around: Around = { path: data.id ? [data.id] : [], cite: step.cite, step };
    if (typeof data.encounter === "object") {
      const name = data.encounter.name ?? data.encounter.type;
      const at = pointerTo(pointer, "encounter");
      const encounter = add<EncounterItem>(
        { kind: "encounter", name, pointer: at, data: data.encounter },
        "encounter",
        name,
        around,
      );
      if (encounter.id) encounters.set(encounter.id, encounter);
      around.encounter = encounter;
    } else if (data.encounter !== undefined) {
      around.encounter = encounters.get(data.encounter);
    }
    sections(data, pointer, around);
  }
  return items;
}
