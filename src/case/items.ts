/**
 * The story laid flat: every thing a case says, as one item with its key, its place and the step it was told in.
 *
 * An item's key is its identity for good: its own id, or else the ids around it, its section and its words.
 * Nothing depends on its position, so an edit elsewhere in the file leaves it alone.
 */
import { citedIn } from "./cites.js";
import type { CaseDocument, CitedPlace, ResultSet, SpecimenData } from "./document.js";
import { oneByOne } from "./each.js";
import type { EncounterItem, Item, ObservationItem, PersonItem, SpecimenItem, StepItem } from "./item.js";
import { observedIn } from "./observed.js";
import { pointerTo } from "./pointer.js";
import { type ListSection, SECTIONS, type Section } from "./sections.js";

/** Where an item stands: what it inherits from what is around it. */
interface Around {
  path: string[];
  cite: readonly CitedPlace[];
  step?: StepItem;
  person?: PersonItem;
  encounter?: EncounterItem;
  parent?: Item;
}

/** An item as told: what it is and where; the rest follows from what is around it. */
type Told = Pick<Item, "kind" | "name" | "pointer"> & { data: object } & Record<string, unknown>;

/**
 * Lays a document's items flat, in the order they are told; links are still empty.
 *
 * @param document a document that fits the schema
 */
export function itemsOf(document: CaseDocument): Item[] {
  const items: Item[] = [];
  /** Encounters told so far, so that a later step can name one by its id. */
  const encounters = new Map<string, EncounterItem>();

  function add<I extends Item = Item>(item: Told, section: string, words: string, around: Around): I {
    const id = (item.data as { id?: string }).id;
    const made = {
      ...item,
      id,
      key: id ?? [...around.path, section, words].map(encodeURIComponent).join("/"),
      cite: citedIn(item.data, around.cite),
      step: around.step,
      person: around.person,
      encounter: around.encounter,
      parent: around.parent,
      links: {},
    } as unknown as I;
    items.push(made);
    addSpecimen(made, section, words, around);
    return made;
  }

  /** A specimen of which more than a word is told is an item; so is one of pathology, whose report refers to it. */
  function addSpecimen(item: Item, section: string, words: string, around: Around) {
    const { specimen } = item.data as { specimen?: string | SpecimenData };
    const isTold = typeof specimen === "object" || (specimen !== undefined && item.kind === "pathology");
    if (!isTold) return;
    const data = typeof specimen === "object" ? specimen : { type: specimen };
    const path = item.id ? [item.id] : [...around.path, section, words];
    const told = { kind: "specimen" as const, name: data.type, pointer: pointerTo(item.pointer, "specimen"), data };
    add<SpecimenItem>(told, "specimen", data.type, { ...around, path, cite: item.cite, parent: item });
  }

  function resultSet(set: ResultSet | undefined, section: ObservationItem["section"], base: string, outer: Around) {
    if (!set) return;
    const around = { ...outer, cite: citedIn(set, outer.cite) };
    for (const { words, ...observed } of observedIn(set, section, base))
      add<ObservationItem>({ kind: "observation", section, ...observed }, section, words, around);
    for (const [i, data] of (set.panels ?? []).entries()) {
      const pointer = pointerTo(base, "panels", i);
      const { name, result } = data;
      const told = result === undefined ? { verdict: "panel" } : { verdict: "result", result };
      const panel = add<ObservationItem>(
        { kind: "observation", name, pointer, data, section, ...told },
        section,
        name,
        around,
      );
      const path = panel.id ? [panel.id] : [...around.path, section, name];
      resultSet(data, section, pointer, { ...around, path, cite: panel.cite, parent: panel });
    }
  }

  function list(section: ListSection, told: unknown, base: string, around: Around) {
    const isWord = typeof told === "string";
    const entries = isWord ? [section.word ?? []].flat() : ((told as Record<string, unknown>[] | undefined) ?? []);
    for (const [data, i] of entries.flatMap((entry, i) => oneByOne(entry).map((one) => [one, i] as const))) {
      const pointer = isWord ? pointerTo(base, section.key) : pointerTo(base, section.key, i);
      const name = section.name?.(data, around.parent?.name) ?? String(data.name);
      const words = section.words?.(data) ?? name;
      const flags = isWord ? { isNoneKnown: true } : section.more?.(data);
      const item = add({ kind: section.kind, name, pointer, data, ...flags }, section.key, words, around);
      const path = item.id ? [item.id] : [...around.path, section.key, words];
      sections(section.inside ?? [], data, pointer, { ...around, path, cite: item.cite, parent: item });
    }
  }

  function sections(rows: readonly Section[], data: object, base: string, around: Around) {
    for (const row of rows) {
      const told = (data as Record<string, unknown>)[row.key];
      if ("set" in row) resultSet(told as ResultSet | undefined, row.set, pointerTo(base, row.key), around);
      else list(row, told, base, around);
    }
  }

  const people = new Map(
    (document.people ?? []).map((data, i) => {
      const told = { kind: "person" as const, name: data.relation, pointer: pointerTo("", "people", i), data };
      return [data.id, add<PersonItem>(told, "people", data.relation, { path: [], cite: [] })];
    }),
  );
  sections(SECTIONS, document, "", { path: [], cite: [] });
  for (const [i, data] of (document.timeline ?? []).entries()) {
    const pointer = pointerTo("", "timeline", i);
    const person = data.about === undefined ? undefined : people.get(data.about);
    const step = {
      kind: "step",
      key: data.id ?? `timeline/${i}`,
      id: data.id,
      name: data.id ?? "",
      pointer,
      data,
      cite: citedIn(data),
      ...(person ? { person } : {}),
      links: {},
    } satisfies StepItem;
    items.push(step);
    const around: Around = { path: data.id ? [data.id] : [], cite: step.cite, step, ...(person ? { person } : {}) };
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
    sections(SECTIONS, data, pointer, around);
  }
  return items;
}
