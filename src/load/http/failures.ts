/** What can go wrong between here and the server, as data: the system's error codes to finding codes. */
import type { FindingCode } from "../../finding/catalogue.js";
import { type Finding, finding } from "../../finding/finding.js";
import { safeText } from "../text.js";

const NETWORK_CODES: Readonly<Record<string, FindingCode>> = {
  ECONNREFUSED: "load/connection-refused",
  ENOTFOUND: "load/host-unknown",
  EAI_AGAIN: "load/host-unknown",
  ECONNRESET: "load/connection-lost",
  EPIPE: "load/connection-lost",
  UND_ERR_SOCKET: "load/connection-lost",
  UND_ERR_BODY_TIMEOUT: "load/timed-out",
  UND_ERR_HEADERS_TIMEOUT: "load/timed-out",
  UND_ERR_CONNECT_TIMEOUT: "load/unreachable",
  ETIMEDOUT: "load/unreachable",
  DEPTH_ZERO_SELF_SIGNED_CERT: "load/certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "load/certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "load/certificate",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "load/certificate",
  CERT_HAS_EXPIRED: "load/certificate",
  ERR_TLS_CERT_ALTNAME_INVALID: "load/certificate",
};

/** Codes after which it is the server's or the network's turn, not the user's input: the command line exits with 3. */
const SERVER_FAILURES: ReadonlySet<FindingCode> = new Set([
  ...Object.values(NETWORK_CODES),
  "load/interrupted",
  "load/redirected",
  "load/unauthorized",
  "load/no-token",
  "load/no-token-endpoint",
  "load/forbidden",
  "load/no-fhir-endpoint",
  "load/too-large",
  "load/too-many-requests",
  "load/server-error",
  "load/html-answer",
  "load/empty-answer",
  "load/not-json",
  "load/unexpected-answer",
  "load/asynchronous",
  "load/wrong-fhir-version",
  "load/answer-missing",
  "load/no-status",
  "load/no-location",
  "load/read-back-failed",
] satisfies FindingCode[]);

/** Whether a finding says that the server or the network failed (exit code 3), not that something is wrong with the input. */
export const isServerFailure = (code: FindingCode): boolean => SERVER_FAILURES.has(code);

/** Codes after which the server may have done what was asked although its answer was not heard. */
const UNCERTAIN: ReadonlySet<FindingCode> = new Set([
  "load/connection-lost",
  "load/timed-out",
  "load/interrupted",
  "load/server-error",
  "load/html-answer",
  "load/empty-answer",
  "load/not-json",
  "load/unexpected-answer",
  "load/asynchronous",
] satisfies FindingCode[]);

export const isUncertain = (code: FindingCode): boolean => UNCERTAIN.has(code);

/** Node's fetch itself waits no longer than this for headers, or between two parts of a body. */
const FETCH_LIMIT_MS = 300_000;

/** What the network, or an end by us, made of a request. */
export interface Trouble {
  code: FindingCode;
  /** The system's own word for it. */
  reason: string;
}

/** @param ended why the request was ended by us, if it was */
export function troubleOf(error: unknown, ended?: "interrupted" | "timed-out"): Trouble {
  const reason = systemCode(error);
  return { code: ended ? `load/${ended}` : (NETWORK_CODES[reason] ?? "load/unreachable"), reason };
}

export interface FailureContext {
  server: string;
  /** What the findings call the request. */
  request: string;
  timeoutMs: number;
  /** How often it was tried, as findings say it. */
  tries: string;
}

export function networkFailure({ code, reason }: Trouble, { timeoutMs, ...params }: FailureContext): Finding {
  const seconds = reason.startsWith("UND_ERR_") ? Math.min(timeoutMs, FETCH_LIMIT_MS) / 1000 : timeoutMs / 1000;
  return finding(code, { ...params, reason: safeText(reason), seconds });
}

/** The innermost error's code (ECONNREFUSED …), or what it says where it has none. */
function systemCode(error: unknown): string {
  let inner = error as { code?: unknown; cause?: unknown; errors?: unknown[]; message?: unknown } | undefined;
  for (let depth = 0; depth < 5 && inner; depth++) {
    if (typeof inner.code === "string") return inner.code;
    const next = inner.cause ?? inner.errors?.[0];
    if (!next) break;
    inner = next as typeof inner;
  }
  return String(inner?.message ?? "unknown reason");
}
