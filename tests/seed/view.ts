/** Reads a Bundle as a clinician would: resources by their place in the case, links followed, times with their basis. */
import { isDeepStrictEqual } from "node:util";
import { structureUrl } from "../../src/fhir/identity.js";
import type { Bundle, FhirResource } from "../../src/fhir/types.js";
import { caseId, resourceIds } from "../../src/map/ids.js";

export type Data = Record<string, unknown>;

/** The identity of the first case, as its file states it. */
const idOf = resourceIds(caseId("10.1212/NXI.0000000000000328", "ruxolitinib-nmo"));

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Everything at a path: steps by ".", lists entered by themselves, `extension:NAME` the extensions whose URL ends so.
 */
export function values(holder: unknown, path: string): unknown[] {
  let found: unknown[] = [holder];
  for (const step of path.split(".")) {
    const [name = "", url] = step.split(":");
    found = found
      .flatMap((value) => (isData(value) ? [value[name]] : []))
      .flat()
      .filter((value) => value !== undefined)
      .filter((value) => url === undefined || (isData(value) && String(value.url).endsWith(`/${url}`)));
  }
  return found;
}

/** Every string inside a value, narrative and URLs included, with the keys that lead to it. */
export function strings(value: unknown, path: readonly string[] = []): { text: string; path: readonly string[] }[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => strings(item, [...path, key]));
}

/** A time as the Bundle tells it: what is absent here is absent there. */
export interface When {
  value?: string;
  /** How a value that the source does not state came about. */
  basis?: "computed" | "inferred";
  absent?: string;
  phrase?: string;
  /** First and last day. */
  from?: string;
  to?: string;
  /** How far, in which direction and from what it is counted: `4 mo after-start MedicationStatement/rituximab`. */
  counted?: string;
}

export class View {
  readonly resources: readonly FhirResource[];
  private readonly byUuid: ReadonlyMap<string, FhirResource>;

  constructor(readonly bundle: Bundle) {
    const entries = (bundle.entry ?? []).flatMap(({ fullUrl, resource }) =>
      resource ? [[fullUrl?.replace("urn:uuid:", "") ?? "", resource as FhirResource] as const] : [],
    );
    this.resources = entries.map(([, resource]) => resource);
    this.byUuid = new Map(entries);
  }

  /** The resource that a place in the case became, whatever form the Bundle has: `Condition/attack-2`. */
  find(name: string): FhirResource | undefined {
    const slash = name.indexOf("/");
    const type = name.slice(0, slash);
    const resource = this.byUuid.get(idOf(type, name.slice(slash + 1)));
    return resource?.resourceType === type ? resource : undefined;
  }

  all<T extends FhirResource["resourceType"]>(type: T): Extract<FhirResource, { resourceType: T }>[] {
    return this.resources.filter(
      (resource): resource is Extract<FhirResource, { resourceType: T }> => resource.resourceType === type,
    );
  }

  /** Follows a Reference in either form, `Type/id` or `urn:uuid:`. */
  target(reference: unknown): FhirResource | undefined {
    const logical = values(reference, "identifier.value")[0];
    if (logical) return this.byUuid.get(String(logical));
    const text = isData(reference) ? String(reference.reference) : "";
    const resource = this.byUuid.get(text.slice(text.lastIndexOf(text.startsWith("urn:") ? ":" : "/") + 1));
    return text.startsWith("urn:") || text.startsWith(`${resource?.resourceType}/`) ? resource : undefined;
  }

  /** True when a path holds a Reference that leads to the named resource. */
  links(holder: unknown, path: string, name: string): boolean {
    const wanted = this.find(name);
    return wanted !== undefined && values(holder, path).some((reference) => this.target(reference) === wanted);
  }

  /** The time at a path: the primitive and what stands beside it. */
  when(resource: unknown, path: string): When | undefined {
    const dot = path.lastIndexOf(".");
    const holder = dot < 0 ? resource : values(resource, path.slice(0, dot))[0];
    const name = path.slice(dot + 1);
    const beside = (url: string, inside: string) => values(holder, `_${name}.extension:${url}.${inside}`)[0];
    const [value] = values(holder, name);
    const worked = beside("derived", "valueString");
    const when = {
      value,
      basis: worked === undefined ? undefined : /inferred/.test(String(worked)) ? "inferred" : "computed",
      absent: beside("data-absent-reason", "valueCode"),
      phrase: beside("originalText", "valueString"),
      from: beside("uncertainPeriod", "valuePeriod.start"),
      to: beside("uncertainPeriod", "valuePeriod.end"),
      counted: this.counted(values(holder, `_${name}.extension:cqf-relativeDateTime`)[0]),
    };
    const told = Object.entries(when).filter(([, part]) => part !== undefined);
    return told.length > 0 ? (Object.fromEntries(told) as When) : undefined;
  }

  /** A relative date in the names the case gives; a distance with no upper end is "any". */
  private counted(relative: unknown): string | undefined {
    const parts = values(relative, "extension");
    const part = (url: string, inside: string) =>
      parts.flatMap((item) => (isData(item) && item.url === url ? values(item, inside) : []))[0];
    const target = this.target(part("target", "valueReference"));
    if (!target) return undefined;
    const [value, unit] = [part("offset", "valueDuration.value"), part("offset", "valueDuration.code")];
    const distance = value === undefined ? "any" : `${value} ${unit}`;
    return `${distance} ${part("relationship", "valueCode")} ${this.nameOf(target)}`;
  }

  /** The name under which `find` finds a resource that times are counted from. */
  private nameOf(resource: FhirResource): string {
    const name = ANCHORS.find((anchor) => this.find(`${resource.resourceType}/${anchor}`) === resource);
    return `${resource.resourceType}/${name ?? "?"}`;
  }
}

/** Ids of the case that times are counted from. */
const ANCHORS = [
  ...["attack-1", "attack-2", "attack-3", "attack-4", "plex-1", "plex-2", "mri-2016", "remission-1"],
  ...["rituximab", "mitoxantrone", "tocilizumab", "cyclophosphamide", "rux-1", "rux-2", "rux-3", "rux-4", "rux-pause"],
];

/** True of an element that our extension marks as worked out and not read. */
export const isDerived = (element: unknown): boolean =>
  values(element, "extension.url").some((url) => url === structureUrl("derived"));

export const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b);
