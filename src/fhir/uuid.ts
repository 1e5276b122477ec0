/** UUIDs made from names (RFC 9562, 5.5): the same name gives the same UUID, for good. */
import { v5 } from "uuid";

/** The RFC's namespace for URLs. */
export const URL_NAMESPACE = v5.URL;

/** @returns the lower-case UUID, version 5, of a name in a namespace (a UUID) */
export const uuidFromName = (name: string, namespace: string): string => v5(name, namespace);

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const URN_LENGTH = "urn:uuid:".length + 36;
const BARE = new RegExp(`^${UUID}$`, "i");
const URN = new RegExp(`^urn:uuid:(${UUID})$`, "i");

export const isUuid = (text: string): boolean => BARE.test(text);

/** The UUID of a `urn:uuid:…`, in lower case; undefined for anything else. */
export const uuidInUrn = (urn: unknown): string | undefined =>
  typeof urn === "string" && urn.length === URN_LENGTH ? URN.exec(urn)?.[1]?.toLowerCase() : undefined;
