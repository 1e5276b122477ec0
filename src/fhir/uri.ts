/** URIs and canonicals, as text. */

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** Whether a URI begins with its scheme. */
export const isAbsolute = (uri: string): boolean => uri.startsWith("http://") || SCHEME.test(uri);

/** A URI without what follows its `#`. */
export function withoutFragment(uri: string): string {
  const at = uri.indexOf("#");
  return at < 0 ? uri : uri.slice(0, at);
}

/**
 * `url|version` in its parts; a fragment is no part of the name.
 * @see https://hl7.org/fhir/R4/datatypes.html#canonical
 */
export function parseCanonical(canonical: string): { url: string; version?: string } {
  const [url = "", version] = withoutFragment(canonical).split("|");
  return version ? { url, version } : { url };
}

/** A canonical without its version. */
export const unversioned = (canonical: string): string => canonical.split("|")[0] as string;
