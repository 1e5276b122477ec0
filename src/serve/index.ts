/** The embedded FHIR server: R4, in memory, for trying out and for tests. */
import type { Resource } from "../fhir/types.js";
import type { Finding } from "../finding/finding.js";
import type { Software } from "./capabilities.js";
import { handle } from "./handle.js";
import { type Listening, type ListenOptions, listen } from "./http.js";
import type { FhirRequest, FhirResponse } from "./message.js";
import { Store } from "./store.js";
import { localKey, type World } from "./world.js";

export type { Software } from "./capabilities.js";
export type { Listening, ListenOptions } from "./http.js";
export type { FhirRequest, FhirResponse } from "./message.js";

export interface FhirServerOptions {
  /**
   * Judges a resource; before it is stored, a finding of severity error refuses it with 422.
   *
   * @param profiles canonicals that $validate asks for beside those the resource claims; one that is not known is a finding
   */
  validate: (resource: Resource, profiles: readonly string[]) => readonly Finding[];
  /** The time of meta.lastUpdated; the system's clock unless told. */
  clock?: () => Date;
  /** Ids of created resources; random UUIDs unless told. */
  newId?: () => string;
  /** What /metadata names as the software. */
  software?: Software;
  /** The base URL for links until `listen` knows it. */
  base?: string;
}

export interface FhirServer {
  /** Answers one request; never throws. */
  handle(request: FhirRequest): FhirResponse;
  /** Serves over HTTP. @throws Node's error when the port cannot be had */
  listen(options?: ListenOptions): Promise<Listening>;
}

/** Makes a server with nothing in it. */
export function createFhirServer(options: FhirServerOptions): FhirServer {
  const { clock = () => new Date(), newId = () => crypto.randomUUID() } = options;
  const { software = { name: "case2fhir" }, base = "http://localhost/fhir" } = options;
  const world: World = {
    store: new Store((reference) => localKey(reference, world.base)),
    later: new Map(),
    validate: options.validate,
    clock,
    newId,
    base,
  };
  const started = clock().toISOString();
  const answer = (request: FhirRequest) => handle(world, software, started, request);
  return {
    handle: answer,
    listen: (where) =>
      listen(
        answer,
        (url) => {
          world.base = url;
        },
        where,
      ),
  };
}
