/** The kinds of items and what sets each apart: a further kind is a row here, beside its keys in the schema. */
import type { ItemKind } from "./item.js";
import type { TimeField } from "./time/index.js";

export interface Kind {
  /** In the words of the people who write cases. */
  called: string;
  /** Linking key -> the kinds it may point to: what FHIR's reference targets allow. */
  links: Readonly<Record<string, readonly ItemKind[]>>;
  /** Goes on once it has begun: a time alone dates its start and leaves its end open. */
  goesOn?: true;
  /** Was there before it was told: it takes no time from the step. */
  isOutsideStep?: true;
  /** Takes the whole time of the step that tells it, and not just some moment of it. */
  isWholeStep?: true;
  /** Is seen at the time of its step, and need neither have begun nor ended then. */
  isSeen?: true;
  /** Its resource refers to what stands inside it, so what refers to it from there closes a circle. */
  refersInside?: true;
  /** Its own keys for its times, where they differ. */
  times?: Readonly<Partial<Record<TimeField, string>>>;
}

const ANY: readonly ItemKind[] = [
  "allergy",
  "plan",
  "device",
  "adverse event",
  "condition",
  "observation",
  "medication",
  "regimen",
  "course",
  "procedure",
  "imaging",
  "report",
  "pathology",
  "outcome",
];
const CAUSES: readonly ItemKind[] = ["condition", "procedure", "medication", "course", "regimen"];
const DRUGS: readonly ItemKind[] = ["medication", "course"];
const REASONS: readonly ItemKind[] = ["condition", "observation", "imaging", "report", "pathology", "outcome"];
const REPORTS: readonly ItemKind[] = ["report", "pathology"];
const TREATED: readonly ItemKind[] = ["condition", "observation"];

export const KINDS: Readonly<Record<ItemKind, Kind>> = {
  person: { called: "person", links: {}, isOutsideStep: true },
  step: { called: "step", links: {} },
  encounter: {
    called: "encounter",
    links: { because: ["condition", "procedure", "observation", "outcome"], "part of": ["encounter"] },
    goesOn: true,
    isWholeStep: true,
  },
  condition: {
    called: "condition",
    links: { "part of": ["condition"], "due to": CAUSES, follows: CAUSES, evidence: ANY },
    goesOn: true,
    times: { from: "onset", until: "ended" },
  },
  assessment: { called: "assessment", links: { by: ANY }, isOutsideStep: true },
  allergy: { called: "allergy", links: {}, goesOn: true, isOutsideStep: true, times: { from: "onset" } },
  immunization: { called: "vaccine", links: { because: [...REASONS, "allergy", "procedure"] } },
  "family member": { called: "relative", links: {}, isOutsideStep: true },
  observation: { called: "finding or result", links: { of: ANY, "due to": CAUSES }, isSeen: true, refersInside: true },
  medication: {
    called: "drug",
    links: {
      for: TREATED,
      because: [...REASONS, "allergy", "procedure", "encounter", "adverse event"],
      "instead of": DRUGS,
    },
    goesOn: true,
  },
  regimen: {
    called: "regimen",
    links: { for: TREATED, because: [...REASONS, "allergy", "procedure", "adverse event"] },
    goesOn: true,
  },
  course: {
    called: "course",
    links: { because: [...REASONS, "allergy", "procedure", "encounter", "adverse event"], "instead of": DRUGS },
    goesOn: true,
  },
  procedure: {
    called: "procedure",
    links: {
      for: TREATED,
      because: [...REASONS, "allergy", "procedure", "adverse event"],
      "part of": ["procedure"],
      uses: ["device"],
      implants: ["device"],
      removes: ["device"],
      changes: ["device"],
    },
  },
  plan: {
    called: "plan",
    links: { for: TREATED, because: [...REASONS, "allergy", "procedure", "adverse event"] },
    isOutsideStep: true,
  },
  device: { called: "device", links: { for: TREATED }, goesOn: true, isOutsideStep: true },
  "adverse event": {
    called: "adverse event",
    links: {
      suspected: ["medication", "course", "regimen", "procedure", "immunization", "device"],
      "led to": ["condition"],
    },
  },
  consent: { called: "consent", links: {} },
  imaging: {
    called: "study",
    links: {
      for: TREATED,
      because: [...REASONS, "procedure", "medication", "course"],
      "compared with": ["imaging"],
    },
  },
  report: { called: "report", links: { of: ["imaging"], replaces: REPORTS }, refersInside: true },
  pathology: { called: "pathology report", links: { replaces: REPORTS }, refersInside: true },
  specimen: {
    called: "specimen",
    links: { "taken by": ["procedure"] },
    isOutsideStep: true,
    times: { when: "collected" },
  },
  outcome: { called: "outcome", links: { of: ANY, "due to": CAUSES } },
};
