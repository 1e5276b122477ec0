Profile: CaseImagingStudy
Parent: ImagingStudy
Id: case-imaging-study
Title: "Imaging study of a case"
Description: "That a study was done, with what and of what. Nothing is said of images being there, so its status is unknown; it has series only where their DICOM UIDs are told."
* insert OfCase
* insert About(subject)
* status = #unknown (exactly)
* modality 1..*
* insert Moment(started)
* procedureCode 1..1
* procedureCode.text 1..1

Profile: CaseReport
Parent: DiagnosticReport
Id: case-report
Title: "Report of a case"
Description: "What was concluded from a study, a panel or a specimen, and the findings it is made of."
* insert OfCase
* insert About(subject)
* insert Named(code)
* insert MomentOrSpan(effective)

Profile: ImagingReport
Parent: CaseReport
Id: imaging-report
Title: "Report of imaging studies"
Description: "A report that says which studies it is of."
* imagingStudy 1..*
* imagingStudy only Reference(ImagingStudy)

Profile: CaseSpecimen
Parent: Specimen
Id: case-specimen
Title: "Specimen of a case"
Description: "What was examined, and the procedure that took it where it is told."
* insert OfCase
* insert About(subject)
* insert Named(type)
* insert MomentOrSpan(collection.collected)
