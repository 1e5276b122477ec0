// The whole: each entry is held against the profile of its type, whether it names one or not.

RuleSet: Entry(slice, profile)
* entry contains {slice} 0..*
* entry[{slice}].resource 1..1
* entry[{slice}].resource only {profile}

Profile: CaseBundle
Parent: Bundle
Id: case-bundle
Title: "Bundle of a case"
Description: "All that is told of one case: a transaction, a batch, a collection or a document, with nothing in it but resources of the types below, each of that one case."
* obeys c2f-one-case and c2f-patient and c2f-repeatable
* entry 1..*
* entry.fullUrl 1..1
* entry.fullUrl obeys c2f-urn
* entry.resource 1..1
* entry ^slicing.discriminator.type = #type
* entry ^slicing.discriminator.path = "resource"
* entry ^slicing.rules = #closed
* insert Entry(patient, CasePatient)
* insert Entry(person, CasePerson)
* insert Entry(condition, CaseCondition)
* insert Entry(allergy, CaseAllergy)
* insert Entry(relative, CaseFamilyMemberHistory)
* insert Entry(adverseEvent, CaseAdverseEvent)
* insert Entry(observation, CaseObservation)
* insert Entry(medicationStatement, CaseMedicationStatement)
* insert Entry(medication, CaseMedication)
* insert Entry(immunization, CaseImmunization)
* insert Entry(procedure, CaseProcedure)
* insert Entry(plan, CasePlan)
* insert Entry(encounter, CaseEncounter)
* insert Entry(device, CaseDevice)
* insert Entry(deviceUse, CaseDeviceUse)
* insert Entry(consent, CaseConsent)
* insert Entry(imagingStudy, CaseImagingStudy)
* insert Entry(report, CaseReport)
* insert Entry(specimen, CaseSpecimen)
* insert Entry(source, CaseSource)
* insert Entry(provenance, CaseProvenance)
* insert Entry(composition, CaseComposition)

Invariant: c2f-urn
Description: "An entry is known by the UUID of its resource."
Severity: #error
Expression: "startsWith('urn:uuid:')"

Invariant: c2f-one-case
Description: "All resources bear the mark of the same case."
Severity: #error
Expression: "entry.resource.meta.tag.where(system = 'https://w3id.org/case2fhir/case').code.distinct().count() = 1"

Invariant: c2f-patient
Description: "The patient of the case is one of the entries."
Severity: #error
Expression: "entry.resource.ofType(Patient).exists()"

Invariant: c2f-repeatable
Description: "Sent again, a transaction or batch makes nothing twice: it writes under the ids of the case, or only what is not there."
Severity: #error
Expression: "(type != 'transaction' and type != 'batch') or entry.all(request.method = 'PUT' or (request.method = 'POST' and request.ifNoneExist.exists()))"
