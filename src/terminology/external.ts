/** Code systems that are known by rule, or that are somebody else's and only to be had from them. */
import { CASE_SYSTEM, ID_SYSTEM } from "../fhir/identity.js";
import { isLanguageTag } from "../fhir/language.js";
import { isUcum } from "../fhir/ucum.js";

/** What a rule says of a code: it is one, it is none, or that cannot be said without the system's content. */
export type Verdict = "code" | "no-code" | "undecided";

const SNOMED_ID = /^[1-9]\d{5,17}$/;
const SNOMED_EXPRESSION = /^\s*\d[^:+|={}()]*[:+|={}()]/;
const LOINC_CODE = /^(?:L[ALPG]|MTHU)?\d{1,7}-?\d$/;
const MIME_TYPE = /^[\w.+*-]+\/[\w.+*-]+(\s*;\s*[\w.+-]+=("[^"]*"|[^";\s]+))*;?$/;

/** Each system's rule; one without any is somebody else's to know. */
const SYSTEMS: Readonly<Record<string, (code: string) => Verdict>> = {
  "http://unitsofmeasure.org": (code) => (isUcum(code) ? "code" : "no-code"),
  "urn:ietf:bcp:47": (code) => (isLanguageTag(code) ? "code" : "no-code"),
  "urn:ietf:bcp:13": (code) => (MIME_TYPE.test(code) ? "code" : "no-code"),
  "urn:ietf:rfc:3986": (code) => (/^[A-Za-z][\w+.-]*:\S+$/.test(code) ? "code" : "undecided"),
  "http://snomed.info/sct": (code) =>
    (SNOMED_ID.test(code) && hasVerhoeffDigit(code)) || SNOMED_EXPRESSION.test(code) ? "undecided" : "no-code",
  "http://loinc.org": (code) => (LOINC_CODE.test(code) ? "undecided" : "no-code"),
};

/** Named by HL7's NamingSystems, and two of our own, in which Bundles of cases are tagged. */
const EXTERNAL: ReadonlySet<string> = new Set([
  CASE_SYSTEM,
  ID_SYSTEM,
  "http://human-phenotype-ontology.org",
  "http://purl.obolibrary.org/obo/mondo.owl",
  "http://radlex.org",
  "http://www.nlm.nih.gov/research/umls/rxnorm",
  "http://www.ama-assn.org/go/cpt",
  "http://hl7.org/fhir/ndfrt",
  "http://fdasis.nlm.nih.gov",
  "http://www.radlex.org",
  "http://www.whocc.no/atc",
  "http://ncimeta.nci.nih.gov",
  "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl",
  "http://www.genenames.org",
  "http://varnomen.hgvs.org",
  "http://nucc.org/provider-taxonomy",
  "http://unstats.un.org/unsd/methods/m49/m49.htm",
  "https://www.iana.org/time-zones",
  "urn:iso:std:iso:3166:-2",
  "urn:iso:std:iso:11073:10101",
  "http://dicom.nema.org/resources/ontology/DCM",
]);

/** HL7 passes on, under its own address, systems of others (ICD, NDC, CVX ...). */
const PASSED_ON = /^http:\/\/hl7\.org\/fhir\/sid\//;

/** Whether the system exists and is known to HL7, though its content is not here. */
export const isExternal = (system: string): boolean =>
  Object.hasOwn(SYSTEMS, system) || EXTERNAL.has(system) || PASSED_ON.test(system);

/** What can be said of a code by its form alone; undefined for systems without a rule. */
export function judgeByForm(system: string, code: string): Verdict | undefined {
  return Object.hasOwn(SYSTEMS, system) ? SYSTEMS[system]?.(code) : undefined;
}

const D5 = "0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210";
const PERMUTATION = "01234567891576283094580379614289160435279453126870428657390127938064157046913258";

/** The check digit of SNOMED CT identifiers: https://confluence.ihtsdotools.org/display/DOCRELFMT/5.5+Check-digit */
function hasVerhoeffDigit(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const permuted = Number(PERMUTATION[(i % 8) * 10 + digit]);
    check = Number(D5[check * 10 + permuted]);
  }
  return check === 0;
}
