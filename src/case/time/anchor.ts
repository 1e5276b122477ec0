/** Where a phrase counts from, told as data: the thing, the side of it, the order and the distance. */
import { offsetOf } from "./duration.js";
import { MEANT } from "./meant.js";
import type { Anchors } from "./moment.js";
import { BIRTH, birthOfLife } from "./names.js";
import type { Side } from "./plan.js";
import type { NamePoint, Phrase, Point, Relation } from "./syntax.js";
import type { TimeAnchor } from "./types.js";

export function anchorOf({ point, relation, within }: Phrase, anchors: Anchors): TimeAnchor | undefined {
  const name = nameIn(point);
  const key = name === undefined ? undefined : anchors.keyOf(birthOfLife(name.name));
  if (name === undefined || key === undefined) return undefined;
  const side = name.side ?? sideMeant(name, point, relation, within !== undefined, anchors);
  const base = { key, ...(side ? { side } : {}) };
  if (within) {
    const offset = offsetOf(within.duration);
    if (point.kind !== "name" || within.side === "of") return undefined;
    return {
      ...base,
      relation: within.side,
      ...(offset ? { offset: { value: 0, high: offset.high ?? offset.value, unit: offset.unit } } : {}),
    };
  }
  return anchoredPoint(point, relation, base);
}

function anchoredPoint(
  point: Point,
  relation: Relation | undefined,
  base: Pick<TimeAnchor, "key" | "side">,
): TimeAnchor | undefined {
  if (point.kind === "name")
    return relation === "by" || relation === "up to" ? undefined : { ...base, relation: orderOf(relation) };
  // However many, its cycles come after its start.
  if (point.kind === "cycle" || point.kind === "cycles")
    return orderOf(relation) === "before" || relation === "by" || relation === "up to"
      ? undefined
      : { ...base, relation: "after" };
  if (orderOf(relation) !== "concurrent" || relation === "by" || relation === "up to") return undefined;
  if (point.kind === "offset") {
    const offset = offsetOf(point.duration);
    return { ...base, relation: point.direction, ...(offset ? { offset } : {}) };
  }
  if (point.kind === "age") {
    const offset = offsetOf(point.duration);
    return { ...base, relation: "after", ...(offset ? { offset } : {}) };
  }
  if (point.kind !== "ordinal") return undefined;
  if (point.unit !== "d") return { ...base, relation: "after" };
  return point.number === 1
    ? { ...base, relation: "concurrent" }
    : { ...base, relation: "after", offset: { value: point.number - 1, unit: "d" } };
}

function orderOf(relation: Relation | undefined): TimeAnchor["relation"] {
  if (relation?.endsWith("before")) return "before";
  return relation?.endsWith("after") ? "after" : "concurrent";
}

/** The name a phrase counts from directly; a distance from a distance has none. */
function nameIn(point: Point): NamePoint | undefined {
  switch (point.kind) {
    case "name":
      return point;
    case "offset":
      return point.point.kind === "name" ? point.point : undefined;
    case "ordinal":
    case "cycle":
    case "cycles":
      return point.of;
    case "age":
      return { kind: "name", name: point.birth ?? BIRTH, side: "start", offset: point.offset, length: point.length };
    default:
      return undefined;
  }
}

function sideMeant(
  name: NamePoint,
  point: Point,
  relation: Relation | undefined,
  within: boolean,
  anchors: Anchors,
): Side | undefined {
  if (point.kind === "ordinal" || point.kind === "cycle" || point.kind === "cycles") return "start";
  const meant = within || point.kind === "offset" ? "both" : MEANT[relation ?? "bare"];
  const key = anchors.keyOf(name.name);
  const end = key === undefined ? undefined : anchors.moment(key, "end");
  const isPoint = key !== undefined && end !== undefined && end === anchors.moment(key, "start");
  if (end === undefined || isPoint)
    return meant === "both" && relation !== undefined && point.kind === "name" ? undefined : "start";
  return meant === "both" ? undefined : meant;
}
