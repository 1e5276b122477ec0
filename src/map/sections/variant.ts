/** A genetic variant: an Observation of the variant, its parts as components, as HL7's Genomics Reporting has them. */
import type { ObservationItem } from "../../case/item.js";
import type { CodeableConcept, ObservationComponent } from "../../fhir/types.js";
import type { Mapping } from "../context.js";
import { GENE_STUDIED, VARIANT_ASSESSMENT } from "../words.js";

/** A variant by the reference sequence it is counted in; other ways to write one are words. */
const HGVS = /^[A-Z]{2}_\d+(?:\.\d+)?(?:\([^()\s]+\))?:[cgmnpr]\.\S+$/;

export function variantCode(map: Mapping, { name, data }: ObservationItem): CodeableConcept {
  const { coding = [] } = map.concept(name, data.codes);
  return { coding: [VARIANT_ASSESSMENT, ...coding], text: name };
}

/** THO names the code system of HGVS (NamingSystem hgvs). */
export function variantComponents(
  map: Mapping,
  { gene = "", variant, zygosity, significance }: ObservationItem["data"],
): ObservationComponent[] {
  const part = (code: CodeableConcept, value: CodeableConcept | undefined) =>
    value ? [{ code, valueCodeableConcept: value }] : [];
  const hgvs = variant && HGVS.test(variant) ? { coding: [{ system: "http://varnomen.hgvs.org", code: variant }] } : {};
  return [
    ...part({ coding: [GENE_STUDIED], text: "gene" }, map.concept(gene)),
    ...part({ text: "variant" }, variant ? { ...map.concept(variant), ...hgvs } : undefined),
    ...part({ text: "zygosity" }, zygosity && map.concept(zygosity)),
    ...part({ text: "significance" }, significance ? map.concept(significance) : undefined),
  ];
}
