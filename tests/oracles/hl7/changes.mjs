/** Whether HL7's validator, too, refuses our Bundles when a change breaks a promise of our guide (tests/profiles/changes.mjs). */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changed } from "../../profiles/changes.mjs";
import { cache } from "../java.mjs";
import { errorsOf } from "./issues.mjs";

/**
 * @param {{ validate(file: string): Promise<object> }} oracle
 * @param {readonly string[]} files Bundles that say their profiles, each of which it accepts
 * @returns {Promise<{ changes: number, refused: number, accepted: number }>}
 */
export async function judgeChanges(oracle, files) {
  const bundles = files.map((file) => JSON.parse(readFileSync(file, "utf8")));
  const folder = join(cache, "changes");
  mkdirSync(folder, { recursive: true });
  const accepted = [];
  const changes = changed(bundles);
  for (const [i, { what, after }] of changes.entries()) {
    const file = join(folder, `${i}.json`);
    writeFileSync(file, JSON.stringify(after));
    if (errorsOf(await oracle.validate(file)).length === 0) accepted.push(what);
  }
  for (const what of accepted) console.log(`HL7's validator accepts ${what}`);
  const refused = changes.length - accepted.length;
  console.log(`${refused} of ${changes.length} changes that break a promise of the guide are refused`);
  return { changes: changes.length, refused, accepted: accepted.length };
}
