import type { CapabilityStatement } from "../../fhir/types.js";
import { type Finding, finding } from "../../finding/finding.js";
import { type Connection, exchange, type Question } from "../http/connection.js";
import { judgeAnswer } from "../http/judge-answer.js";
import { safeText } from "../text.js";
import { type Evidence, type Known, knowServer } from "./known.js";

/** What a server says it is, safe to show. */
export interface ServerInfo {
  software?: { name: string; version?: string };
  fhirVersion?: string;
}

export interface Asked {
  info: ServerInfo;
  /** What it showed of itself, and what was trusted already. */
  evidence: Evidence;
  /** What follows from it. */
  known: Known;
  /** Why there is no use in going on. */
  failure?: Finding;
}

/** Failures that every other request would meet as well. */
const FATAL: ReadonlySet<string> = new Set([
  "load/redirected",
  "load/unauthorized",
  "load/html-answer",
  "load/no-fhir-endpoint",
]);

/**
 * Asks the server what it is, before anything is written: its whole CapabilityStatement, once.
 * A server that does not tell is no failure; it is known by its base URL, or not at all.
 *
 * @param trusted what is known already: overrides of the user, what a probe found, the row of the table to go by
 */
export async function askServer(
  connection: Connection,
  trusted: Pick<Evidence, "overrides" | "probed" | "row"> = {},
): Promise<Asked> {
  const { base } = connection;
  const question: Question = { method: "GET", path: "/metadata", name: "GET metadata" };
  const { value: answer, failure } = await exchange(connection, question);
  const asked = (info: ServerInfo, shown: Partial<Evidence> = {}): Asked => {
    const evidence = { base, ...shown, ...trusted };
    return { info, evidence, known: knowServer(evidence) };
  };
  if (failure) return { ...asked({}), failure };
  const wrong = judgeAnswer(connection, question, answer);
  if (wrong) return FATAL.has(wrong.code) ? { ...asked({}), failure: wrong } : asked({});
  if (answer.status === 404) {
    return { ...asked({}), failure: finding("load/no-fhir-endpoint", { server: base, status: answer.status }) };
  }
  const statement = (answer.json ?? {}) as Partial<CapabilityStatement>;
  const told = asked(infoOf(statement), { statement, headers: answer.headers });
  const version = told.info.fhirVersion;
  if (version === undefined || /^4\.0\b/.test(version)) return told;
  return { ...told, failure: finding("load/wrong-fhir-version", { server: base, version }) };
}

function infoOf({ software, fhirVersion }: Partial<CapabilityStatement>): ServerInfo {
  const name = typeof software?.name === "string" ? safeText(software.name, 100) : undefined;
  const version = typeof software?.version === "string" ? safeText(software.version, 60) : undefined;
  return {
    ...(name ? { software: { name, ...(version ? { version } : {}) } } : {}),
    ...(typeof fhirVersion === "string" ? { fhirVersion: safeText(fhirVersion, 20) } : {}),
  };
}
