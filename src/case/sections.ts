/**
 * The sections of a step and of the whole document, in the order their items are told: a further section is a row here.
 */
import { RESULT_SETS } from "./document.js";
import type { ItemKind, ObservationItem } from "./item.js";

type Data = Readonly<Record<string, unknown>>;

/** A section that lists items. */
export interface ListSection {
  key: string;
  kind: ItemKind;
  /** What an entry is called; its `name` otherwise. */
  name?: (data: Data, parent?: string) => string;
  /** The words an entry is known by where it has no id, and for good; what it is called otherwise. */
  words?: (data: Data) => string;
  /** The item that a word in place of the list stands for; without it, such a word is no item. */
  word?: Data;
  /** What else its item says. */
  more?: (data: Data) => object;
  /** What stands inside an entry. */
  inside?: readonly Section[];
}

/** A section that is a result set: everything in it is an observation. */
export interface SetSection {
  key: string;
  set: ObservationItem["section"];
}

export type Section = ListSection | SetSection;

/** What `otherwise` speaks of. */
const REST: Readonly<Partial<Record<SetSection["set"], string>>> = {
  exam: "other findings of the examination",
  vitals: "other vital signs",
  labs: "other laboratory results",
  tests: "other tests",
  imaging: "other findings of the study",
};
export const restOf = (set: SetSection["set"]): string => REST[set] ?? "other findings";

/** The words that are there, one after the other. */
const joined = (...words: unknown[]): string => words.filter(Boolean).join(" ");
/** A phrase, or the words that stand for one. */
const text = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? (value as { text?: unknown }).text : value;

/** Of one study by several modalities: "PT/CT". */
export const modalityText = (modality: unknown): string => [modality].flat().join("/");

const COURSES: ListSection = {
  key: "courses",
  kind: "course",
  name: (_, drug) => drug ?? "",
  words: ({ paused, dose }) => (paused ? "paused" : joined(text(dose))),
};

const MEDICATIONS: ListSection = { key: "medications", kind: "medication", inside: [COURSES] };

const ASSESSMENTS: ListSection = {
  key: "certainty",
  kind: "assessment",
  name: (_, condition) => condition ?? "",
  words: ({ is, by }) => joined(is, ...[by].flat()),
};

export const SECTIONS: readonly Section[] = [
  { key: "conditions", kind: "condition", inside: [ASSESSMENTS] },
  { key: "allergies", kind: "allergy", word: { name: "no known allergy" } },
  { key: "immunizations", kind: "immunization", words: (data) => joined(data.name, data["dose number"]) },
  { key: "family history", kind: "family member", name: ({ relation }) => String(relation) },
  ...RESULT_SETS.map((key) => ({ key, set: key })),
  MEDICATIONS,
  { key: "regimens", kind: "regimen", inside: [MEDICATIONS] },
  { key: "procedures", kind: "procedure" },
  { key: "plan", kind: "plan" },
  { key: "devices", kind: "device" },
  {
    key: "imaging",
    kind: "imaging",
    // How we call it may change; the words it is known by are the case's own.
    name: ({ name, modality, site }) => String(name ?? [modalityText(modality), site].filter(Boolean).join(" of ")),
    words: ({ name, modality, site }) => String(name ?? joined(modalityText(modality), site)),
    inside: [{ key: "findings", set: "imaging" }],
  },
  { key: "reports", kind: "report", inside: [{ key: "findings", set: "imaging" }] },
  {
    key: "genetics",
    kind: "observation",
    name: ({ gene, variant }) => joined(gene, variant),
    more: ({ result = "present" }) => ({ section: "genetics", verdict: result }),
  },
  { key: "pathology", kind: "pathology", inside: [{ key: "findings", set: "pathology" }] },
  {
    key: "outcomes",
    kind: "outcome",
    name: ({ name }) => String(name ?? "clinical status"),
    words: ({ name, state }) => joined(name, text(state)),
  },
  { key: "adverse events", kind: "adverse event" },
  { key: "consents", kind: "consent" },
];
