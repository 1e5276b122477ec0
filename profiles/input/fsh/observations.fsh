Profile: CaseObservation
Parent: Observation
Id: case-observation
Title: "Observation of a case"
Description: "A finding, a result, a panel, an outcome, an age: it says what was observed, or why there is nothing to say."
* insert OfCase
* insert About(subject)
* insert Named(code)
* obeys c2f-answer
* status = #final (exactly)
* insert MomentOrSpan(effective)

Invariant: c2f-answer
Description: "An observation has a value, parts or members, or says why it has none (dataAbsentReason)."
Severity: #error
Expression: "value.exists() or component.exists() or hasMember.exists() or dataAbsentReason.exists()"

Profile: AbsentFinding
Parent: CaseObservation
Id: absent-finding
Title: "Finding that was absent"
Description: "What was looked for and was not there: its value is SNOMED CT 2667000 Absent."
* value[x] 1..1
* value[x] only CodeableConcept
* value[x] = $sct#2667000
* dataAbsentReason 0..0

Profile: ObservationNotDone
Parent: CaseObservation
Id: observation-not-done
Title: "Observation that was not done"
Description: "An examination that the source says was not done: no value, and the reason not-performed."
* value[x] 0..0
* dataAbsentReason 1..1
* dataAbsentReason = $absent#not-performed

Profile: ImagingFinding
Parent: CaseObservation
Id: imaging-finding
Title: "Finding of an imaging study"
Description: "One thing that a study showed, or did not show: it says of which studies it is."
* category 1..1
* category = $observation-category#imaging
* derivedFrom 1..*
* derivedFrom only Reference(ImagingStudy)
