/**
 * HL7's own Java validator (org.hl7.fhir.validation 6.10.4), offline, as a function.
 *
 *     const oracle = await startOracle();
 *     const outcome = await oracle.validate("bundle.json"); // an R4 OperationOutcome
 *     oracle.close();
 */
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { buildJava, cache, root } from "../java.mjs";
import { fhirHome } from "./packages.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Our guide as the package it is shipped as. */
const guide = join(root, "profiles/package");

export const ORACLE = "hl7 6.10.4";

/**
 * Starts the validator: about 10 s, and the first time as long as Maven and npm need to download (about 160 MB).
 *
 * @param {{ profiles?: string[] }} [options] guides, as folders or .tgz; ours (profiles/package) by default
 * @throws Error saying what is missing when Java, Maven or a package is not to be had
 */
export async function startOracle({ profiles = [guide] } = {}) {
  const classPath = buildJava(here, "hl7-oracle");
  const home = fhirHome();
  const scratch = join(cache, "hl7-oracle", "tmp");
  mkdirSync(scratch, { recursive: true });
  const logFile = join(cache, "hl7-oracle", "oracle.log");
  const log = openSync(logFile, "a");
  const java = spawn(
    "java",
    [
      "-Xmx2g",
      "-XX:+UseSerialGC",
      `-Duser.home=${home}`,
      `-Djava.io.tmpdir=${scratch}`,
      ...["-cp", classPath, "oracle.Oracle", scratch],
      ...profiles.filter((folder) => existsSync(folder)),
    ],
    { stdio: ["pipe", "pipe", log] },
  );
  closeSync(log);
  const kill = () => java.kill("SIGKILL");
  process.once("exit", kill);

  /** Who waits for an answer, in the order of the questions; the first waits for "ready". */
  const waiting = [];
  const answer = () => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  createInterface({ input: java.stdout }).on("line", (line) => waiting.shift()?.resolve(line));
  const end = (problem) => {
    process.off("exit", kill);
    for (const { reject } of waiting.splice(0)) reject(new Error(`HL7's validator ${problem}; its log is ${logFile}`));
  };
  java.once("error", (error) => end(`did not start: ${error.message}`));
  java.once("close", (code) => end(`ended (exit code ${code})`));
  java.stdin.on("error", () => {}); // its end is told by "close"

  await answer();
  return {
    /**
     * @param {string} file path of a FHIR JSON file
     * @returns {Promise<import("fhir/r4.js").OperationOutcome>} its issues; no issue when all is well
     */
    async validate(file) {
      if (java.exitCode !== null || java.signalCode !== null) throw new Error("HL7's validator has ended");
      const line = answer();
      java.stdin.write(`${resolve(file)}\n`);
      return JSON.parse(await line);
    },
    /** Ends the process, whatever it is doing. */
    close: kill,
  };
}
