import { defineCatalogue } from "../entry.js";

/** Measures, and reports beside their measures. */
export const validateMeasure = defineCatalogue({
  "validate/library-not-found": {
    severity: "information",
    messageId: "MEASURE_M_LIB_UNKNOWN",
    message: "the library {canonical} cannot be found, so the expressions are not looked for in it",
    explain: "Criteria may name expressions of the measure's libraries; what is not at hand cannot be looked into.",
  },
  "validate/measure-without-groups": {
    severity: "warning",
    messageId: "MEASURE_M_NO_GROUPS",
    message: "the measure has no group",
    explain: "A measure counts populations, and these stand in groups.",
  },
  "validate/measure-without-populations": {
    severity: "warning",
    messageId: "MEASURE_M_GROUP_POP",
    message: "the group has no population",
    explain: "A group of a measure says which populations are counted.",
  },
  "validate/measure-part-without-code": {
    severity: "warning",
    messageId: "MEASURE_M_GROUP_CODE",
    message: "of several parts each needs a code, so that a report can name it",
    explain: "Groups, populations and stratifiers of a report refer to those of the measure by their codes.",
  },
  "validate/measure-expression-unknown": {
    severity: "error",
    messageId: "MEASURE_M_CRITERIA_CQL_NOT_FOUND",
    message: 'the library {library} has no expression "{name}"',
    explain: "The library's compiled CQL (ELM) is at hand and defines no expression of this name.",
  },
  "validate/measure-not-found": {
    severity: "warning",
    messageId: "Measure_MR_M_NotFound",
    message: "the measure {canonical} cannot be found, so the report is not checked against it",
    explain: "A report can only be judged beside its measure, among the definitions or contained.",
  },
  "validate/measure-part-unknown": {
    severity: "error",
    messageId: "MEASURE_MR_GRP_UNK_CODE",
    message: "the measure has no {name} with this code",
    explain: "Groups, populations and stratifiers of a report are those of its measure, with the same code.",
  },
  "validate/report-part-without-code": {
    severity: "error",
    messageId: "MEASURE_MR_GRP_NO_CODE",
    message: "the {name} has no code, so nobody knows which of the measure's it is",
    explain: "Groups, populations and stratifiers of a report refer to those of the measure by their codes.",
  },
  "validate/report-part-twice": {
    severity: "error",
    messageId: "MEASURE_MR_GRP_DUPL_CODE",
    message: "this {name} of the measure is reported already",
    explain: "Each group, population and stratifier of the measure is reported once.",
  },
  "validate/report-part-missing": {
    severity: "error",
    messageId: "MEASURE_MR_GRP_MISSING_BY_CODE",
    message: "the measure's {name} {code} is not reported",
    explain:
      "A report has all groups, populations and stratifiers of its measure; only the collection of data may leave groups out.",
  },
  "validate/report-count": {
    severity: "error",
    messageId: "MEASURE_MR_GRP_POP_COUNT_MISMATCH",
    message: "the count is {count}, but the list has {subjects} subjects",
    explain: "In a subject list the count is the number of the subjects listed.",
  },
  "validate/report-subjects": {
    severity: "error",
    messageId: "MEASURE_MR_GRP_POP_NO_SUBJECTS",
    message: "only reports of type subject-list list their subjects",
    explain: "MeasureReport.type says whether a report is about one subject, lists subjects, or sums up.",
  },
  "validate/report-without-count": {
    severity: "warning",
    messageId: "MEASURE_MR_GRP_POP_NO_COUNT",
    message: "the population has no count",
    explain: "A report that does not list its subjects says how many they are.",
  },
  "validate/score-forbidden": {
    severity: "error",
    messageId: "MEASURE_MR_SCORE_PROHIBITED_RT",
    message: "a collection of data has no score",
    explain: "A report of type data-collection brings the data from which scores are computed later.",
  },
  "validate/score-missing": {
    severity: "error",
    messageId: "MEASURE_MR_SCORE_REQUIRED",
    message: "a measure scored by {scoring} needs a score",
    explain: "Measure.scoring says how the score is computed, and the report gives it for each group.",
  },
  "validate/score-without-value": {
    severity: "error",
    messageId: "MEASURE_MR_SCORE_VALUE_REQUIRED",
    message: "the score of a measure scored by {scoring} needs a value",
    explain: "A score is a number, unless an extension says that it is something else.",
  },
  "validate/score-out-of-range": {
    severity: "error",
    messageId: "MEASURE_MR_SCORE_VALUE_INVALID_01",
    message: "{value} is no score of {scoring}: a proportion is from 0 to 1, a cohort is not below 0",
    explain: "A proportion is a part of a whole; a cohort is a number of subjects.",
  },
  "validate/score-unit": {
    severity: "error",
    messageId: "MEASURE_MR_SCORE_UNIT_PROHIBITED",
    message: "the score of a measure scored by {scoring} has no unit",
    explain: "Parts of a whole and numbers of subjects are plain numbers.",
  },
  "validate/score-without-unit": {
    severity: "warning",
    messageId: "MEASURE_MR_SCORE_UNIT_REQUIRED",
    message: "the score of a measure scored by {scoring} should have a unit",
    explain: "A ratio of two quantities has the unit of one by the unit of the other.",
  },
});
