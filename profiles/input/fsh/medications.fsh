Profile: CaseMedicationStatement
Parent: MedicationStatement
Id: case-medication-statement
Title: "Drug of a case"
Description: "That a drug was taken, is to be or was not. Each step of its dose, and each pause, is a statement of its own that is part of this one."
* insert OfCase
* insert About(subject)
* obeys c2f-not-going-on
* medication[x] obeys c2f-named
* effective[x] only Period
* insert Span(effectivePeriod)
* insert Moment(dateAsserted)
* statusReason obeys c2f-said

Invariant: c2f-named
Description: "The drug is named in the words of the case, or is a product that has them."
Severity: #error
Expression: "text.exists() or reference.exists()"

Invariant: c2f-not-going-on
Description: "The period of a drug that is not said to be taken, paused or intended has an end, or says why it has none."
Severity: #error
Expression: "status = 'active' or status = 'intended' or status = 'on-hold' or effective.empty() or effective.end.exists()"

Profile: DoseStep
Parent: CaseMedicationStatement
Id: dose-step
Title: "Step of a drug's dose"
Description: "A drug between two changes: its own dose, dates, status and evidence, part of the statement of the drug."
* partOf 1..1
* partOf only Reference(MedicationStatement)

Profile: Pause
Parent: DoseStep
Id: pause
Title: "Pause of a drug"
Description: "A drug that was not given for a while: on hold, without a dose, and with the reason or that none is told."
* status = #on-hold (exactly)
* statusReason 1..*
* dosage 0..0

Profile: CaseMedication
Parent: Medication
Id: case-medication
Title: "Product of a case"
Description: "A drug by its brand, form or strength."
* insert OfCase
* insert Named(code)

Profile: CaseImmunization
Parent: Immunization
Id: case-immunization
Title: "Vaccine of a case"
Description: "A vaccine that was given, or was not."
* insert OfCase
* insert About(patient)
* insert Named(vaccineCode)
* occurrence[x] only dateTime
* insert Moment(occurrenceDateTime)

Profile: ImmunizationNotDone
Parent: CaseImmunization
Id: immunization-not-done
Title: "Vaccine that was not given"
Description: "A vaccine that the source says was not given; a reason that is told is a statusReason."
* status = #not-done (exactly)
* reasonCode 0..0
