/**
 * The search parameters of the embedded server: HL7's R4 definitions of `identifier`, `patient`, `subject`,
 * `encounter`, `code`, `status` and the dates, as data (https://hl7.org/fhir/R4/searchparameter-registry.html).
 * A test compares this table with HL7's SearchParameter resources.
 */

export type ParameterKind = "token" | "reference" | "date";

export interface ParameterRow {
  code: string;
  kind: ParameterKind;
  /** JSON keys joined by dots; `[x]` stands for any type of a choice element. */
  path: string;
  /** Only references to this type count. */
  target?: string;
  /** The resource types it is defined on, separated by spaces. */
  on: string;
}

/** Defined on every type. */
export const COMMON_ROWS: readonly Omit<ParameterRow, "on">[] = [
  { code: "_id", kind: "token", path: "id" },
  { code: "_tag", kind: "token", path: "meta.tag" },
  { code: "_lastUpdated", kind: "date", path: "meta.lastUpdated" },
];

export const PARAMETER_ROWS: readonly ParameterRow[] = [
  {
    code: "identifier",
    kind: "token",
    path: "identifier",
    on:
      "Account ActivityDefinition AllergyIntolerance Appointment AppointmentResponse Basic BodyStructure " +
      "Bundle CarePlan CareTeam ChargeItem ChargeItemDefinition Claim ClaimResponse ClinicalImpression " +
      "CodeSystem Communication CommunicationRequest Composition ConceptMap Condition Consent Contract " +
      "Coverage CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device " +
      "DeviceDefinition DeviceMetric DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest " +
      "DocumentReference EffectEvidenceSynthesis Encounter Endpoint EnrollmentRequest EnrollmentResponse " +
      "EpisodeOfCare EventDefinition Evidence EvidenceVariable ExampleScenario ExplanationOfBenefit " +
      "FamilyMemberHistory Flag Goal Group GuidanceResponse HealthcareService ImagingStudy Immunization " +
      "ImmunizationEvaluation ImmunizationRecommendation InsurancePlan Invoice Library List Location " +
      "Measure MeasureReport Media Medication MedicationAdministration MedicationDispense MedicationRequest " +
      "MedicationStatement MedicinalProduct MedicinalProductAuthorization MedicinalProductPackaged " +
      "MedicinalProductPharmaceutical MessageDefinition MolecularSequence NutritionOrder Observation " +
      "Organization OrganizationAffiliation Patient PaymentNotice PaymentReconciliation Person " +
      "PlanDefinition Practitioner PractitionerRole Procedure Questionnaire QuestionnaireResponse " +
      "RelatedPerson RequestGroup ResearchDefinition ResearchElementDefinition ResearchStudy " +
      "ResearchSubject RiskAssessment RiskEvidenceSynthesis Schedule ServiceRequest Slot Specimen " +
      "SpecimenDefinition StructureDefinition StructureMap Substance SupplyDelivery SupplyRequest Task " +
      "TestReport TestScript ValueSet VisionPrescription",
  },
  { code: "identifier", kind: "token", path: "masterIdentifier", on: "DocumentManifest DocumentReference" },
  {
    code: "patient",
    kind: "reference",
    path: "subject",
    target: "Patient",
    on:
      "Account Basic CarePlan CareTeam ChargeItem ClinicalImpression Communication CommunicationRequest " +
      "Composition Condition Contract DeviceRequest DiagnosticReport DocumentManifest DocumentReference " +
      "Encounter Flag Goal GuidanceResponse ImagingStudy Invoice List MeasureReport Media " +
      "MedicationAdministration MedicationDispense MedicationRequest MedicationStatement Observation " +
      "Procedure QuestionnaireResponse RequestGroup RiskAssessment ServiceRequest Specimen",
  },
  {
    code: "patient",
    kind: "reference",
    path: "patient",
    on:
      "AllergyIntolerance BodyStructure Claim ClaimResponse Consent CoverageEligibilityRequest " +
      "CoverageEligibilityResponse DetectedIssue Device EpisodeOfCare ExplanationOfBenefit " +
      "FamilyMemberHistory Immunization ImmunizationEvaluation ImmunizationRecommendation MolecularSequence " +
      "NutritionOrder RelatedPerson SupplyDelivery VisionPrescription",
  },
  { code: "patient", kind: "reference", path: "participant.actor", target: "Patient", on: "Appointment" },
  { code: "patient", kind: "reference", path: "actor", target: "Patient", on: "AppointmentResponse" },
  { code: "patient", kind: "reference", path: "agent.who", target: "Patient", on: "AuditEvent" },
  { code: "patient", kind: "reference", path: "entity.what", target: "Patient", on: "AuditEvent" },
  { code: "patient", kind: "reference", path: "beneficiary", on: "Coverage" },
  { code: "patient", kind: "reference", path: "candidate", on: "EnrollmentRequest" },
  { code: "patient", kind: "reference", path: "link.target", target: "Patient", on: "Person" },
  { code: "patient", kind: "reference", path: "target", target: "Patient", on: "Provenance" },
  { code: "patient", kind: "reference", path: "individual", on: "ResearchSubject" },
  { code: "patient", kind: "reference", path: "for", target: "Patient", on: "Task" },
  { code: "patient", kind: "reference", path: "subject", on: "DeviceUseStatement" },
  {
    code: "subject",
    kind: "reference",
    path: "subject",
    on:
      "Account AdverseEvent Basic CarePlan CareTeam ChargeItem ClinicalImpression Communication " +
      "CommunicationRequest Composition Condition Contract DeviceRequest DeviceUseStatement " +
      "DiagnosticReport DocumentManifest DocumentReference Encounter Flag Goal GuidanceResponse " +
      "ImagingStudy Invoice List MeasureReport Media MedicationAdministration MedicationDispense " +
      "MedicationRequest MedicationStatement MedicinalProductAuthorization MedicinalProductContraindication " +
      "MedicinalProductIndication MedicinalProductInteraction MedicinalProductPackaged " +
      "MedicinalProductUndesirableEffect Observation Procedure QuestionnaireResponse RequestGroup " +
      "RiskAssessment ServiceRequest Specimen",
  },
  { code: "subject", kind: "reference", path: "candidate", on: "EnrollmentRequest" },
  { code: "subject", kind: "reference", path: "deliverTo", on: "SupplyRequest" },
  { code: "subject", kind: "reference", path: "for", on: "Task" },
  {
    code: "encounter",
    kind: "reference",
    path: "encounter",
    on:
      "CarePlan CareTeam ClinicalImpression Communication CommunicationRequest Composition Condition " +
      "DeviceRequest DiagnosticReport Flag ImagingStudy List Media MedicationRequest NutritionOrder " +
      "Observation Procedure QuestionnaireResponse RequestGroup RiskAssessment ServiceRequest Task " +
      "VisionPrescription",
  },
  { code: "encounter", kind: "reference", path: "item.encounter", on: "Claim ExplanationOfBenefit" },
  { code: "encounter", kind: "reference", path: "context.encounter", on: "DocumentReference" },
  {
    code: "code",
    kind: "token",
    path: "code",
    on:
      "AllergyIntolerance Basic ChargeItem CompartmentDefinition Condition DetectedIssue DiagnosticReport " +
      "Group List Medication MedicationKnowledge Observation OperationDefinition Procedure RequestGroup " +
      "SearchParameter ServiceRequest Substance Task",
  },
  {
    code: "code",
    kind: "token",
    path: "medicationCodeableConcept",
    on: "MedicationAdministration MedicationDispense MedicationRequest MedicationStatement",
  },
  { code: "code", kind: "token", path: "concept.code", on: "CodeSystem" },
  { code: "code", kind: "token", path: "response.code", on: "MessageHeader" },
  { code: "code", kind: "token", path: "item.code", on: "Questionnaire" },
  { code: "code", kind: "token", path: "ingredient.substanceCodeableConcept", on: "Substance" },
  { code: "code", kind: "token", path: "code.code", on: "SubstanceSpecification" },
  { code: "code", kind: "token", path: "expansion.contains.code", on: "ValueSet" },
  { code: "code", kind: "token", path: "compose.include.concept.code", on: "ValueSet" },
  { code: "code", kind: "token", path: "reaction.substance", on: "AllergyIntolerance" },
  { code: "code", kind: "token", path: "codeCodeableConcept", on: "DeviceRequest" },
  { code: "code", kind: "token", path: "condition.code", on: "FamilyMemberHistory" },
  {
    code: "status",
    kind: "token",
    path: "status",
    on:
      "Account ActivityDefinition Appointment CapabilityStatement CarePlan CareTeam ChargeItemDefinition " +
      "Claim ClaimResponse ClinicalImpression CodeSystem Communication CommunicationRequest " +
      "CompartmentDefinition Composition ConceptMap Consent Contract Coverage CoverageEligibilityRequest " +
      "CoverageEligibilityResponse Device DeviceRequest DiagnosticReport DocumentManifest DocumentReference " +
      "EffectEvidenceSynthesis Encounter Endpoint EnrollmentRequest EnrollmentResponse EpisodeOfCare " +
      "EventDefinition Evidence EvidenceVariable ExampleScenario ExplanationOfBenefit FamilyMemberHistory " +
      "GraphDefinition ImagingStudy Immunization ImmunizationEvaluation ImplementationGuide InsurancePlan " +
      "Invoice Library List Location Measure MeasureReport Media Medication MedicationAdministration " +
      "MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement " +
      "MedicinalProductAuthorization MessageDefinition NamingSystem NutritionOrder Observation " +
      "OperationDefinition PaymentNotice PaymentReconciliation PlanDefinition Procedure Questionnaire " +
      "QuestionnaireResponse RequestGroup ResearchDefinition ResearchElementDefinition ResearchStudy " +
      "ResearchSubject RiskEvidenceSynthesis SearchParameter ServiceRequest Slot Specimen " +
      "StructureDefinition StructureMap Subscription Substance SupplyDelivery SupplyRequest Task " +
      "TerminologyCapabilities TestScript ValueSet VisionPrescription",
  },
  { code: "status", kind: "token", path: "recommendation.forecastStatus", on: "ImmunizationRecommendation" },
  {
    code: "date",
    kind: "date",
    path: "date",
    on:
      "ActivityDefinition AdverseEvent CapabilityStatement ChargeItemDefinition ClinicalImpression " +
      "CodeSystem CompartmentDefinition Composition ConceptMap DocumentReference EffectEvidenceSynthesis " +
      "EventDefinition Evidence EvidenceVariable ExampleScenario FamilyMemberHistory GraphDefinition " +
      "ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide Invoice Library List Measure " +
      "MeasureReport MessageDefinition NamingSystem OperationDefinition PlanDefinition Questionnaire " +
      "ResearchDefinition ResearchElementDefinition RiskEvidenceSynthesis SearchParameter " +
      "StructureDefinition StructureMap TerminologyCapabilities TestScript ValueSet",
  },
  {
    code: "date",
    kind: "date",
    path: "period",
    on:
      "CarePlan CareTeam Encounter EpisodeOfCare Flag OrganizationAffiliation PractitionerRole " +
      "ResearchStudy ResearchSubject",
  },
  { code: "date", kind: "date", path: "effective[x]", on: "DiagnosticReport Observation" },
  { code: "date", kind: "date", path: "start", on: "Appointment" },
  { code: "date", kind: "date", path: "recorded", on: "AuditEvent" },
  { code: "date", kind: "date", path: "planningHorizon", on: "Schedule" },
  { code: "date", kind: "date", path: "recordedDate", on: "AllergyIntolerance" },
  { code: "date", kind: "date", path: "dateTime", on: "Consent" },
  { code: "date", kind: "date", path: "occurrence[x]", on: "Immunization" },
  { code: "date", kind: "date", path: "performed[x]", on: "Procedure" },
  { code: "date", kind: "date", path: "occurrenceDateTime", on: "RiskAssessment" },
  { code: "date", kind: "date", path: "authoredOn", on: "SupplyRequest" },
  { code: "date", kind: "date", path: "dosageInstruction.timing.event", on: "MedicationRequest" },
  {
    code: "effective",
    kind: "date",
    path: "effectivePeriod",
    on:
      "ActivityDefinition ChargeItemDefinition EffectEvidenceSynthesis EventDefinition Evidence " +
      "EvidenceVariable Library Measure PlanDefinition Questionnaire ResearchDefinition " +
      "ResearchElementDefinition RiskEvidenceSynthesis",
  },
  { code: "effective", kind: "date", path: "effective[x]", on: "MedicationStatement" },
  { code: "started", kind: "date", path: "started", on: "ImagingStudy" },
  { code: "recorded", kind: "date", path: "recorded", on: "Provenance" },
  { code: "onset-date", kind: "date", path: "onsetDateTime", on: "Condition" },
  { code: "onset-date", kind: "date", path: "onsetPeriod", on: "Condition" },
];
