import type { CapabilityStatement } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import { type Connection, exchange, type Question } from "./connection.js";
import { judgeAnswer } from "./judge-answer.js";
import { safeText } from "./text.js";

/** What a server says it is. */
export interface ServerInfo {
  software?: { name: string; version?: string };
  fhirVersion?: string;
}

/** Failures that every other request would meet as well. */
const FATAL: ReadonlySet<string> = new Set([
  "load/redirected",
  "load/unauthorized",
  "load/html-answer",
  "load/no-fhir-endpoint",
]);

/**
 * Asks the server what it is, before anything is written.
 *
 * @returns a failure when there is no use in going on; a server that does not tell is no failure
 */
export async function askSoftware(connection: Connection): Promise<{ info: ServerInfo; failure?: Finding }> {
  const question: Question = {
    method: "GET",
    path: "/metadata?_elements=software,fhirVersion",
    name: "GET metadata",
  };
  const { value: answer, failure } = await exchange(connection, question);
  if (failure) return { info: {}, failure };
  const wrong = judgeAnswer(connection, question, answer);
  if (wrong) return FATAL.has(wrong.code) ? { info: {}, failure: wrong } : { info: {} };
  if (answer.status === 404) {
    const params = { server: connection.base, status: answer.status };
    return { info: {}, failure: finding("load/no-fhir-endpoint", params) };
  }
  const { software, fhirVersion } = (answer.json ?? {}) as Partial<CapabilityStatement>;
  const name = typeof software?.name === "string" ? safeText(software.name, 100) : undefined;
  const version = typeof software?.version === "string" ? safeText(software.version, 60) : undefined;
  const info: ServerInfo = {
    ...(name ? { software: { name, ...(version ? { version } : {}) } } : {}),
    ...(typeof fhirVersion === "string" ? { fhirVersion: safeText(fhirVersion, 20) } : {}),
  };
  if (info.fhirVersion === undefined || /^4\.0\b/.test(info.fhirVersion)) return { info };
  const params = { server: connection.base, version: info.fhirVersion };
  return { info, failure: finding("load/wrong-fhir-version", params) };
}
