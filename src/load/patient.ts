/** A load about a patient whom the server has already. */

import type { Patient, Reference, Resource } from "../fhir/types.js";
import { type Finding, finding } from "../finding/finding.js";
import type { Connection } from "./http/connection.js";
import type { Item } from "./plan/items.js";
import { placed } from "./plan/links.js";
import { matchesIn, readAll } from "./read/read.js";
import type { Capabilities } from "./servers/capabilities.js";
import { safeText } from "./text.js";

interface Attached {
  items: Item[];
  findings: Finding[];
}

/** Why a text names no patient of a server; undefined when it does. */
export const whyNoPatient = (text: string): string | undefined =>
  /^Patient\/[A-Za-z0-9\-.]{1,64}$|^[^|\s&]+\|[^|\s&]+$/.test(text)
    ? undefined
    : "it is neither Patient/ID nor SYSTEM|VALUE";

/** What of two patients must not differ when they are the same person. */
const TELLING = ["gender", "birthDate"] as const;

/**
 * Lets a patient of the server take the place of the Bundle's: that one is not written, what refers to it refers to
 * the server's.
 *
 * @param wanted `Patient/ID` or `SYSTEM|VALUE`; nothing to leave the items as they are
 */
export async function attachPatient(
  items: readonly Item[],
  wanted: string | undefined,
  connection: Connection,
  capabilities: Capabilities,
): Promise<Attached> {
  const unchanged = (...findings: Finding[]): Attached => ({ items: [...items], findings });
  if (wanted === undefined) return unchanged();
  const own = patientOf(items);
  if (!own) return unchanged(finding("load/which-patient"));
  const path = wanted.startsWith("Patient/") ? wanted : `Patient?identifier=${wanted}`;
  const read = await readAll(connection, [path], capabilities);
  if (read.failure) return unchanged(read.failure);
  const { resource, failure } = read.value[0] ?? {};
  if (failure) return unchanged(failure);
  const found = path.includes("?") ? matchesIn(resource) : resource ? [resource] : [];
  const [there] = found;
  if (found.length !== 1 || !there)
    return unchanged(finding("load/no-such-patient", { patient: wanted, count: found.length }));
  const place = `Patient/${there.id}`;
  const findings = [finding("load/patient-attached", { patient: place }, { bundle: { entry: own.entry } })];
  for (const key of TELLING) {
    const [ours, theirs] = [(own.resource as Patient)[key], (there as Patient)[key]];
    if (!ours || !theirs || ours.startsWith(theirs) || theirs.startsWith(ours)) continue;
    const params = { patient: place, element: key, ours, theirs: safeText(theirs, 40) };
    findings.push(
      finding("load/patient-differs", params, {
        bundle: { entry: own.entry, expression: `Bundle.entry[${own.entry}].resource.${key}` },
      }),
    );
  }
  const others = items.filter((item) => item !== own);
  return { items: others.map((item) => ledTo(place, own, item)), findings };
}

/** An item whose links to another lead to a place at the server. */
function ledTo(place: string, { urn }: Item, item: Item): Item {
  const links = new Map([...item.links].filter(([, target]) => target === urn));
  const others = new Map([...item.links].filter(([link]) => !links.has(link)));
  return { ...item, resource: placed({ ...item, links }, () => place), links: others };
}

/** The subject of the document, else the only patient there is. */
function patientOf(items: readonly Item[]): Item | undefined {
  const patients = items.filter(({ type }) => type === "Patient");
  if (patients.length === 1) return patients[0];
  const subjects = items
    .filter(({ type }) => type === "Composition")
    .map(({ resource, links }) => links.get((resource as Resource & { subject?: Reference }).subject?.reference ?? ""));
  return patients.find(({ urn }) => subjects.includes(urn));
}
