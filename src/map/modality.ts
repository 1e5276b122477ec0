/** The DICOM modalities of studies. */
import type { ImagingItem } from "../case/item.js";
import type { Coding } from "../fhir/types.js";
import { MODALITY } from "./words.js";

/** The modalities that a radiologist reads. */
const RADIOLOGICAL: ReadonlySet<string> = new Set([
  "MR",
  "CT",
  "US",
  "DX",
  "CR",
  "NM",
  "PT",
  "MG",
  "XA",
  "RF",
  "BDUS",
  "BMD",
  "IO",
  "IVUS",
  "PX",
  "RG",
]);

export const modalitiesOf = ({ data }: ImagingItem): string[] => [data.modality].flat();

export const isRadiology = (study: ImagingItem): boolean => modalitiesOf(study).some((one) => RADIOLOGICAL.has(one));

export const dicom = (code: string): Coding => ({
  system: "http://dicom.nema.org/resources/ontology/DCM",
  code,
  ...(MODALITY[code] ? { display: MODALITY[code] } : {}),
});
