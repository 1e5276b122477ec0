// Where it was read: the source, what was read in which sentences, and the document made of it.

Profile: CaseSource
Parent: DocumentReference
Id: case-source
Title: "Source of a case"
Description: "The report the case was taken from: cited by its DOI, title and address, never copied."
* insert OfCase
* insert About(subject)
* status = #current (exactly)
* masterIdentifier.system 1..1
* masterIdentifier.system = "https://doi.org" (exactly)
* content.attachment obeys c2f-cited
* content.attachment.data 0..0

Invariant: c2f-cited
Description: "The source is cited by its address or its title."
Severity: #error
Expression: "url.exists() or title.exists()"

Profile: CaseProvenance
Parent: Provenance
Id: case-provenance
Title: "Evidence of a case"
Description: "Who wrote some of its resources from which sentences of the source: one Provenance for all that the same sentences say."
* insert Marked
* insert Tagged
* insert Told
* recorded obeys c2f-dated
* agent 1..1
* agent.type 1..1
* agent.type = $participant#assembler
* entity 0..1
* entity.role = #source (exactly)
* entity.what only Reference(DocumentReference)

Profile: CaseComposition
Parent: Composition
Id: case-composition
Title: "Composition of a case"
Description: "The first entry of a document: every resource of the case but the patient stands in one of its sections or is the evidence of one."
* insert Marked
* insert Told
* insert About(subject)
* identifier 1..1
* identifier.system 1..1
* identifier.system = "https://w3id.org/case2fhir/id" (exactly)
* identifier.value 1..1
* identifier.value obeys c2f-uuid
* status = #final (exactly)
* type = $loinc#34133-9
* section 1..*
* section.title 1..1
* section.text 1..1
