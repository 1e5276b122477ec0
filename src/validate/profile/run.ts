/** Judges an item by a plan: what it is itself, what it holds, and the slices of that. */
import type { Place } from "../place.js";
import { type Item, itemsOf } from "./item.js";
import type { Cardinality, ElementPlan, Run, SlicePlan, SlicingPlan } from "./plan.js";

export function runPlan(run: Run, plan: ElementPlan, item: Item): void {
  const { judge } = run;
  if (judge.context.report.isFull) return;
  for (const check of plan.checks) check(run, item);
  if (plan.children.length === 0) return;
  const scope = judge.scopeWithin(run.scope, item.value, item.place);
  const inner = scope === run.scope ? run : { ...run, scope };
  for (const child of plan.children) {
    const access = child.access.get(item.type);
    if (!access) continue;
    const items = itemsOf(item, access);
    count(inner, child, items.length, item.place);
    for (const one of items) runPlan(inner, child.plan, one);
    if (child.slicing) runSlices(inner, child.slicing, items, item.place);
  }
}

function count({ judge, profile }: Run, { name, min, max }: Cardinality, found: number, place: Place): void {
  const params = { element: name, count: found, profile };
  if (min !== undefined && found < min) judge.tell("validate/profile-min", place, { ...params, min });
  if (max !== undefined && found > max) judge.tell("validate/profile-max", place, { ...params, max });
}

function runSlices(run: Run, slicing: SlicingPlan, items: readonly Item[], place: Place): void {
  const { members, unclear } = sort(run, slicing, items);
  for (const slice of [...slicing.slices, ...(slicing.rest ? [slicing.rest] : [])]) {
    const own = members.get(slice) ?? [];
    if (own.length === 0 && slice.min !== undefined) tellMissing(run, slice, place);
    else count(run, slice, own.length, place);
    // Of what is of two slices nobody can say which one it has to meet.
    for (const item of own) if (!unclear.has(item)) runPlan(run, slice.plan, item);
    if (slice.slicing) runSlices(run, slice.slicing, own, place);
  }
}

interface Sorted {
  members: ReadonlyMap<SlicePlan, Item[]>;
  /** Items that are of more than one slice. */
  unclear: ReadonlySet<Item>;
}

/** The items of each slice; tells what is in none or out of order. */
function sort(run: Run, slicing: SlicingPlan, items: readonly Item[]): Sorted {
  const { judge, profile } = run;
  const members = new Map<SlicePlan, Item[]>();
  const unclear = new Set<Item>();
  let last = -1;
  let isBehindOthers = false;
  for (const item of items) {
    const verdicts = slicing.slices.map(({ matches }) => (matches ? matches(run, item) : false));
    const [certain, other] = slicing.slices.filter((_, i) => verdicts[i]);
    // Where a slice may be meant nobody can say that it is missing.
    const slice = certain ?? slicing.slices.find((_, i) => verdicts[i] === undefined) ?? slicing.rest;
    const index = slice ? slicing.slices.indexOf(slice) : -1;
    if (!slice) {
      const params = { element: slicing.name, profile };
      if (slicing.rules === "closed") judge.tell("validate/profile-slice-unknown", item.place, params);
      isBehindOthers = true;
      continue;
    }
    const params = { element: slice.name, profile };
    if (other) {
      judge.tell("validate/profile-slices-match", item.place, { ...params, other: other.name });
      unclear.add(item);
    }
    if (slicing.rules === "openAtEnd" && isBehindOthers)
      judge.tell("validate/profile-slice-at-end", item.place, params);
    if (slicing.ordered && index < last) judge.tell("validate/profile-slice-order", item.place, params);
    last = Math.max(last, index);
    const own = members.get(slice);
    if (own) own.push(item);
    else members.set(slice, [item]);
  }
  return { members, unclear };
}

function tellMissing({ judge, profile }: Run, { name, magicCode }: SlicePlan, place: Place): void {
  if (magicCode === undefined) judge.tell("validate/profile-slice-missing", place, { slice: name, profile });
  else judge.tell("validate/profile-magic-code", place, { code: magicCode, profile });
}
