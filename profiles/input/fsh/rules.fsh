// What every profile shares: who a resource is, whose case it belongs to, and what its times say.

Alias: $id = https://w3id.org/case2fhir/id
Alias: $case = https://w3id.org/case2fhir/case
Alias: $sct = http://snomed.info/sct
Alias: $loinc = http://loinc.org
Alias: $absent = http://terminology.hl7.org/CodeSystem/data-absent-reason
Alias: $verified = http://terminology.hl7.org/CodeSystem/condition-ver-status
Alias: $allergy-verified = http://terminology.hl7.org/CodeSystem/allergyintolerance-verification
Alias: $observation-category = http://terminology.hl7.org/CodeSystem/observation-category
Alias: $participant = http://terminology.hl7.org/CodeSystem/provenance-participant-type

// The identifier made from namespace, case and local id (docs/mapping.md, "Ids, for good"), beside any other.
RuleSet: Identified
* identifier 1..*
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains case2fhir 1..1
* identifier[case2fhir] ^short = "The same for good: it does not change when the case is edited or loaded again"
* identifier[case2fhir].system 1..1
* identifier[case2fhir].system = "https://w3id.org/case2fhir/id" (exactly)
* identifier[case2fhir].value 1..1
* identifier[case2fhir].value obeys c2f-uuid

RuleSet: Marked
* meta 1..1
* meta.tag 1..*
* meta.tag ^slicing.discriminator.type = #value
* meta.tag ^slicing.discriminator.path = "system"
* meta.tag ^slicing.rules = #open
* meta.tag contains case 1..1
* meta.tag[case] ^short = "The case it is part of: it is part of no other"
* meta.tag[case].system 1..1
* meta.tag[case].system = "https://w3id.org/case2fhir/case" (exactly)
* meta.tag[case].code 1..1
* meta.tag[case].code obeys c2f-uuid

// For types that no server can search by identifier.
RuleSet: Tagged
* meta.tag contains case2fhir 1..1
* meta.tag[case2fhir] ^short = "The same for good, where R4 has no search by identifier"
* meta.tag[case2fhir].system 1..1
* meta.tag[case2fhir].system = "https://w3id.org/case2fhir/id" (exactly)
* meta.tag[case2fhir].code 1..1
* meta.tag[case2fhir].code obeys c2f-uuid

RuleSet: Told
* text 1..1
* text.status = #generated (exactly)

// Identified, marked, told: what every resource of a case is but those matched by tag.
RuleSet: OfCase
* insert Marked
* insert Identified
* insert Told

RuleSet: About(element)
* {element} 1..1
* {element} only Reference(Patient)

RuleSet: Named(element)
* {element} 1..1
* {element}.text 1..1
* {element}.text ^short = "The words of the case, beside whatever codes stand for them"

// A moment: what is known of it, and how it is known.
RuleSet: Moment(element)
* {element} obeys c2f-dated and c2f-derived and c2f-phrase

RuleSet: Span(element)
* insert Moment({element}.start)
* insert Moment({element}.end)

// A choice of a moment and a period.
RuleSet: MomentOrSpan(element)
* {element}[x] only dateTime or Period
* insert Moment({element}DateTime)
* insert Span({element}Period)

Invariant: c2f-uuid
Description: "It is a UUID in lower case."
Severity: #error
Expression: "matches('^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')"

Invariant: c2f-dated
Description: "A time without a value says why it has none (data-absent-reason)."
Severity: #error
Expression: "hasValue() or extension('http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()"

Invariant: c2f-derived
Description: "A date that was computed from the distance to another time is marked as derived."
Severity: #error
Expression: "(hasValue() and extension('http://hl7.org/fhir/StructureDefinition/cqf-relativeDateTime').exists()) implies extension('https://w3id.org/case2fhir/StructureDefinition/derived').exists()"

Invariant: c2f-phrase
Description: "A distance to another time stands beside the words of the case that tell it (originalText), unless both are one moment."
Severity: #error
Expression: "extension('http://hl7.org/fhir/StructureDefinition/cqf-relativeDateTime').all(extension('relationship').value.ofType(code).startsWith('concurrent')) or extension('http://hl7.org/fhir/StructureDefinition/originalText').exists()"

Invariant: c2f-said
Description: "It is said in words or codes, or it is said why not."
Severity: #error
Expression: "text.exists() or coding.exists() or extension('http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()"

Invariant: c2f-over
Description: "A period that is over has an end, or says why it has none: R4 reads a period without an end as one that goes on."
Severity: #error
Expression: "end.exists()"
