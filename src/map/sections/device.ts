import type { DeviceItem } from "../../case/item.js";
import type { Device, DeviceUseStatement } from "../../fhir/types.js";
import { from, type Mapping } from "../context.js";
import { put } from "../draft.js";
import { derived } from "../extensions.js";
import { bodySiteOf } from "../site.js";
import { overPeriod, periodOf, timeSource } from "../time.js";

type Use = DeviceUseStatement["status"];
const USE: Readonly<Record<NonNullable<DeviceItem["data"]["status"]>, { device?: Device["status"]; use: Use }>> = {
  "in use": { device: "active", use: "active" },
  "not in use": { device: "inactive", use: "stopped" },
  removed: { device: "inactive", use: "completed" },
  planned: { use: "intended" },
};

/** What is told of a device beyond which it is: then its use is a resource of its own. */
const OF_USE = ["status", "for", "when", "from", "until", "lasting", "site", "side", "levels"];

/** A device, and its use where more is told than that it was there. */
export function mapDevice(map: Mapping, item: DeviceItem): void {
  const { data } = item;
  const draft = map.start("Device", item.key, { kind: "device", pointer: item.pointer, rule: "device" });
  put(draft, "status", data.status && USE[data.status].device, from(item, "status"));
  put(draft, "manufacturer", data.manufacturer, from(item, "manufacturer"));
  put(draft, "modelNumber", data.model, from(item, "model"));
  put(draft, "type", map.concept(data.name, data.codes), from(item, "name"));
  put(draft, "patient", map.subject(item));
  put(draft, "note", data.note ? [{ text: data.note }] : undefined, from(item, "note"));
  if (OF_USE.some((key) => key in data)) mapUse(map, item);
}

function mapUse(map: Mapping, item: DeviceItem): void {
  const { data } = item;
  const draft = map.start("DeviceUseStatement", item.key, {
    kind: "device",
    pointer: item.pointer,
    rule: "device-use",
  });
  const span = map.span(item.key);
  const isOver = data.until !== undefined;
  // R4 has no status for a use of which nobody says whether it goes on.
  const use = data.status ? USE[data.status].use : isOver ? "completed" : "active";
  put(draft, "status", use, from(item, data.status ? "status" : "name", "device-use"));
  if (!data.status) {
    const why = isOver ? "its use has ended" : "no end of its use is told";
    put(draft, "_status", { extension: [derived(why)] }, from(item, "name", "device-use"));
  }
  put(draft, "subject", map.subject(item));
  const period = periodOf(map, item, span);
  put(
    draft,
    "timingPeriod",
    use === "active" || use === "intended" ? period : overPeriod(period),
    timeSource(item, span),
  );
  put(draft, "device", map.to(item));
  put(draft, "reasonReference", map.links(item, "for"), from(item, "for"));
  put(draft, "bodySite", bodySiteOf(map, data), from(item, "site"));
}
