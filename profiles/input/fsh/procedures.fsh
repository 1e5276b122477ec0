Profile: CaseProcedure
Parent: Procedure
Id: case-procedure
Title: "Procedure or regimen of a case"
Description: "Something done to the patient, or not; also a regimen, whose drugs are part of it."
* insert OfCase
* insert About(subject)
* insert Named(code)
* insert MomentOrSpan(performed)

Profile: ProcedureNotDone
Parent: CaseProcedure
Id: procedure-not-done
Title: "Procedure that was not done"
Description: "What the source says was not done or was refused; a reason that is told is the statusReason."
* status = #not-done (exactly)
* reasonCode 0..0

Profile: CasePlan
Parent: ServiceRequest
Id: case-plan
Title: "Plan of a case"
Description: "What was planned, recommended, ordered, considered or decided against, and not what was done."
* insert OfCase
* insert About(subject)
* insert Named(code)
* insert MomentOrSpan(occurrence)
* insert Moment(authoredOn)

Profile: CaseEncounter
Parent: Encounter
Id: case-encounter
Title: "Stay or visit of a case"
Description: "A stay or visit that is over. An end that is not told is said to be unknown."
* insert OfCase
* insert About(subject)
* status = #finished (exactly)
* insert Span(period)
* period obeys c2f-over

Profile: CaseDevice
Parent: Device
Id: case-device
Title: "Device of a case"
Description: "A device, by what it is."
* insert OfCase
* insert About(patient)
* insert Named(type)

Profile: CaseDeviceUse
Parent: DeviceUseStatement
Id: case-device-use
Title: "Use of a device in a case"
Description: "That a device was used, and when."
* insert OfCase
* insert About(subject)
* timing[x] only Period
* insert Span(timingPeriod)
* device only Reference(Device)

Profile: CaseConsent
Parent: Consent
Id: case-consent
Title: "Consent that a case states"
Description: "Consent that is stated in the source; nothing is concluded from it."
* insert OfCase
* insert About(patient)
* insert Moment(dateTime)
