/**
 * `case2fhir load` killed (SIGKILL) at moments of a seeded chance, into the embedded server as its own process, then the
 * same command again: everything is there exactly once, and the receipt says so.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { cache, root } from "../oracles/java.mjs";
import { case2fhir, program } from "../program.mjs";

const file = join(root, "examples/05-misc-adolescent/bundle.json");

/** Small parts, so that most moments lie between two writes. */
const HOW = ["--set", "maxEntries=10", "--format", "json"];

/** The same numbers from 0 to 1 for the same seed (Park and Miller's generator, CACM 31 (1988) 1192). */
function* chance(seed) {
  for (let state = seed; ; ) {
    state = (state * 48271) % 2147483647;
    yield state / 2147483647;
  }
}

/**
 * @param {() => Promise<{ base: string, stop: () => Promise<void> }>} start of a server that holds nothing
 * @returns {Promise<{ killed: number, problems: string[] }>} `killed`: how often before it was done
 */
export async function killed(start, times = 50, seed = 5) {
  const folder = join(cache, "killed");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { entry } = JSON.parse(readFileSync(file, "utf8"));
  const types = new Map();
  for (const { resource } of entry) types.set(resource.resourceType, (types.get(resource.resourceType) ?? 0) + 1);
  const result = { killed: 0, problems: [] };
  let whole = await timed(start);
  const random = chance(seed);
  for (let time = 0; time < times; time++) {
    const server = await start();
    try {
      const receipt = join(folder, `${time}.json`);
      const afterMs = Math.round(random.next().value * whole);
      const tookMs = await loadAndKill(server.base, receipt, afterMs);
      if (tookMs === undefined) result.killed += 1;
      else whole = Math.min(whole, tookMs);
      const problem = (what) => result.problems.push(`killed after ${afterMs} ms: ${what}`);
      const { status, stdout } = await case2fhir("load", file, "--server", server.base, "--receipt", receipt, ...HOW);
      if (status !== 0) problem(`the same command ends with ${status}: ${stdout.slice(0, 400)}`);
      const { complete, counts, entries } = JSON.parse(readFileSync(receipt, "utf8"));
      if (!complete || counts.equal !== entry.length) problem(`${counts.equal} of ${entry.length} read back equal`);
      // Killed after its last act, the load was complete: the command changes nothing and keeps its receipt.
      if (counts.created !== entry.length) problem(`${counts.created} are created by the receipt`);
      const places = new Set(entries.map(({ assigned }) => `${assigned?.type}/${assigned?.id}`));
      if (places.size !== entry.length) problem(`${places.size} places for ${entry.length} entries`);
      for (const [type, count] of types) {
        const { total } = await (await fetch(`${server.base}/${type}?_summary=count`)).json();
        if (total !== count) problem(`${total} ${type} resources, not ${count}`);
      }
    } finally {
      await server.stop();
    }
  }
  return result;
}

/** How long a load takes that nobody kills, in milliseconds. */
async function timed(start) {
  const server = await start();
  try {
    const began = performance.now();
    await case2fhir("load", file, "--server", server.base, ...HOW);
    return performance.now() - began;
  } finally {
    await server.stop();
  }
}

/** @returns how long it took where it was done before, in milliseconds */
async function loadAndKill(base, receipt, afterMs) {
  const args = ["load", file, "--server", base, "--receipt", receipt, ...HOW];
  const began = performance.now();
  const child = spawn(process.execPath, [program, ...args], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("close", (_code, signal) => resolve(signal)));
  await Promise.race([setTimeout(afterMs, undefined, { ref: false }), ended]);
  child.kill("SIGKILL");
  return (await ended) === "SIGKILL" ? undefined : performance.now() - began;
}
