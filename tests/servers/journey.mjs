/**
 * One case into one server: loaded, loaded again, one line edited and loaded; and, under another namespace so that the
 * two do not meet, posted and posted again. What the load says is checked against the server itself.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { case2fhir } from "../program.mjs";

/** HAPI answers a repeated search from its cache unless told otherwise. */
const FRESH = { headers: { accept: "application/fhir+json", "cache-control": "no-cache" } };

const OUTCOMES = ["created", "updated", "unchanged", "existing", "failed", "unknown", "unsent"];

/**
 * @param {string} base the server's base URL; the server holds nothing of this case
 * @param {{ file: string, edit: { line: string, becomes: string } }} example
 * @param {{ folder: string, stored: Map<string, number> }} run `folder`: where the variants of the case and the
 *   receipts go; `stored`: how many resources of each type the server holds, kept up to date
 */
export async function journey(base, { file, edit }, { folder, stored }) {
  mkdirSync(folder, { recursive: true });
  const name = basename(dirname(file));
  const text = readFileSync(file, "utf8");
  const elsewhere = text.replace(/^namespace:.*$/m, "namespace: https://example.org/posted-cases");
  const result = { entries: 0, loads: 0, duplicates: 0, lost: 0, problems: [] };

  const first = await load("loaded", text);
  const all = first.counts.entries;
  result.entries = all;
  expectCounts("loaded", first, { created: all });
  count(first);
  await expectVersions("loaded", first, 0);
  expectCounts("loaded again", await load("loaded again", text), { unchanged: all });
  await expectVersions("loaded again", first, 0);
  const edited = await load("edited", replaceOnce(text, edit.line, edit.becomes));
  expectCounts("edited", edited, { unchanged: all - 1, updated: 1 });
  await expectVersions("edited", first, 1);

  const created = await load("posted", elsewhere);
  expectCounts("posted", created, { created: all });
  count(created);
  expectCounts("posted again", await load("posted again", elsewhere), { existing: all });
  await expectVersions("posted again", created, 0);
  await expectTotals();
  return result;

  async function load(step, content) {
    const path = join(folder, `${name}-${step.replaceAll(" ", "-")}`);
    writeFileSync(`${path}.yaml`, content);
    rmSync(`${path}.receipt.json`, { force: true });
    const options = ["--server", base, "--receipt", `${path}.receipt.json`, "--format", "json"];
    const request = ["--request", step.startsWith("posted") ? "post" : "put"];
    const { stdout, stderr } = await case2fhir("load", `${path}.yaml`, ...options, ...request);
    if (!existsSync(`${path}.receipt.json`)) throw new Error(`${name}, ${step}: no receipt\n${stdout}${stderr}`);
    const receipt = JSON.parse(readFileSync(`${path}.receipt.json`, "utf8"));
    result.loads += 1;
    judge(step, receipt, JSON.parse(stdout).findings);
    return receipt;
  }

  /** Everything is read back equal, without an error. */
  function judge(step, { counts }, findings) {
    const errors = findings.filter(({ severity }) => severity === "error");
    for (const { message } of errors.slice(0, 5)) problem(step, message);
    const unequal = counts.entries - counts.equal;
    result.lost += unequal;
    if (unequal > 0) problem(step, `${unequal} entries not read back equal`);
  }

  function expectCounts(step, { counts }, expected) {
    for (const outcome of OUTCOMES) {
      const wanted = expected[outcome] ?? 0;
      if (counts[outcome] !== wanted) problem(step, `${counts[outcome]} entries ${outcome}, not ${wanted}`);
    }
  }

  function count(receipt) {
    for (const { assigned } of receipt.entries) stored.set(assigned?.type, (stored.get(assigned?.type) ?? 0) + 1);
  }

  /** Asks for every resource: all are at version 1 but as many as were edited. */
  async function expectVersions(step, receipt, edits) {
    const versions = [];
    for (const { assigned } of receipt.entries) {
      const answer = await fetch(`${base}/${assigned?.type}/${assigned?.id}`, FRESH);
      versions.push(answer.ok ? (await answer.json()).meta.versionId : "none");
    }
    const missing = versions.filter((version) => version === "none").length;
    result.lost += missing;
    if (missing > 0) problem(step, `${missing} resources are not there`);
    const changed = versions.filter((version) => version !== "none" && version !== "1");
    if (changed.length !== edits || changed.some((version) => version !== "2")) {
      problem(
        step,
        `${edits} resources should be at version 2, all others at 1; at others are: ${changed.join(", ") || "none"}`,
      );
    }
  }

  /** Asks how many resources of each type there are. */
  async function expectTotals() {
    for (const [type, wanted] of stored) {
      const answer = await fetch(`${base}/${type}?_summary=count`, FRESH);
      const { total } = await answer.json();
      result.duplicates += Math.max(0, total - wanted);
      result.lost += Math.max(0, wanted - total);
      if (total !== wanted) problem("totals", `${total} ${type} resources, not ${wanted}`);
    }
  }

  function problem(step, what) {
    result.problems.push(`${name}, ${step}: ${what}`);
  }
}

function replaceOnce(text, line, becomes) {
  if (text.split(line).length !== 2) throw new Error(`the line to edit is not in the case exactly once: ${line}`);
  return text.replace(line, becomes);
}
