/** The shape of a trap and what many traps look with: at the whole Bundle, never at one element alone. */
import type { BundleEntry, MedicationStatement } from "../../../src/fhir/types.js";
import { put } from "../claims.js";
import { type Data, strings, type View, values } from "../view.js";

export interface Trap {
  id: string;
  /** What must not be asserted, in our own words. */
  says: string;
  asserted(view: View): boolean;
  /** Mistakes that assert it, each made in a copy of the Bundle. */
  commits: readonly ((copy: View) => void)[];
}

export const data = (resource: unknown): Data => resource as Data;

/** True when any text of the resources, narrative and codes included, matches. */
export const mentions = (resources: readonly unknown[], words: RegExp): boolean =>
  resources.some((resource) => strings(resource).some(({ text }) => words.test(text)));

export const has = (resource: unknown, ...paths: string[]): boolean =>
  paths.some((path) => values(resource, path).length > 0);

/** True when a period's end is told: a date, or words or bounds for one; that it is unknown tells nothing. */
export const hasEnd = (resource: unknown, period: string): boolean =>
  has(resource, `${period}.end`) ||
  values(resource, `${period}._end.extension.url`).some((url) => !String(url).endsWith("/data-absent-reason"));

/** What is said of a drug, in whatever type of resource. */
export const given = (view: View, drug: string) =>
  view.resources.filter(
    (resource): resource is MedicationStatement =>
      resource.resourceType.startsWith("Medication") &&
      values(resource, "medicationCodeableConcept.text").includes(drug),
  );

export const typed = (view: View, ...types: string[]): boolean =>
  view.resources.some(({ resourceType }) => types.includes(resourceType));

/** Adds a resource to the Bundle. */
export const add = (view: View, resource: object): void => {
  view.bundle.entry?.push({ fullUrl: "urn:uuid:9b2b4c0e-6a53-4d0c-8f0e-1f1f0c0d0e0f", resource } as BundleEntry);
};
export const edit = (view: View, name: string, path: string, value: unknown): void =>
  put(data(view.find(name)), path, value);

/** A Reference to a resource of the Bundle, in the Bundle's own form. */
export function linkTo(view: View, name: string): { reference: string } {
  const wanted = view.find(name);
  const references = view.resources.flatMap((resource) =>
    strings(resource).filter(({ path }) => path.at(-1) === "reference"),
  );
  const found = references.find(({ text }) => view.target({ reference: text }) === wanted);
  if (!found) throw new Error(`nothing refers to ${name}`);
  return { reference: found.text };
}
