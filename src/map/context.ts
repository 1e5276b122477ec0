/** What every section of the mapping shares: ids, references, concepts and the drafts made so far. */
import type { Case } from "../case/case.js";
import { parseCode } from "../case/codes.js";
import type { CodeList } from "../case/document.js";
import { certaintyOf, childrenOf, type Item, type PersonItem } from "../case/item.js";
import { KINDS } from "../case/kinds.js";
import type { ResolvedSpan } from "../case/time/index.js";
import { PATIENT_KEY } from "../case/times.js";
import { CASE_SYSTEM, type CASE_TYPES, ID_SYSTEM, TAG_MATCHED_TYPES } from "../fhir/identity.js";
import type { CodeableConcept, Coding, Extension, FhirResource, Reference } from "../fhir/types.js";
import type { FindingCode } from "../finding/catalogue.js";
import { type Finding, type FindingParams, finding } from "../finding/finding.js";
import type { Draft, From } from "./draft.js";
import { derived, INFERRED } from "./extensions.js";
import { caseId, resourceIds } from "./ids.js";
import { STANDING } from "./kinds.js";

/** What is said of an item when it is not that it is so, was done or is taken. */
function reservation(item: Item): string | undefined {
  if (item.kind === "observation") return ASSERTED.has(item.verdict) ? undefined : item.verdict;
  if (item.kind === "plan") return item.data.status ?? "planned";
  const { status, ...data } = item.data as { certainty?: string; status?: string };
  const certainty = item.kind === "condition" ? certaintyOf(item.data) : data.certainty;
  if (certainty !== undefined && certainty !== "confirmed") return certainty;
  return status !== undefined && NOT_SO.has(status) ? status : undefined;
}

const ASSERTED: ReadonlySet<string> = new Set(["present", "result", "panel"]);
const NOT_SO: ReadonlySet<string> = new Set(["not done", "refused", "not taken", "intended", "planned"]);

/**
 * An item in a reference, as a reader sees it: a finding that was absent must not look like one that was there, nor
 * somebody else's like the patient's.
 */
export const displayOf = (item: Item): string => {
  const called = item.person ? `${calledOf(item)} (${item.person.name})` : calledOf(item);
  return [called, reservation(item)].filter(Boolean).join(": ");
};

/** An allergy is called by what it is to, which is no allergy itself. */
const calledOf = (item: Item): string =>
  item.kind === "allergy" && !item.isNoneKnown
    ? `${item.data.type ?? "allergy or intolerance"} to ${item.name}`
    : item.name;

/** Shapes in which the same can be told otherwise. */
export interface MapShape {
  /** One MedicationStatement for a drug, its courses as dosages in sequence; what only a statement can say is lost. */
  compactMedications?: boolean;
  /** A Study Instance UID below 2.25, made from our id, for a study whose own UID is not told. */
  dicomUids?: boolean;
}

export type CaseType = (typeof CASE_TYPES)[number];
export type ResourceOf<N extends CaseType> = Extract<FhirResource, { resourceType: N }>;

export class Mapping {
  readonly drafts: Draft[] = [];
  readonly findings: Finding[] = [];
  /** The id of the resource of a type that a key stands for. */
  readonly id: (type: string, key: string) => string;
  /** The tag of every resource: whose it is. */
  private readonly mark: Coding;
  private readonly codes: Record<string, CodeList>;
  private readonly children: ReadonlyMap<Item, readonly Item[]>;
  private readonly byKey: ReadonlyMap<string, Item>;
  private readonly encounters: ReadonlyMap<Item | undefined, Item>;
  /** What was told in a stay and led to it, other than conditions: it does not refer back to the stay. */
  readonly outside = new Set<Item>();

  constructor(
    readonly source: Case,
    readonly recorded: string | undefined,
    readonly shape: MapShape = {},
  ) {
    const code = caseId(source.document.namespace, source.document.case);
    this.id = resourceIds(code);
    this.mark = { system: CASE_SYSTEM, code };
    this.codes = source.document.codes ?? {};
    this.children = childrenOf(source.items);
    this.byKey = new Map(source.items.map((item) => [item.key, item]));
    this.encounters = new Map(source.items.filter(({ kind }) => kind === "encounter").map((item) => [item.step, item]));
  }

  /** Starts a resource with its id, our technical identifier (or tag), and the mark of its case. */
  start<N extends CaseType>(
    resourceType: N,
    key: string,
    about: { kind: string; pointer: string; rule: string },
  ): Draft<ResourceOf<N>> {
    const id = this.id(resourceType, key);
    const resource = {
      resourceType,
      id,
      ...identityOf(resourceType, id, this.mark),
    } as unknown as ResourceOf<N>;
    const draft: Draft<ResourceOf<N>> = { resource, ...about, notes: [] };
    this.drafts.push(draft as unknown as Draft);
    return draft;
  }

  reference(resourceType: string, key: string, display?: string): Reference {
    return { reference: `${resourceType}/${this.id(resourceType, key)}`, ...(display ? { display } : {}) };
  }

  get patient(): Reference {
    return this.reference("Patient", PATIENT_KEY);
  }

  /** Whose fact an item is: a person's of the case, or else the patient's. */
  subject({ person }: Pick<Item, "person">): Reference {
    return person ? this.reference("Patient", person.key, person.name) : this.patient;
  }

  /** Whether anything is told of a person but who it is. */
  hasFacts(person: PersonItem): boolean {
    const { age, "gestational age": gestation } = person.data;
    if (age ?? gestation) return true;
    return this.source.items.some((item) => item.kind !== "step" && item.person === person);
  }

  /** A reference to the resource that stands for an item. */
  to(item: Item, resourceType = STANDING[item.kind]?.type): Reference {
    return this.reference(resourceType ?? "Basic", this.standIn(item).key, displayOf(item));
  }

  /** The same by our identifier (R4, references.html#logical): it needs no rewriting and closes no circle. */
  logical(item: Item): Reference {
    const type = STANDING[item.kind]?.type ?? "Basic";
    const value = this.id(type, this.standIn(item).key);
    return { type, identifier: { system: ID_SYSTEM, value }, display: displayOf(item) };
  }

  /** Where courses are no resources, their drug stands for them. */
  private standIn(item: Item): Item {
    return this.shape.compactMedications && item.kind === "course" && item.parent ? item.parent : item;
  }

  /** References for a linking key of an item, marked as derived where the case says so (`implied`). */
  links(item: Item, key: string): Reference[] {
    return (item.links[key] ?? []).map((target) => ({ ...inference(item, key), ...this.to(target) }));
  }

  /**
   * The encounter an item was told in. What led to the encounter lies before it, and a reference back would close a
   * circle: it has none.
   */
  encounterOf(item: Item): Reference | undefined {
    const { encounter } = item;
    if (!encounter) return undefined;
    if (!this.reaches(encounter, item)) return this.to(encounter);
    if (item.kind !== "condition") this.outside.add(item);
    return undefined;
  }

  private reaches(from: Item, to: Item): boolean {
    const seen = new Set<Item>();
    const open = [from];
    for (let item = open.pop(); item; item = open.pop()) {
      if (item === to) return true;
      if (seen.has(item)) continue;
      seen.add(item);
      open.push(...Object.values(item.links).flat());
      if (item.kind === "course" && item.parent) open.push(item.parent);
      // A study's report points to its findings and a panel to its results, so what they point to is reached as well.
      if (item.kind === "imaging" || KINDS[item.kind].refersInside) open.push(...this.inside(item));
      else if (item.parent?.kind === "imaging" && to !== item.parent) open.push(...(item.links.of ?? []));
    }
    return false;
  }

  /** The items inside an item: the courses of a drug, the findings of a study. */
  inside(item: Item): readonly Item[] {
    return this.children.get(item) ?? [];
  }

  /** The encounter that a step tells. */
  encounterIn(step: Item): Item | undefined {
    return this.encounters.get(step);
  }

  /** The item that has a key. */
  named(key: string): Item | undefined {
    return this.byKey.get(key);
  }

  /** The concept of a name: its words as text, its codes from the item itself or the case's `codes`. */
  concept(text: string, own?: CodeList, lookup: string = text): CodeableConcept {
    const codes = [own ?? (Object.hasOwn(this.codes, lookup) ? this.codes[lookup] : undefined) ?? []].flat();
    const coding = codes.flatMap((code) => parseCode(code) ?? []);
    return { ...(coding.length > 0 ? { coding } : {}), text };
  }

  span(key: string): ResolvedSpan {
    return this.source.times.get(key) ?? { kind: "none" };
  }

  report(code: FindingCode, params: FindingParams, pointer: string): void {
    this.findings.push(finding(code, params, { case: this.source.place(pointer) }));
  }
}

/** True when the case says that this key's content was inferred. */
export const isImplied = (item: Item, key: string): boolean =>
  ((item.data as { implied?: string[] }).implied ?? []).includes(key);

/** The mark of an element whose key the case says was inferred; nothing for one that was read. */
export const inference = (item: Item, key: string): { extension?: Extension[] } =>
  isImplied(item, key) ? { extension: [derived(INFERRED)] } : {};

export const from = (item: Item, key: string, rule?: string): From => ({
  pointer: `${item.pointer}/${key}`,
  ...(rule ? { rule } : {}),
});

/** Our technical identifier (or tag), in the shape the type has, and the mark of the case. */
function identityOf(resourceType: CaseType, id: string, mark: Coding) {
  if (TAG_MATCHED_TYPES.has(resourceType)) return { meta: { tag: [{ system: ID_SYSTEM, code: id }, mark] } };
  const identifier = { system: ID_SYSTEM, value: id };
  return { meta: { tag: [mark] }, identifier: resourceType === "Composition" ? identifier : [identifier] };
}
