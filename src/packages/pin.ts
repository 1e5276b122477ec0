/**
 * Where two versions of one package are there, a package's unversioned canonicals mean those of the version it depends
 * on: they are given that version when a definition of the package is read.
 */
import type { Resource } from "./shelf.js";

/** Elements that hold canonicals, with the type of what they name (https://hl7.org/fhir/R4/references.html#canonical). */
const CANONICALS: Readonly<Record<string, string>> = {
  baseDefinition: "StructureDefinition",
  profile: "StructureDefinition",
  targetProfile: "StructureDefinition",
  valueSet: "ValueSet",
  supplements: "CodeSystem",
};

/** @returns the version that a canonical shall get; undefined where it can mean but one */
export type VersionFor = (resourceType: string, url: string) => string | undefined;

/** Changes the definition, which nobody else has yet. */
export function pin(definition: Resource, versionFor: VersionFor): Resource {
  pinIn(definition, versionFor);
  return definition;
}

function pinIn(holder: Record<string, unknown>, versionFor: VersionFor): void {
  for (const [key, value] of Object.entries(holder)) {
    const type = Object.hasOwn(CANONICALS, key) ? CANONICALS[key] : undefined;
    if (type !== undefined && typeof value === "string") holder[key] = pinned(type, value, versionFor);
    else if (type !== undefined && Array.isArray(value))
      holder[key] = value.map((one) => (typeof one === "string" ? pinned(type, one, versionFor) : one));
    else if (typeof value === "object" && value !== null) pinIn(value as Record<string, unknown>, versionFor);
  }
  const { system } = holder;
  // ValueSet.compose.include names its code system so. A Coding has a code and says what it says.
  if (typeof system === "string" && holder.version === undefined && !("code" in holder)) {
    const version = versionFor("CodeSystem", system);
    if (version !== undefined) holder.version = version;
  }
}

function pinned(type: string, canonical: string, versionFor: VersionFor): string {
  if (canonical.includes("|") || canonical.startsWith("#")) return canonical;
  const version = versionFor(type, canonical);
  return version === undefined || version === "" ? canonical : `${canonical}|${version}`;
}
