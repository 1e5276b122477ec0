/**
 * A real HAPI FHIR JPA 8.8.0 server (R4, in memory) to load into.
 *
 *     const hapi = await startHapi({ strict: true });
 *     await fetch(`${hapi.base}/metadata`);
 *     await hapi.stop();
 */
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildJava, cache } from "../../oracles/java.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** How long a start may take on a busy machine, in milliseconds. */
const START_LIMIT = 240_000;

/**
 * Starts it on 127.0.0.1, on a port of the system's choice: 15 to 30 s, and the first time as long as Maven needs to
 * download about 200 MB. The process ends with this one, however this one ends, since its stdin does.
 *
 * @param {{ strict?: boolean }} [options] strict: what does not validate is refused (422), as a careful site sets it
 * @throws Error saying where the log is when it does not come up
 */
export async function startHapi({ strict = false } = {}) {
  const classPath = buildJava(here, "hapi");
  const folder = join(cache, "hapi");
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, `${strict ? "strict" : "default"}.log`);
  const log = openSync(logFile, "w");
  const options = ["-Xmx1500m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", `-Djava.io.tmpdir=${folder}`];
  const java = spawn(
    "java",
    [
      ...options,
      "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
      "-cp",
      classPath,
      "hapi.Server",
      strict ? "strict" : "",
    ],
    { stdio: ["pipe", "pipe", log] },
  );
  closeSync(log);
  const ended = new Promise((resolve) => {
    java.once("close", resolve);
    java.once("error", resolve);
  });
  const base = await Promise.race([
    new Promise((resolve) => createInterface({ input: java.stdout }).once("line", resolve)),
    ended.then(() => undefined),
    setTimeout(START_LIMIT, undefined, { ref: false }),
  ]);
  if (!base) {
    java.kill("SIGKILL");
    throw new Error(`HAPI did not start; its log is ${logFile}`);
  }
  const answer = await fetch(`${base}/metadata?_elements=software`);
  if (!answer.ok) throw new Error(`HAPI answers /metadata with ${answer.status}; its log is ${logFile}`);
  return {
    /** The server's base URL. */
    base,
    /** Ends the server and with it all that it stored. */
    async stop() {
      java.kill("SIGKILL");
      await ended;
    },
  };
}
