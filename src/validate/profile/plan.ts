/** What a profile demands beyond the base definition, made once: the demands on each element, and its slices. */
import type { Finding } from "../../finding/finding.js";
import type { Context } from "../context.js";
import type { Scope } from "../scope.js";
import type { Access, Item } from "./item.js";
import type { Judge } from "./judge.js";

/** One judgement of one item: by which profile, in which surroundings. */
export interface Run {
  context: Context;
  scope: Scope;
  judge: Judge;
  /** The canonical of the profile. */
  profile: string;
}

/** A demand on one item. */
export type Check = (run: Run, item: Item) => void;

export interface ElementPlan {
  checks: readonly Check[];
  /** Those of its children of which something is demanded, by the type of the element. */
  children: ReadonlyMap<string, readonly ChildPlan[]>;
}

/** How often an element or a slice may be there; undefined where its base says as much. */
export interface Cardinality {
  /** As the finding names it: `Observation.component:SystolicBP`. */
  name: string;
  min?: number;
  max?: number;
}

export interface ChildPlan extends Cardinality {
  /** The properties of the element. */
  access: Access;
  plan: ElementPlan;
  slicing?: SlicingPlan;
}

export interface SlicingPlan {
  name: string;
  rules: "open" | "closed" | "openAtEnd";
  ordered: boolean;
  slices: readonly SlicePlan[];
  /** Whether the last one is that of what no other slice has. */
  hasRest: boolean;
}

export interface SlicePlan extends Cardinality {
  /** Undefined when the profile does not say how to tell. */
  matches?: Matcher;
  /** Why an item is not of it, where a profile says so. */
  reasons?: Reasons;
  /** The LOINC code that a vital sign must have, which this slice demands. */
  magicCode?: string;
  plan: ElementPlan;
  slicing?: SlicingPlan;
}

/** Whether an item is of a slice; undefined where that hangs on a value set that is not at hand. */
export type Matcher = (run: Run, item: Item) => boolean | undefined;

export type Reasons = (run: Run, item: Item) => readonly Finding[];

/** Whether there is nothing to judge. */
export const isEmptyPlan = ({ checks, children }: ElementPlan): boolean => checks.length === 0 && children.size === 0;
