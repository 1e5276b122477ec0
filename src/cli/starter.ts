/** The case that `init` writes: short, true to the language, and commented for someone who sees it the first time. */

/** @param namespace a URI of the writer's own; it goes into every resource id */
export const starterCase = (namespace: string): string => `\
# yaml-language-server: $schema=https://w3id.org/case2fhir/schema/1/case.schema.json
# A clinical case for case2fhir. Try it as it is, then replace it line by line with yours:
#   case2fhir validate FILE    what is wrong with it, with line and column
#   case2fhir run FILE         map, validate, load into an embedded server, read back
#   case2fhir map FILE         the FHIR Bundle
language: 1

# The name of the case. With the namespace it makes every resource id, so keep both once the case is loaded somewhere.
case: my-case
# Made at random for this file, so that your my-case and somebody else's never meet. A DOI of the source is good, too.
namespace: ${namespace}
# When this was written down. It is the only clock: the same file gives the same bytes on every day.
# recorded: 2026-11-22T09:00:00Z

# The report the case is taken from, if there is one. It is cited, never copied.
# source: {title: "...", doi: 10.1000/example, license: CC-BY-4.0}

patient: {sex: male, age: 40 years}

# What spans the case stands at the top ...
conditions:
  # An id lets other items point here.
  - {id: arthritis, name: septic arthritis, site: knee, side: left, evidence: joint-fluid}

# ... and what happened at some time stands in the steps of the story. Their order asserts nothing, "when" does.
timeline:
  - id: admission
    when: 2024-03 # as precise as it is known: 2024, 2024-03, 2024-03-17
    encounter: {id: stay, type: inpatient, because: arthritis}
    findings:
      present: [{name: joint swelling, site: knee, side: left}, fever]
      absent: [rash] # looked for and not found; what is not mentioned is not asserted
    labs:
      results:
        C-reactive protein: 182 mg/L (high, ref 0-5)
      positive: [{id: joint-fluid, name: synovial fluid culture}]

  - when: 2 days after admission
    procedures:
      - {id: washout, name: arthroscopic washout, for: arthritis}

# A drug has courses: a new dose, a pause and a restart are courses, too.
medications:
  - name: flucloxacillin
    for: arthritis
    courses:
      - {id: iv, dose: 2 g every 6 hours, route: intravenous, from: after washout, lasting: 14 days}
      - {id: oral, dose: 1 g four times daily, route: oral, from: end of iv}

outcomes:
  - {state: resolved, of: arthritis}

# Names to codes, as FHIR Shorthand writes them. A name without a code stays text; "map" says which ones do.
codes:
  intravenous: SCT#47625008 "Intravenous route"
  oral: SCT#26643006 "Oral route"
`;
