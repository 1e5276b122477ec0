import { nearest } from "../../finding/nearest.js";
import type { Capabilities, Capability } from "./capabilities.js";
import { capabilityKinds, capabilityNames, isCapability } from "./capability-kinds.js";

/** One capability as the user says it is, or why it cannot be read. */
export type Override = { capability: Capability; value: Capabilities[Capability] } | { why: string };

const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["true", true],
  ["no", false],
  ["false", false],
]);

/** Reads `maxEntries=150`, `gzip=no`, `clientIds=uuid`; `none` is no limit. */
export function parseOverride(text: string): Override {
  const [name = "", ...rest] = text.split("=");
  const word = rest.join("=");
  if (rest.length === 0) return { why: "it is not written NAME=VALUE" };
  if (!isCapability(name)) {
    const near = nearest(name, capabilityNames);
    return { why: near === undefined ? "there is no such capability" : `there is no such capability; is it ${near}?` };
  }
  const { values } = capabilityKinds[name];
  if (values === "count" || values === "bytes") {
    const value = word === "none" ? Number.POSITIVE_INFINITY : Number(word);
    return word === "none" || (/^[1-9]\d*$/.test(word) && Number.isSafeInteger(value))
      ? { capability: name, value }
      : { why: `${name} is a whole number from 1 on, or none for no limit` };
  }
  if (values === "yes-or-no") {
    const value = YES_OR_NO.get(word);
    return value === undefined ? { why: `${name} is yes or no` } : { capability: name, value };
  }
  const value = values.find((one) => one === word);
  return value === undefined ? { why: `${name} is one of ${values.join(", ")}` } : { capability: name, value };
}
