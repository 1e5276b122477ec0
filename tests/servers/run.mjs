/** `npm run servers`: the example cases into every server of the list; exit code 1 when anything is off. */
import { join } from "node:path";
import { build, main } from "../../src/build/build.mjs";
import { cache, root } from "../oracles/java.mjs";
import { journey } from "./journey.mjs";
import { disagreements } from "./knowledge.mjs";
import { servers } from "./list.mjs";

/** Cases, each with the edit of one line that changes one resource. */
const examples = [
  {
    file: join(root, "examples/01-neuromyelitis-optica/case.yaml"),
    edit: { line: "{id: rux-2, dose: 15 mg twice daily,", becomes: "{id: rux-2, dose: 20 mg twice daily," },
  },
];

const figures = { servers: 0, cases: examples.length, loads: 0, duplicates: 0, lost: 0 };
const problems = [];

async function visit({ name, start, ...how }) {
  const server = await start();
  const run = { folder: join(cache, "servers", name.replaceAll(/\W+/g, "-")), stored: new Map() };
  try {
    const wrong = await disagreements(server.base, how);
    problems.push(...wrong.map((problem) => `${name}: ${problem}`));
    console.log(`${name}: probed, ${wrong.length === 0 ? "as the table says" : `${wrong.length} differences`}`);
    for (const example of examples) {
      const done = await journey(server.base, example, run);
      for (const figure of ["loads", "duplicates", "lost"]) figures[figure] += done[figure];
      problems.push(...done.problems.map((problem) => `${name}: ${problem}`));
      const verdict = done.problems.length === 0 ? "as it should be" : `${done.problems.length} problems`;
      console.log(
        `${name}: ${done.entries} entries, ${done.loads} loads, ${done.duplicates} duplicates, ${done.lost} lost: ${verdict}`,
      );
    }
    figures.servers += 1;
  } finally {
    await server.stop();
  }
}

await main(async () => {
  await build();
  for (const server of servers) {
    await visit(server).catch((error) => problems.push(`${server.name}: ${error.message}`));
  }
  for (const problem of problems) console.log(problem);
  console.log(JSON.stringify(figures));
  if (problems.length > 0) process.exitCode = 1;
});
