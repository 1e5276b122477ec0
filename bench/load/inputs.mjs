/** What is loaded: the examples again and again under other names, so that each is a case of its own, with ids of its own. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mapCase, readCase } from "../../dist/lib/index.js";
import { root } from "../inputs.mjs";

const examples = readdirSync(join(root, "examples")).map((name) =>
  readFileSync(join(root, "examples", name, "case.yaml"), "utf8"),
);

/** How many Bundles are under way at a time. */
export const LANES = 4;

/** The n-th Bundle: the examples in turn, each time around under another name. */
export function bundleOf(n) {
  const yaml = examples[n % examples.length].replace(/^case: .*$/m, `case: bench-${n}`);
  return mapCase(readCase(yaml).case).bundle;
}

/** Base64 of as many bytes as make `length` characters; a scan has no pattern either, so this has none (xorshift). */
function scan(length) {
  const bytes = Buffer.alloc(Math.ceil((length / 4) * 3));
  for (let i = 0, state = 0x9e3779b9; i < bytes.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = state;
  }
  return bytes.toString("base64");
}

/**
 * One transaction of as many cases as make `entries` entries. What they lack to `bytes` of JSON are scans, which each
 * case's source brings as an attachment.
 */
export function bigBundle(entries, bytes) {
  const bundles = [];
  for (let n = 0, count = 0; count < entries; n++) {
    bundles.push(bundleOf(n));
    count += bundles.at(-1).entry.length;
  }
  const entry = bundles.flatMap((bundle) => bundle.entry).slice(0, entries);
  const bundle = { ...bundles[0], entry };
  const sources = entry.flatMap(({ resource }) => (resource.resourceType === "DocumentReference" ? [resource] : []));
  const missing = bytes - JSON.stringify(bundle).length;
  const data = scan(Math.max(0, missing) / sources.length);
  for (const source of sources) source.content = [{ attachment: { contentType: "image/tiff", data } }];
  return bundle;
}
