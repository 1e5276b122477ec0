/** What a user may want changed in every resource before it is loaded. */
import type { Resource } from "../../fhir/types.js";
import type { Item } from "./items.js";

export interface Dressing {
  /** Leaves out meta.profile: some servers refuse a profile they do not know. */
  stripProfiles?: boolean;
  /** Marks every resource as test data (meta.security HTEST). */
  testLabel?: boolean;
}

/** https://terminology.hl7.org/CodeSystem-v3-ActReason.html */
export const HTEST = {
  system: "http://terminology.hl7.org/CodeSystem/v3-ActReason",
  code: "HTEST",
  display: "test health data",
};

export function dress(items: readonly Item[], { stripProfiles, testLabel }: Dressing): Item[] {
  return items.map((item) => {
    if (!stripProfiles && !testLabel) return item;
    const { resourceType, id, meta = {}, ...content } = item.resource;
    const { profile, security = [], ...rest } = meta;
    const isLabelled = security.some(({ system, code }) => system === HTEST.system && code === HTEST.code);
    const labels = testLabel && !isLabelled ? [...security, HTEST] : security;
    const dressed = {
      ...rest,
      ...(profile && !stripProfiles ? { profile } : {}),
      ...(labels.length > 0 ? { security: labels } : {}),
    };
    const shown = Object.keys(dressed).length > 0 ? { meta: dressed } : {};
    return { ...item, resource: { resourceType, ...(id ? { id } : {}), ...shown, ...content } as Resource };
  });
}
