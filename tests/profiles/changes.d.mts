import type { Bundle, FhirResource } from "fhir/r4.js";

export interface Change {
  what: string;
  /** It is about an extension of ours, which is held against its definition wherever it stands. */
  isExtension?: boolean;
  /** Which resource; without it, the Bundle of the first example. */
  // biome-ignore lint/suspicious/noExplicitAny: any resource there is
  of?: (resource: any) => unknown;
  // biome-ignore lint/suspicious/noExplicitAny: any resource there is
  change: (resource: any) => void;
}
export declare const CHANGES: readonly Change[];
export declare function changed(
  bundles: readonly Bundle[],
): { what: string; before: FhirResource; after: FhirResource; isExtension: boolean }[];
