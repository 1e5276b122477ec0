Profile: CaseCondition
Parent: Condition
Id: case-condition
Title: "Condition of a case"
Description: "A disease, an attack of one, or a symptom: how sure it is is always said. An attack is a Condition of its own."
* insert OfCase
* insert About(subject)
* insert Named(code)
* verificationStatus 1..1
* onset[x] only dateTime
* insert Moment(onsetDateTime)
* abatement[x] only dateTime
* insert Moment(abatementDateTime)

Profile: RefutedCondition
Parent: CaseCondition
Id: refuted-condition
Title: "Condition that was ruled out"
Description: "What the source says the patient did not have. It stands in the Bundle so that its absence can be read."
* verificationStatus = $verified#refuted
* abatement[x] 0..0

Profile: CaseAllergy
Parent: AllergyIntolerance
Id: case-allergy
Title: "Allergy or intolerance of a case"
Description: "An allergy or intolerance, or that none is known. A clinical status that the source does not tell is marked as derived."
* insert OfCase
* insert About(patient)
* insert Named(code)
* clinicalStatus 1..1
* onset[x] only dateTime
* insert Moment(onsetDateTime)
* reaction.manifestation.text 1..1

Profile: RefutedAllergy
Parent: CaseAllergy
Id: refuted-allergy
Title: "Allergy that was ruled out"
Description: "What the source says the patient is not allergic to."
* verificationStatus 1..1
* verificationStatus = $allergy-verified#refuted

Profile: CaseFamilyMemberHistory
Parent: FamilyMemberHistory
Id: case-family-member-history
Title: "Relative of a case"
Description: "What is told of a relative's health: never all there is to tell, and never a fact of the patient."
* insert OfCase
* insert About(patient)
* status = #partial (exactly)
* name 0..0
* relationship.text 1..1
* condition.code.text 1..1

Profile: CaseAdverseEvent
Parent: AdverseEvent
Id: case-adverse-event
Title: "Adverse event of a case"
Description: "Harm in the course of care that happened. What is suspected of it is a suspected entity, and nothing's cause."
* insert Marked
* insert Tagged
* insert Told
* insert About(subject)
* insert Named(event)
* actuality = #actual (exactly)
* insert Moment(date)
