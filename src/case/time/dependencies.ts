/** Which side of which node needs which other sides, and in what order they can be found. */
import { circleThrough, components } from "./graph.js";
import { MEANT } from "./meant.js";
import { BIRTH, type NameTable, partsOf } from "./names.js";
import { type Plan, planOf, type ReadNode, type Side } from "./plan.js";
import type { NamePoint, Phrase } from "./syntax.js";

interface Variable {
  key: string;
  side: Side;
}

/** Each node is two variables, 2i its start and 2i+1 its end. */
export class Graph {
  readonly plans = new Map<string, Plan>();
  private readonly index = new Map<string, number>();

  constructor(
    nodes: ReadonlyMap<string, ReadNode>,
    private readonly keys: readonly string[],
    private readonly table: NameTable,
  ) {
    for (const [i, key] of keys.entries()) {
      this.index.set(key, i);
      const read = nodes.get(key);
      if (read) this.plans.set(key, planOf(read, nodes));
    }
  }

  plan(key: string): Plan {
    return this.plans.get(key) ?? { start: { kind: "none" }, end: { kind: "none" } };
  }

  has(key: string, side: Side): boolean {
    const seen = new Set<string>();
    for (let at = key; !seen.has(at); ) {
      seen.add(at);
      const source = this.plan(at)[side];
      if (source.kind === "copy") at = source.key;
      else return source.kind === "same" ? this.has(at, "start") : source.kind !== "none";
    }
    return false;
  }

  isPoint(key: string): boolean {
    const seen = new Set<string>();
    for (let at = key; !seen.has(at); ) {
      seen.add(at);
      const { start, end } = this.plan(at);
      if (end.kind !== "same") return false;
      if (start.kind !== "inherit") return start.kind !== "none";
      at = start.key;
      if (this.plan(at).end.kind !== "same") return true;
    }
    return false;
  }

  /** It has a moment of its own to be told, not just some time within its step's period. */
  isMoment(key: string): boolean {
    const { start } = this.plan(key);
    if (!this.isPoint(key)) return false;
    return start.kind !== "inherit" || this.isMoment(start.key);
  }

  /** A course does not end where the next begins when that counts from the end of this one. */
  dropCircularNext(): void {
    for (const members of this.components()) {
      const inside = new Set(members);
      for (const member of members) {
        const { key } = this.variable(member);
        const plan = this.plan(key);
        if (member % 2 === 1 && plan.end.kind === "next" && this.edges(member).some((target) => inside.has(target)))
          this.plans.set(key, { ...plan, end: { kind: "none" } });
      }
    }
  }

  order(): { order: (Variable & { circular: boolean })[]; circles: string[][] } {
    const order: (Variable & { circular: boolean })[] = [];
    const circles: string[][] = [];
    for (const members of this.components()) {
      const first = Math.min(...members);
      const edges = (node: number): readonly number[] => this.edges(node);
      const circle =
        members.length > 1 || edges(first).includes(first) ? circleThrough(first, new Set(members), edges) : undefined;
      if (circle) circles.push([...new Set(circle.map((member) => this.variable(member).key))]);
      for (const member of members) order.push({ ...this.variable(member), circular: circle !== undefined });
    }
    return { order, circles };
  }

  private components(): number[][] {
    return components(this.keys.length * 2, (node) => this.edges(node));
  }

  private variable(index: number): Variable {
    return { key: this.keys[index >> 1] ?? "", side: index % 2 === 0 ? "start" : "end" };
  }

  private edges(variable: number): readonly number[] {
    const { key, side } = this.variable(variable);
    const source = this.plan(key)[side];
    switch (source.kind) {
      case "read":
        return "words" in source.text ? [] : this.phraseEdges(source.text.phrase);
      case "moved":
        return this.sides(key, side === "start" ? ["end"] : ["start"]);
      case "same":
        return this.sides(key, ["start"]);
      case "copy":
        return this.sides(source.key, [side]);
      case "next":
        return this.sides(source.key, ["start"]);
      case "inherit":
      case "follow":
        return this.sides(source.key, ["start", "end"]);
      case "none":
        return [];
    }
  }

  private phraseEdges(phrase: Phrase): number[] {
    return partsOf(phrase.point).flatMap((part) => {
      if (part.kind === "age") return this.sides(onlyOne(this.table.keysOf(part.birth ?? BIRTH)), ["start"]);
      if (part.kind === "clock") return this.sides(part.step, ["start", "end"]);
      const name = part.kind === "name" ? part : "of" in part ? part.of : undefined;
      return name ? this.sides(onlyOne(this.table.keysOf(name.name)), this.meantSides(phrase, name)) : [];
    });
  }

  private meantSides({ point, within, relation }: Phrase, name: NamePoint): Side[] {
    if (name.side === "end") return ["start", "end"];
    if (name.side === "start" || point.kind === "ordinal" || point.kind === "first" || point.kind === "cycle")
      return ["start"];
    if (within || point.kind !== "name") return ["start", "end"];
    const meant = MEANT[relation ?? "bare"];
    return meant === "both" ? ["start", "end"] : meant === "start" ? ["start"] : ["end", "start"];
  }

  private sides(key: string | undefined, sides: readonly Side[]): number[] {
    const i = key === undefined ? undefined : this.index.get(key);
    if (i === undefined || key === undefined) return [];
    return sides.filter((side) => this.has(key, side)).map((side) => 2 * i + (side === "end" ? 1 : 0));
  }
}

/** The one thing a name means. */
export const onlyOne = (keys: readonly string[]): string | undefined => (keys.length === 1 ? keys[0] : undefined);
