// The extensions of our own: each only where neither R4 nor HL7's extension pack has one that serves.

Extension: Derived
Id: derived
Title: "Derived"
Description: "The value of this element was not read in the source but worked out from it; the text says how."
Context: Element
* ^purpose = "A receiver must be able to tell a stated date or relation from a computed or inferred one. No extension of R4 or of HL7's extension pack marks a value so."
* . ..1
* value[x] 1..1
* value[x] only string

Extension: DueTo
Id: due-to
Title: "Due to"
Description: "What this observation results from, where the source says so."
Context: Observation
* ^purpose = "R4's condition-dueTo may stand on a Condition alone; findings and outcomes have causes too."
* value[x] 1..1
* value[x] only Reference(Condition or Procedure or MedicationAdministration or Immunization or MedicationStatement)

Extension: SpecimenProcedure
Id: specimen-procedure
Title: "Procedure that took the specimen"
Description: "The procedure that took this specimen, where the source says so."
Context: Specimen.collection
* ^purpose = "R4's Specimen does not know it; R5's does (Specimen.collection.procedure). HL7's extension for elements of later versions says the same, but servers that validate with HAPI 8 refuse it (\"invalid Version '5.0'\")."
* . ..1
* value[x] 1..1
* value[x] only Reference(Procedure)
