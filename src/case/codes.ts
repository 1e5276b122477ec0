/** Codes as FHIR Shorthand writes them: `SCT#25044007 "Neuromyelitis optica"`. */

import type { Coding } from "../fhir/types.js";
import { type CasePlace, type Finding, finding } from "../finding/finding.js";
import { nearest } from "../finding/nearest.js";

/** Alias -> code system URI, as THO (hl7.terminology.r4) and the systems' owners name them. */
export const CODE_SYSTEMS: Readonly<Record<string, string>> = {
  ATC: "http://www.whocc.no/atc",
  DCM: "http://dicom.nema.org/resources/ontology/DCM",
  HP: "http://human-phenotype-ontology.org",
  ICD10: "http://hl7.org/fhir/sid/icd-10",
  ICD10CM: "http://hl7.org/fhir/sid/icd-10-cm",
  LNC: "http://loinc.org",
  MAXO: "http://purl.obolibrary.org/obo/maxo.owl",
  MONDO: "http://purl.obolibrary.org/obo/mondo.owl",
  NCIT: "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl",
  ORPHA: "http://www.orpha.net",
  RADLEX: "http://radlex.org",
  RXN: "http://www.nlm.nih.gov/research/umls/rxnorm",
  SCT: "http://snomed.info/sct",
  UBERON: "http://purl.obolibrary.org/obo/uberon.owl",
  UCUM: "http://unitsofmeasure.org",
};

/** What people write for an alias, in lower case and without what separates words. */
const MEANT_ALIAS: Readonly<Record<string, string>> = {
  hpo: "HP",
  icd: "ICD10",
  loinc: "LNC",
  orphanet: "ORPHA",
  rxnorm: "RXN",
  sctid: "SCT",
  snomed: "SCT",
  snomedct: "SCT",
};

/** The alias that a word most likely means: how people call the system, or a slip of the hand. */
function knownAlias(word: string): string | undefined {
  const plain = word.replace(/[\s_-]/g, "").toLowerCase();
  if (Object.hasOwn(MEANT_ALIAS, plain)) return MEANT_ALIAS[plain];
  return nearest(plain.toUpperCase(), Object.keys(CODE_SYSTEMS));
}

/** How a badly written code was most likely meant: its display in quotes, or another alias; not yet known to be right. */
export function meantCodes(text: string): string[] {
  const [, code = "", display] = /^([^#]+#[^\s"]+)(?:\s*"|\s+(?=[^\s"]))([^"]+)"?$/.exec(text) ?? [];
  const spaced = display === undefined ? text : `${code} "${display}"`;
  const word = /^([A-Za-z][\w -]*)#/.exec(spaced)?.[1];
  const alias = word && knownAlias(word);
  return [spaced, ...(alias ? [alias + spaced.slice(word.length)] : [])];
}

/** What stands after the display of a code, and where. */
export function afterCode(text: string): { code: string; offset: number } | undefined {
  const [, code, rest = ""] = /^([^#]+#[^\s"]+ "[^"]+")(.*\S.*)$/s.exec(text) ?? [];
  return code === undefined ? undefined : { code, offset: text.length - rest.trimStart().length };
}

const CODE = /^([^#]+)#([^\s"]+)(?: "([^"]+)")?$/;

/**
 * Reads one code.
 *
 * @param text a code that fits the schema's pattern
 * @returns the Coding, or undefined when the alias is unknown
 */
export function parseCode(text: string): Coding | undefined {
  const [, system = "", code = "", display] = CODE.exec(text) ?? [];
  const uri = system.includes(":") ? system : CODE_SYSTEMS[system];
  return uri ? { system: uri, code, ...(display ? { display } : {}) } : undefined;
}

/** What the schema's pattern takes for a system; a text of another form has its finding already. */
const HAS_SYSTEM = /^(?:[A-Z][A-Z0-9]*|[a-z]+:[^\s#]+)#/;
const hasForm = (text: string): boolean => HAS_SYSTEM.test(text) && CODE.test(text);

/** Findings about one code: an alias nobody knows, a display that is missing and so cannot be checked by a reader. */
export function checkCode(text: string, place: () => CasePlace): Finding[] {
  if (!hasForm(text)) return [];
  const coding = parseCode(text);
  if (!coding) {
    const alias = text.split("#")[0] ?? "";
    const near = knownAlias(alias);
    return [
      finding(
        "case/unknown-code-system",
        { alias, near: near && `; did you mean ${near}?`, aliases: Object.keys(CODE_SYSTEMS).join(", ") },
        { case: place() },
      ),
    ];
  }
  return coding.display ? [] : [finding("case/code-without-display", { code: text }, { case: place() })];
}
