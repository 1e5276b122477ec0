/** Conformance resources by their canonical, from whatever sources there are. */
import type { JsonObject } from "../fhir/json.js";
import { Memo } from "../fhir/memo.js";
import { parseCanonical } from "../fhir/uri.js";
import { r4SearchParameter } from "./search-parameters.js";
import { generateSnapshot } from "./snapshot/index.js";
import { r4Structure, type StructureDefinition } from "./structure.js";

/** Where conformance resources come from: a package, resources given by hand. */
export interface DefinitionSource {
  /**
   * @param resourceType StructureDefinition, ValueSet, Questionnaire ...
   * @param url the canonical without its version
   * @param version the version that must be; any when undefined
   */
  find(resourceType: string, url: string, version?: string): JsonObject | undefined;
  /** Whether the canonical is of something that this source depends on and that is not to be had. */
  lacks?(url: string): boolean;
  /** The ImplementationGuides, where the source has them at hand: they name profiles that every resource has to meet. */
  guides?(): readonly JsonObject[];
}

/** A source of resources that are at hand; of several with the same canonical the last one counts. */
export function sourceOf(resources: readonly object[]): DefinitionSource {
  const byName = new Map<string, JsonObject>();
  for (const resource of resources as readonly JsonObject[]) {
    const name = `${resource.resourceType} ${resource.url}`;
    byName.set(name, resource);
    byName.set(`${name}|${resource.version}`, resource);
  }
  return {
    find: (resourceType, url, version) =>
      byName.get(`${resourceType} ${url}${version === undefined ? "" : `|${version}`}`),
    guides: () => (resources as readonly JsonObject[]).filter((one) => one.resourceType === "ImplementationGuide"),
  };
}

/** All that a validator knows of definitions: the first source that has one answers, and R4 itself is the last. */
export class Definitions {
  readonly #structures = new Memo((canonical) => this.#structure(canonical));

  constructor(readonly sources: readonly DefinitionSource[] = []) {}

  /** @param canonical with |version where one version is meant */
  find(resourceType: string, canonical: string): JsonObject | undefined {
    const { url, version } = parseCanonical(canonical);
    for (const source of this.sources) {
      const found = source.find(resourceType, url, version);
      if (found) return found;
    }
    return resourceType === "SearchParameter" ? r4SearchParameter(url, version) : undefined;
  }

  /** Whether a canonical that is not found is of what the sources depend on and are known to lack. */
  lacks(canonical: string): boolean {
    const { url } = parseCanonical(canonical);
    return this.sources.some((source) => source.lacks?.(url));
  }

  /** A StructureDefinition with its snapshot; undefined when it, or what its snapshot is made from, is not to be had. */
  structure(canonical: string): StructureDefinition | undefined {
    return this.#structures.of(canonical);
  }

  /** The same for a definition that none of the sources has; always a new one. */
  complete(definition: StructureDefinition): StructureDefinition | undefined {
    return definition.snapshot ? { ...definition } : this.#withSnapshot(definition);
  }

  #structure(canonical: string): StructureDefinition | undefined {
    const found = this.find("StructureDefinition", canonical) as StructureDefinition | undefined;
    if (found) return found.snapshot ? found : this.#withSnapshot(found);
    const { url, version } = parseCanonical(canonical);
    const own = r4Structure(url);
    if (!own || (version !== undefined && version !== own.version)) return undefined;
    return own.snapshot ? own : this.#withSnapshot(own);
  }

  #withSnapshot(definition: StructureDefinition): StructureDefinition | undefined {
    const snapshot = generateSnapshot(definition, (canonical) => this.structure(canonical));
    return snapshot && { ...definition, snapshot: { element: snapshot.element } };
  }
}
