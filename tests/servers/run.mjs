/**
 * `npm run servers`: every server of the list × every strategy it supports × the example cases and a foreign Bundle.
 * `-- --all` takes the servers that are long to build and every case where that is slow, `-- HAPI` those of that name, and `-- --write` writes docs/servers.md. Exit code 1 when
 * anything is off.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, main } from "../../src/build/build.mjs";
import { root } from "../oracles/java.mjs";
import { killed } from "./kill.mjs";
import { disagreements } from "./knowledge.mjs";
import { servers } from "./list.mjs";
import { matrix } from "./matrix.mjs";

const words = process.argv.slice(2);
const all = words.includes("--all");
const names = words.filter((word) => !word.startsWith("--"));

/** All that need no long build, or those whose names have one of the words. */
const isAsked = ({ name, isLong }) => (names.length > 0 ? names.some((word) => name.includes(word)) : all || !isLong);

/** How many cases a strategy gets that is slow on a server, unless all is asked for. */
const FEW = 3;
const figures = { servers: 0, cases: 0, loads: 0, duplicates: 0, lost: 0, readBackDifferent: 0, undone: 0 };
const problems = [];
const rows = [];

async function visit({ name, start, row, slow = [], foreign: takesForeign = true, ...how }) {
  const { cases, synthea } = await import("./cases.mjs");
  const { journey } = await import("./journey.mjs");
  const { inspectServer, servers: table, STRATEGIES } = await import("../../dist/lib/index.js");
  const server = await start();
  try {
    const wrong = await disagreements(server.base, { row, ...how });
    problems.push(...wrong.map((problem) => `${name}: ${problem}`));
    console.log(`${name}: probed, ${wrong.length === 0 ? "as the table says" : `${wrong.length} differences`}`);
    const options = {
      row: table.find(({ id }) => id === row),
      timeoutMs: 120_000,
      // A server that refuses profiles it does not know gets none.
      stripProfiles: how.configured?.unknownProfiles === "refused",
    };
    const { known } = await inspectServer({ server: server.base, fetch, ...options });
    for (const { id: strategy, kind, whyNot } of STRATEGIES) {
      const why = kind === "import" ? "written as files only" : whyNot(known.capabilities);
      if (why) {
        rows.push({ name, strategy, why });
        continue;
      }
      const foreign = takesForeign ? synthea() : undefined;
      const own = cases(strategy.toLowerCase()).slice(0, all || !slow.includes(strategy) ? undefined : FEW);
      figures.cases = Math.max(figures.cases, own.length + (foreign ? 1 : 0));
      const total = {
        name,
        strategy,
        entries: 0,
        loads: 0,
        duplicates: 0,
        lost: 0,
        different: 0,
        undone: 0,
        problems: 0,
        reasons: new Set(),
      };
      for (const one of foreign ? [...own, foreign] : own) {
        const done = await journey(server.base, one, { ...options, strategy });
        for (const figure of ["entries", "loads", "duplicates", "lost", "different", "undone"])
          total[figure] += done[figure];
        total.problems += done.problems.length;
        for (const reason of done.reasons) total.reasons.add(reason);
        problems.push(...done.problems.map((problem) => `${name}: ${problem}`));
      }
      for (const figure of ["loads", "duplicates", "lost", "undone"]) figures[figure] += total[figure];
      figures.readBackDifferent += total.different;
      rows.push(total);
      const verdict = total.problems === 0 ? "as it should be" : `${total.problems} problems`;
      console.log(
        `${name}, ${strategy}: ${total.entries} entries, ${total.loads} loads, ${total.undone} taken back: ${verdict}`,
      );
    }
    figures.servers += 1;
  } finally {
    await server.stop();
  }
}

await main(async () => {
  await build();
  for (const server of servers.filter(isAsked)) {
    await visit(server).catch((error) => problems.push(`${server.name}: ${error.stack}`));
  }
  if (names.length === 0) {
    const done = await killed(servers[0].start);
    problems.push(...done.problems);
    console.log(
      `case2fhir load: killed ${done.killed} times at work, and loaded again: ${done.problems.length} problems`,
    );
  }
  if (words.includes("--write")) writeFileSync(join(root, "docs/servers.md"), matrix(rows, new Date()));
  for (const problem of problems.slice(0, 100)) console.log(problem);
  console.log(JSON.stringify(figures));
  if (problems.length > 0) process.exitCode = 1;
});
