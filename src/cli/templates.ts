/** Cases to start from. What stands in them in capitals is a placeholder, and so is every number: nothing of it is anybody's. */
import { starterCase } from "./starter.js";

/** What every template begins with. */
const head = (namespace: string): string => `\
# yaml-language-server: $schema=https://w3id.org/case2fhir/schema/1/case.schema.json
# Words in capitals and all numbers are placeholders: replace them with what the source tells, and take out what it does not.
language: 1
case: my-case
namespace: ${namespace}
source: {title: TITLE OF THE REPORT}
`;

const MINIMAL = `\
patient: {sex: unknown, cite: 1}
conditions:
  - {id: disease, name: NAME OF THE DISEASE, cite: 1}
timeline:
  - when: 2000-01
    findings:
      present: [A FINDING]
      absent: [WHAT WAS LOOKED FOR AND NOT FOUND]
    cite: 2
`;

const ONCOLOGY = `\
patient: {sex: unknown, age: 1 year, cite: 1}
conditions:
  - id: tumour
    name: NAME OF THE TUMOUR
    stage: ITS STAGE
    site: ITS SITE
    diagnosed: 2000-01
    evidence: biopsy
    cite: 1
timeline:
  - id: work-up
    when: 2000-01
    procedures:
      - {id: biopsy, name: KIND OF BIOPSY, site: ITS SITE}
    imaging:
      - id: staging
        modality: CT
        findings: {present: [{id: lesion, name: A LESION, site: ITS SITE}], absent: [METASTASES]}
    cite: 2
  - when: after work-up
    medications:
      - id: drug
        name: FIRST DRUG
        for: tumour
        courses:
          - {id: full, dose: 1 mg/m2, route: ITS ROUTE, cycles: 1}
          - {id: reduced, dose: 0.5 mg/m2, cycles: 1, because: toxicity}
    adverse events:
      - {id: toxicity, name: AN ADVERSE EFFECT, suspected: full, cite: 4}
    cite: 3
  - when: 1 month after end of reduced
    imaging:
      - modality: CT
        compared with: staging
        findings: {present: [{name: A LESION, change: regressed, of: lesion}]}
    outcomes:
      - {state: {text: THE RESPONSE}, of: tumour, due to: drug}
    cite: 5
`;

const OBSTETRICS = `\
patient: {sex: female, age: 1 year, cite: 1}
people:
  - {id: baby, relation: newborn, sex: unknown}
conditions:
  - {id: disease, name: DISEASE OF THE PREGNANCY, cite: 1}
timeline:
  - id: visit
    when: 2000-01
    vitals:
      results: {blood pressure: 1/1 mmHg}
    labs:
      results: {NAME OF A TEST: 1 mg/L}
    cite: 2
  - id: delivery
    when: 1 week after visit
    procedures:
      - {name: KIND OF DELIVERY, because: disease}
    cite: 3
  - about: baby # what stands in this step is the newborn's, and never the mother's
    when: delivery
    findings:
      absent: [A MALFORMATION]
    vitals:
      results: {birth weight: 1000 g}
    cite: 4
`;

const PAEDIATRICS = `\
patient: {sex: unknown, born: 2000-01, cite: 1} # ages are counted from "birth"
people:
  - {id: mother, relation: mother}
conditions:
  - {id: disease, name: NAME OF THE DISEASE, onset: 1 week after birth, cite: 2}
immunizations:
  - {name: NAME OF A VACCINE, when: 2 months after birth, cite: 1}
family history:
  - {relation: RELATIVE, conditions: [A DISEASE OF THEIRS], cite: 1}
timeline:
  - when: 3 days after birth
    vitals:
      results: {body weight: 1 kg}
    labs:
      trends:
        # one test over time: a result for each time
        NAME OF A TEST: {day 1 of life: 1 mg/L, day 2 of life: 2 mg/L}
    medications:
      - {name: NAME OF A DRUG, for: disease, dose: 1 mg/kg once daily, route: ITS ROUTE}
    cite: 2
  - about: mother
    labs:
      negative: [NAME OF A TEST OF HERS]
    cite: 3
`;

/** Templates by name, each made of a namespace: a URI of the writer's own that goes into every resource id. */
export const TEMPLATES = {
  commented: starterCase,
  minimal: (namespace: string) => head(namespace) + MINIMAL,
  oncology: (namespace: string) => head(namespace) + ONCOLOGY,
  obstetrics: (namespace: string) => head(namespace) + OBSTETRICS,
  paediatrics: (namespace: string) => head(namespace) + PAEDIATRICS,
} as const satisfies Record<string, (namespace: string) => string>;
