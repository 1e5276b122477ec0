// The systems of our own: their codes are computed, so that none of them is a list.

Instance: case2fhir-id
InstanceOf: NamingSystem
Usage: #definition
* name = "Case2fhirId"
* status = #draft
* kind = #identifier
* date = "2026-11-22"
* publisher = "case2fhir"
* responsible = "case2fhir"
* description = "Technical identifiers of the resources that case2fhir makes: the UUID that the namespace, the case and the local ids give (docs/mapping.md). They identify resources, never persons."
* uniqueId.type = #uri
* uniqueId.value = "https://w3id.org/case2fhir/id"
* uniqueId.preferred = true

Instance: case2fhir-case
InstanceOf: NamingSystem
Usage: #definition
* name = "Case2fhirCase"
* status = #draft
* kind = #codesystem
* date = "2026-11-25"
* publisher = "case2fhir"
* responsible = "case2fhir"
* description = "Marks of cases: each code is the UUID that the namespace and the name of a case give (docs/mapping.md), and every resource made of that case bears it as a tag."
* uniqueId.type = #uri
* uniqueId.value = "https://w3id.org/case2fhir/case"
* uniqueId.preferred = true
