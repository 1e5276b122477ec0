/** What a package says of itself: package.json. */
import type { PackageFiles } from "./files.js";

export interface Manifest {
  name?: string;
  version?: string;
  fhirVersions: readonly string[];
  /** Name -> version, as it is written. */
  dependencies: readonly (readonly [name: string, version: string])[];
}

const NOTHING: Manifest = { fhirVersions: [], dependencies: [] };

/**
 * @returns nothing but empty lists for a folder without package.json
 * @throws SyntaxError when it is no JSON
 */
export function manifestOf(files: PackageFiles): Manifest {
  if (!files.names.includes("package.json")) return NOTHING;
  const read: unknown = JSON.parse(files.read("package.json"));
  const { name, version, fhirVersions, dependencies, ...rest } = (read ?? {}) as Record<string, unknown>;
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof version === "string" ? { version } : {}),
    // Older publishers say it so.
    fhirVersions: strings(fhirVersions ?? rest["fhir-version-list"]),
    dependencies: Object.entries(dependencies ?? {}).map(([one, wanted]) => [one, String(wanted)] as const),
  };
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
