/**
 * The servers `npm run servers` loads into: a name, how to start one that holds nothing, and what is configured otherwise
 * than the table of servers says.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { program } from "../program.mjs";
import { startHapi } from "./hapi/hapi.mjs";
import { startHelios } from "./helios.mjs";
import { startMedplum } from "./medplum.mjs";

export const servers = [
  { name: "case2fhir serve", start: startEmbedded },
  {
    name: "Medplum's FhirRouter 4.5.2",
    start: startMedplum,
    row: "medplum-router",
    // Its repository in memory goes over everything for every condition.
    slow: ["B", "B2", "D"],
  },
  { name: "HAPI FHIR JPA 8.8.0", start: () => startHapi() },
  {
    name: "HAPI FHIR JPA 8.8.0, validating",
    start: () => startHapi({ strict: true }),
    configured: { unknownProfiles: "refused" },
    // Synthea writes mmHg and beats/minute for UCUM, and rightly finds no way into a server that validates.
    foreign: false,
    slow: ["B", "B2", "C", "D", "E"],
  },
  // Not with its validation enforced: then it finds ref-1 broken in resources that refer to nothing contained.
  { name: "Helios 0.2.5", start: startHelios, isLong: true },
];

/** The embedded server as a user starts it. */
async function startEmbedded() {
  const server = spawn(process.execPath, [program, "serve", "--port", "0", "--format", "json"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const kill = () => server.kill();
  process.once("exit", kill);
  const ended = new Promise((resolve) => server.once("close", resolve));
  const line = await Promise.race([
    new Promise((resolve) => createInterface({ input: server.stdout }).once("line", resolve)),
    ended.then(() => undefined),
  ]);
  if (line === undefined) throw new Error("case2fhir serve did not start");
  return {
    base: JSON.parse(line).base,
    async stop() {
      process.off("exit", kill);
      kill();
      await ended;
    },
  };
}
