/**
 * FHIR packages as definitions (Node): from a folder of packages such as ~/.fhir/packages, a folder, a .tgz or a file.
 * Nothing is fetched and nothing is written. What is asked for is parsed, and nothing else.
 */
import type { DefinitionSource } from "../definitions/definitions.js";
import type { Finding } from "../finding/finding.js";
import { type Gathered, Gathering, type Places } from "./gather.js";
import type { Package } from "./package.js";
import { pin, type VersionFor } from "./pin.js";
import { type Substitute, substituteOf } from "./request.js";
import type { Resource } from "./shelf.js";

export { type Substitute, substituteOf };

export interface PackageOptions extends Partial<Places> {}

/** One package; a canonical without a version means the newest that the package has. */
export interface PackageSource extends DefinitionSource {
  /** `name#version`, or the path of what has no name. */
  readonly id: string;
}

export interface OpenedPackages {
  /** Nearest first: the packages that were asked for, in their order, then what they depend on, level by level. */
  sources: readonly PackageSource[];
  /** What was wrong with them. A broken file is told when it is first needed, so this may grow. */
  findings: readonly Finding[];
}

/**
 * Opens packages and what they depend on.
 *
 * @param wanted `name#version` (`5.2.x`, `latest`), a folder, a .tgz, or a JSON file of one definition or a Bundle of them
 */
export async function openPackages(
  wanted: readonly string[],
  { caches = [], substitutes = [] }: PackageOptions = {},
): Promise<OpenedPackages> {
  const findings: Finding[] = [];
  const gathering = new Gathering({ caches, substitutes }, (found) => findings.push(found));
  const gathered = await gathering.gather(wanted);
  return { sources: gathered.packages.map((one) => sourceOf(one, gathered)), findings };
}

function sourceOf(one: Package, gathered: Gathered): PackageSource {
  const versionFor = hasSeveralVersions(gathered.packages) ? versionsSeenFrom(one, gathered) : undefined;
  const pinned = new WeakSet<Resource>();
  const lacking = [...gathered.missing].flatMap((name) => baseOf(name) ?? []);
  return {
    id: one.id,
    lacks: (url) => lacking.some((base) => url.startsWith(base)),
    find(resourceType, url, version) {
      const found = one.shelf().find(resourceType, url, version);
      if (!found || !versionFor || pinned.has(found)) return found;
      pinned.add(found);
      return pin(found, versionFor);
    },
  };
}

/** Where HL7's packages have their canonicals: `hl7.fhir.us.core` under http://hl7.org/fhir/us/core/. */
function baseOf(name: string): string | undefined {
  const parts = /^hl7\.fhir\.(.+)$/.exec(name)?.[1]?.split(".");
  return parts && `http://hl7.org/fhir/${parts.join("/")}/`;
}

const hasSeveralVersions = (packages: readonly Package[]): boolean => {
  const names = packages.flatMap(({ name }) => name ?? []);
  return new Set(names).size < names.length;
};

/** For what is not the same from here as from the top: the version that the nearest dependency has. */
function versionsSeenFrom(one: Package, { packages, dependencies }: Gathered): VersionFor {
  const near = [one];
  for (const next of near)
    for (const below of dependencies.get(next) ?? []) if (!near.includes(below)) near.push(below);
  const versionIn = (list: readonly Package[], resourceType: string, url: string) => {
    for (const { shelf } of list) {
      const version = shelf().versionOf(resourceType, url);
      if (version !== undefined) return version;
    }
    return undefined;
  };
  return (resourceType, url) => {
    const version = versionIn(near, resourceType, url);
    return version === versionIn(packages, resourceType, url) ? undefined : version;
  };
}
