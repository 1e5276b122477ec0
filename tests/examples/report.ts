/** What is missing between an example and its facts: printed for who writes them. Run by report.mjs. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "./facts/check.js";
import { readFacts } from "./facts/fact.js";
import { isStructure, nameOf, resourcesOf } from "./facts/resources.js";
import { describeResource, suggest } from "./facts/suggest.js";

const [folder = ".", ...options] = process.argv.slice(2);
const file = join(folder, "facts.json");
const list = existsSync(file) ? readFacts(file) : { facts: [], traps: [] };
const mapped = resourcesOf(readFileSync(join(folder, "case.yaml"), "utf8"));
const { wrong, unclaimed } = check(list, mapped);

for (const { id, why } of wrong) {
  const { statement } = [...list.facts, ...list.traps].find((one) => one.id === id) ?? {};
  console.log(`${id} (${statement})\n  ${why}`);
}
const shown = options.includes("--all") ? mapped.resources.filter((one) => !isStructure(one)) : unclaimed;
if (shown.length > 0) console.log(options.includes("--all") ? "\nResources:" : "\nResources that no fact selects:");
const place = (name: string) => mapped.lines.get(name) ?? 0;
for (const one of shown.sort((a, b) => place(nameOf(a)) - place(nameOf(b)))) {
  console.log(`${describeResource(one, mapped)}\n  "where": ${JSON.stringify(suggest(one, mapped))}`);
}
const failed = new Set(wrong.map(({ id }) => id)).size;
console.log(
  `\n${list.facts.length} facts, ${list.traps.length} traps: ${failed} fail; ${unclaimed.length} resources are no fact`,
);
process.exitCode = failed + unclaimed.length > 0 ? 1 : 0;
