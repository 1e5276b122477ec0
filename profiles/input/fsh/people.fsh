// Who a case is about: nobody can be found by it.

Profile: CasePatient
Parent: Patient
Id: case-patient
Title: "Patient of a case"
Description: "The patient, or another person of whom facts are told: never named, never reached. A birth date that is not told is said to be unknown, and no age is turned into one."
* insert OfCase
* name 0..0
* telecom 0..0
* address 0..0
* photo 0..0
* contact 0..0
* birthDate 1..1
* birthDate obeys c2f-dated

Profile: CasePerson
Parent: RelatedPerson
Id: case-person
Title: "Other person of a case"
Description: "Somebody else of the case, by the relation to the patient."
* insert OfCase
* insert About(patient)
* name 0..0
* telecom 0..0
* address 0..0
* photo 0..0
* relationship 1..1
* relationship.text 1..1
