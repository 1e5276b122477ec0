/** Dates of the patient that lie before the birth or after the death. */
import type { Finding } from "../../finding/finding.js";
import { isBefore, report, say } from "./compare.js";
import { onlyOne } from "./dependencies.js";
import type { Moment } from "./moment.js";
import { BIRTH, labelOf } from "./names.js";
import type { ReadNode } from "./plan.js";
import type { Solution } from "./solve.js";
import type { TimePlace } from "./types.js";

interface Life {
  birth?: Moment | undefined;
  death?: Moment | undefined;
}

/** As far as the case tells them. */
export function lifeOf(nodes: ReadonlyMap<string, ReadNode>, { anchors }: Solution): Life {
  const deaths = [...nodes.values()].filter(({ node }) => node.death).map(({ node }) => node.key);
  const death = onlyOne(deaths);
  return {
    birth: anchors.moment(anchors.keyOf(BIRTH) ?? "", "start"),
    death: death === undefined ? undefined : anchors.moment(death, "start"),
  };
}

/** Only what a date says: what counts from the birth or the death is meant to lie where it does. */
export function checkLife(read: ReadNode, { birth, death }: Life, { anchors }: Solution, place: TimePlace): Finding[] {
  const { node } = read;
  if (node.person !== undefined || node.same !== undefined) return [];
  const [start, end] = (["start", "end"] as const).map((side) => stated(anchors.moment(node.key, side)));
  const tell = (moment: Moment, where: string) => {
    const params = { name: labelOf(node), date: say(moment), where };
    return [report("case/outside-life", params, read, ["when", "from", "until"], place)];
  };
  if (start && birth && isBefore(start, birth)) return tell(start, `before the birth (${say(birth)})`);
  const last = end ?? start;
  return last && death && isBefore(death, last) ? tell(last, `after the death (${say(death)})`) : [];
}

const stated = (moment: Moment | undefined): Moment | undefined =>
  moment?.basis === "stated" && !moment.inherited ? moment : undefined;
