/** Judges an item by a plan: what it is itself, what it holds, and the slices of that. */
import type { Place } from "../place.js";
import { type Item, itemsOf } from "./item.js";
import { type Cardinality, type ElementPlan, isEmptyPlan, type Run, type SlicePlan, type SlicingPlan } from "./plan.js";

export function runPlan(run: Run, plan: ElementPlan, item: Item): void {
  const { judge } = run;
  if (judge.context.report.isFull) return;
  for (const check of plan.checks) check(run, item);
  const children = plan.children.get(item.type);
  if (!children) return;
  const scope = judge.scopeWithin(run.scope, item);
  const inner = scope === run.scope ? run : { ...run, scope };
  for (const child of children) {
    const items = itemsOf(item, child.access);
    count(inner, child, items.length, item);
    if (!isEmptyPlan(child.plan)) for (const one of items) runPlan(inner, child.plan, one);
    if (child.slicing) runSlices(inner, child.slicing, items, item);
  }
}

/** @param parent what holds what was counted */
function count({ judge, profile }: Run, { name, min, max }: Cardinality, found: number, parent: Item): void {
  if (min !== undefined && found < min)
    judge.tell("validate/profile-min", parent.place, { element: name, count: found, min, profile });
  if (max !== undefined && found > max)
    judge.tell("validate/profile-max", parent.place, { element: name, count: found, max, profile });
}

function runSlices(run: Run, slicing: SlicingPlan, items: readonly Item[], parent: Item): void {
  const { members, unclear } = sort(run, slicing, items);
  for (const [i, slice] of slicing.slices.entries()) {
    const own = members[i] ?? NONE;
    if (own.length === 0 && slice.min !== undefined) tellMissing(run, slice, items, parent.place);
    else count(run, slice, own.length, parent);
    // Of what is of two slices nobody can say which one it has to meet.
    for (const item of own) if (!unclear?.has(item)) runPlan(run, slice.plan, item);
    if (slice.slicing) runSlices(run, slice.slicing, own, parent);
  }
}

const NONE: readonly Item[] = [];

interface Sorted {
  /** By the place of the slice among all. */
  members: readonly (readonly Item[] | undefined)[];
  /** Items that are of more than one slice, where there are some. */
  unclear: ReadonlySet<Item> | undefined;
}

/** The items of each slice; tells what is in none or out of order. */
function sort(run: Run, slicing: SlicingPlan, items: readonly Item[]): Sorted {
  const { judge, profile } = run;
  const { slices } = slicing;
  const members: Item[][] = [];
  let unclear: Set<Item> | undefined;
  let last = -1;
  let isBehindOthers = false;
  for (const item of items) {
    const [index, other] = slicesOf(run, slicing, item);
    const slice = slices[index];
    if (!slice) {
      if (slicing.rules === "closed")
        judge.tell("validate/profile-slice-unknown", item.place, { element: slicing.name, profile });
      isBehindOthers = true;
      continue;
    }
    const { name: element } = slice;
    if (other) {
      judge.tell("validate/profile-slices-match", item.place, { element, other: other.name, profile });
      unclear ??= new Set();
      unclear.add(item);
    }
    if (slicing.rules === "openAtEnd" && isBehindOthers)
      judge.tell("validate/profile-slice-at-end", item.place, { element, profile });
    const isRest = slicing.hasRest && index === slices.length - 1;
    if (slicing.ordered && index < last && !isRest)
      judge.tell("validate/profile-slice-order", item.place, { element, profile });
    if (!isRest) last = Math.max(last, index);
    members[index] ??= [];
    members[index].push(item);
  }
  return { members, unclear };
}

/** Which slice an item is of, -1 for none, and a second one that it is of, too. */
function slicesOf(run: Run, { slices, hasRest }: SlicingPlan, item: Item): [index: number, other?: SlicePlan] {
  let certain = -1;
  let possible = -1;
  for (const [i, slice] of slices.entries()) {
    const verdict = slice.matches ? slice.matches(run, item) : false;
    if (verdict && certain >= 0) return [certain, slice];
    if (verdict) certain = i;
    else if (verdict === undefined && possible < 0) possible = i;
  }
  if (certain >= 0) return [certain];
  // Where a slice may be meant nobody can say that it is missing.
  return [possible < 0 && hasRest ? slices.length - 1 : possible];
}

function tellMissing(run: Run, slice: SlicePlan, items: readonly Item[], place: Place): void {
  const { judge, profile } = run;
  const { name, magicCode } = slice;
  if (magicCode !== undefined) judge.tell("validate/profile-magic-code", place, { code: magicCode, profile });
  else judge.tell("validate/profile-slice-missing", place, { slice: name, profile }, reasonsHint(run, slice, items));
}

/** Of so many items, and so many reasons, somebody learns something. */
const FEW = 3;

/** What the profile that tells the slice apart finds wrong with the items that are there. */
function reasonsHint(run: Run, { reasons }: SlicePlan, items: readonly Item[]): { hint?: string } {
  // What is asked on behalf of another demand is told to nobody.
  if (run.judge.memory.steps > 0) return {};
  const found = items.slice(0, FEW).flatMap((item) => reasons?.(run, item) ?? []);
  const sentences = found.slice(0, FEW).map(({ bundle, message }) => `at ${bundle?.expression}: ${message}`);
  return sentences.length === 0 ? {} : { hint: `what is there differs: ${sentences.join("; ")}` };
}
