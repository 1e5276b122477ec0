/** What goes into the server and what comes out, as plain data: the HTTP listener is only one way to carry it. */
import type { Resource } from "../fhir/types.js";

export interface FhirRequest {
  method: string;
  /** Path and query after the base URL, e.g. `/Patient/1` or `/Patient?identifier=a|b`. */
  url: string;
  /** Names in lower case. */
  headers?: Readonly<Record<string, string | undefined>>;
  body?: string;
}

export interface FhirResponse {
  status: number;
  headers: Record<string, string>;
  /** FHIR JSON; absent where the answer has no body. */
  body?: string;
}

/** A request taken apart; what the interactions see, whether it came over HTTP or as an entry of a Bundle. */
export interface Call {
  method: string;
  /** Decoded path segments after the base. */
  path: readonly string[];
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  resource?: Resource;
}

/** What an interaction answers; rendered as an HTTP response or as entry.response. */
export interface Reply {
  status: number;
  /** The resource the interaction is about; Prefer decides whether a write shows it. */
  resource?: Resource;
  /** Set for a write: what to show instead of the resource under `Prefer: return=OperationOutcome`. */
  outcome?: Resource;
  /** Relative to the base: `Type/id/_history/version`. */
  location?: string;
  /** Relative to the base: where the answer will be, of a request that is answered later. */
  contentLocation?: string;
  versionId?: string;
  lastModified?: string;
}
