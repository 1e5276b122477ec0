import { defineCatalogue } from "../entry.js";

const RESPONSE = "https://hl7.org/fhir/R4/questionnaireresponse.html";

export const validateQuestionnaire = defineCatalogue({
  "validate/questionnaire-not-named": {
    severity: "information",
    messageId: "Questionnaire_QR_Q_None",
    message: "the response names no questionnaire, so its answers are not checked against one",
    explain:
      "QuestionnaireResponse.questionnaire is optional. Without it only what holds for every response is checked.",
  },
  "validate/questionnaire-of-other-type": {
    severity: "error",
    message: "{canonical} is a {type}, and no questionnaire",
    messageId: "REFERENCE_REF_WRONGTARGET_LOAD",
    explain: "QuestionnaireResponse.questionnaire leads to the Questionnaire that is answered.",
  },
  "validate/questionnaire-not-found": {
    severity: "warning",
    messageId: "Questionnaire_QR_Q_NotFound",
    message: "the questionnaire {canonical} cannot be found, so the answers are not checked against it",
    hint: "give the Questionnaire among the definitions, contained, or in the same Bundle",
    explain:
      "The answers can only be judged beside their questionnaire. It is looked for among the definitions, as a contained resource (#id), and in the Bundle around the response.",
  },
  "validate/response-outside-period": {
    severity: "warning",
    message: "the response was authored on {authored}, {side} of the questionnaire's effective period ({limit})",
    explain: "Questionnaire.effectivePeriod says when the questionnaire is meant to be used.",
  },
  "validate/response-item-unknown": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_NotFound",
    message: "the questionnaire has no item {linkId}",
    explain: `Every item of a response answers an item of its questionnaire with the same linkId (${RESPONSE}).`,
  },
  "validate/response-item-misplaced": {
    severity: "error",
    message: "the questionnaire has the item {linkId} elsewhere",
    explain: `The items of a response nest as those of the questionnaire: items of a group in the group, items of a question in its answer (${RESPONSE}).`,
  },
  "validate/response-item-order": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_Order",
    message: "the item {linkId} comes too late: the questionnaire has it before the item that precedes it here",
    explain: `The items of a response stand in the order of the questionnaire (${RESPONSE}).`,
  },
  "validate/response-item-repeats": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_OnlyOneI",
    message: "the item {linkId} is there {count} times, but does not repeat",
    explain: "Only items with repeats = true may be answered more than once.",
  },
  "validate/response-answer-repeats": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_OnlyOneA",
    message: "the item {linkId} has several answers, but does not repeat",
    explain: "Only items with repeats = true may have more than one answer.",
  },
  "validate/response-answer-missing": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_Missing",
    message: "the required item {linkId} has no answer",
    explain:
      "The questionnaire requires an answer wherever the item is enabled. In a response that is not completed yet this is a warning.",
  },
  "validate/response-not-enabled": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_NotEnabled2",
    message: "the item {linkId} is answered, but not enabled",
    hint: "leave the item out, or correct the answers on which it depends",
    explain:
      "The conditions in enableWhen, judged by the other answers, say that this item is not to be asked; a response does not hold answers to it.",
  },
  "validate/response-item-text": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_Text",
    message: "the text is not the questionnaire's text of the item {linkId}",
    explain: "The text of an item may be left out; where it is there, it is the text that the questionnaire has.",
  },
  "validate/response-answer-not-allowed": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_Group",
    message: "an item of type {type} has no answers",
    explain: "Groups and displays ask nothing, so they have no answers. A group holds items.",
  },
  "validate/response-items-outside-answer": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_GroupAnswer",
    message: "the items below a question stand in its answer (answer.item), not beside it",
    explain: "Only groups hold items directly. Items that follow a question belong to an answer of it.",
  },
  "validate/response-group-empty": {
    severity: "error",
    messageId: "QUESTIONNAIRE_QR_ITEM_GROUP_REQUIRED",
    message: "the required group {linkId} is empty",
    explain: "A required group has at least one item.",
  },
  "validate/response-answer-count": {
    severity: "error",
    message: "the {kind} number of answers is {limit}, found {count}",
    explain: "The questionnaire limits the number of answers by the extensions questionnaire-minOccurs and -maxOccurs.",
  },
  "validate/response-answer-type": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_WrongType",
    message: "the answer must be of the type {allowed}, not {type}",
    explain: "The type of a question says which types its answers may have (Questionnaire.item.type).",
  },
  "validate/response-no-options": {
    severity: "information",
    messageId: "Questionnaire_QR_Item_NoOptions",
    message: "the question offers no options of type {type}, so the answer is not checked against them",
    explain: "A choice is made from answerOption or answerValueSet; the question has neither for answers of this type.",
  },
  "validate/response-options-of-other-type": {
    severity: "error",
    message: "none of the question's options is of type {type}",
    explain: "Where a question lists options, an answer is one of them, and so of the type of one of them.",
  },
  "validate/response-not-an-option": {
    severity: "error",
    message: "{value} is none of the question's options",
    explain:
      "Where a question lists options, an answer is one of them: the same system and code, the same text. Only open-choice allows other text.",
  },
  "validate/response-value-set-unknown": {
    severity: "warning",
    message: "the value set {valueSet} of the question cannot be found, so {code} is not checked",
    explain:
      "The question offers the codes of a value set. Give it among the definitions, or contained in the questionnaire.",
  },
  "validate/response-code-not-allowed": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_BadOption",
    message: "{code} is not in the value set {valueSet} of the question",
    explain: "The question offers the codes of a value set, and the answer is none of them.",
  },
  "validate/response-code-unchecked": {
    severity: "warning",
    messageId: "QUESTIONNAIRE_QR_ITEM_BADOPTION_CS",
    message: "nobody can tell here whether {code} is in the value set {valueSet} of the question",
    explain:
      "The value set is made from a code system that is not at hand, or by a rule that needs a terminology server.",
  },
  "validate/response-code-display": {
    severity: "error",
    messageId: "Questionnaire_QR_Item_BadOption",
    message: '"{display}" is no name of the option {code}, so nobody knows which of them was chosen',
    explain: "An answer whose code and display say different things is none of the options.",
  },
  "validate/response-exclusive-option": {
    severity: "error",
    messageId: "QUESTIONNAIRE_QR_ITEM_EXCLUSIVE",
    message: "{value} excludes all other answers",
    explain: "The option has the extension questionnaire-optionExclusive: who chooses it can choose nothing else.",
  },
  "validate/response-text-is-option": {
    severity: "warning",
    messageId: "QUESTIONNAIRE_QR_ITEM_STRING_IN_CODING",
    message: "the text {value} is one of the coded options; its code is probably meant",
    explain: "open-choice allows text for what is not among the options. What is among them is answered by its code.",
  },
  "validate/response-out-of-range": {
    severity: "error",
    message: "{value} is {kind} {limit}",
    explain:
      "The questionnaire limits the answer by minValue and maxValue, or for quantities by SDC's minQuantity and maxQuantity.",
  },
  "validate/response-not-comparable": {
    severity: "error",
    message: "{value} cannot be compared with the limit {limit}",
    hint: "both need a system and a code of the same kind of unit",
    explain:
      "Quantities are compared by system and code: without them, or with units of different kinds, nobody can tell.",
  },
  "validate/response-decimal-places": {
    severity: "error",
    messageId: "QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX_DECIMALS",
    message: "{value} has more than {limit} decimal places",
    explain: "The questionnaire limits the decimal places by the extension maxDecimalPlaces.",
  },
  "validate/response-text-length": {
    severity: "error",
    message: "the answer has {length} characters; the {kind} is {limit}",
    explain: "The questionnaire limits the length of the text by maxLength and by the extension minLength.",
  },
  "validate/response-text-format": {
    severity: "error",
    messageId: "QUESTIONNAIRE_QR_ITEM_STRING_REGEX",
    message: "the answer does not have the form {format}",
    explain: "The question has a regular expression (extension regex) that the whole answer must match.",
  },
  "validate/response-text-format-unknown": {
    severity: "information",
    message: "the answer was not matched with {regex}",
    explain:
      "The regular expression is none for this program, or matching it with so long a text might take very long; so it was left out.",
  },
  "validate/response-text-lines": {
    severity: "warning",
    messageId: "QUESTIONNAIRE_QR_ITEM_STRING_ILLEGAL_CHARS",
    message: "the answer of a question of type string has several lines",
    explain: "A question of type string asks for one line; type text is for more.",
  },
  "validate/response-mime-type": {
    severity: "error",
    messageId: "QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_MIMETYPE",
    message: "the attachment is of type {type}; allowed: {allowed}",
    explain: "The questionnaire limits the MIME types of the attachment by the extension mimeType.",
  },
  "validate/response-attachment-size": {
    severity: "error",
    messageId: "QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_LENGTH",
    message: "the attachment has {size} bytes; the maximum is {limit}",
    explain: "The questionnaire limits the size of the attachment by the extension maxSize.",
  },
  "validate/response-unit": {
    severity: "error",
    messageId: "QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNITS",
    message: "{value} has none of the allowed units: {allowed}",
    explain: "The questionnaire lists the units of the answer by the extension questionnaire-unitOption.",
  },
  "validate/response-reference-type": {
    severity: "error",
    messageId: "QUESTIONNAIRE_QR_ITEM_REF_INVALID",
    message: "the reference {reference} leads to a {type}; allowed: {allowed}",
    explain: "The questionnaire limits the types of the resource by the extension questionnaire-referenceResource.",
  },
  "validate/enable-when-unknown": {
    severity: "error",
    messageId: "Questionnaire_Q_EnableWhen_NoTarget",
    message: "enableWhen of {linkId} refers to the item {question}, which is not there",
    explain: "A condition depends on the answer to another question, named by its linkId.",
  },
  "validate/enable-when-itself": {
    severity: "error",
    messageId: "Questionnaire_Q_EnableWhen_Self",
    message: "enableWhen of {linkId} refers to the item itself",
    explain: "Whether a question is asked cannot depend on its own answer.",
  },
  "validate/enable-when-inner": {
    severity: "error",
    messageId: "Questionnaire_Q_EnableWhen_IsInner",
    message: "enableWhen of {linkId} refers to {question}, which is an item inside it",
    explain: "Whether a question is asked cannot depend on what is asked only after it was.",
  },
  "validate/enable-when-later": {
    severity: "warning",
    messageId: "Questionnaire_Q_EnableWhen_After",
    message: "enableWhen of {linkId} refers to {question}, which is asked later",
    explain: "A condition should depend on what was asked before.",
  },
  "validate/derivation-unknown": {
    severity: "warning",
    messageId: "QUESTIONNAIRE_Q_UNKNOWN_DERIVATION",
    message: "the questionnaire {canonical}, from which this one is derived, cannot be found",
    explain: "What is derived can only be compared with what is at hand.",
  },
  "validate/derivation-not-checked": {
    severity: "warning",
    message: "the derivation from {canonical} is not checked (derivation type: {type})",
    explain:
      "The extension questionnaire-derivationType says how a questionnaire depends on another one. Only extends and compliesWith state rules that can be checked.",
  },
  "validate/derived-item-unknown": {
    severity: "error",
    messageId: "QUESTIONNAIRE_Q_ITEM_NOT_DERIVED",
    message: "{base} has no item {linkId}",
    explain: "A questionnaire that complies with another one has no items of its own.",
  },
  "validate/derived-type": {
    severity: "error",
    messageId: "QUESTIONNAIRE_Q_ITEM_DERIVED_NC_TYPE",
    message: "the item {linkId} of {base} is of another type",
    explain: "A derived item keeps its type.",
  },
  "validate/derived-repeats": {
    severity: "error",
    messageId: "QUESTIONNAIRE_Q_ITEM_DERIVED_NC_REPEATS",
    message: "the item {linkId} of {base} does not repeat, so this one cannot",
    explain: "A derived item may narrow what it is derived from, not widen it.",
  },
  "validate/derived-required": {
    severity: "error",
    messageId: "QUESTIONNAIRE_Q_ITEM_DERIVED_NC_REQUIRED",
    message: "the item {linkId} of {base} is required, so this one is too",
    explain: "A derived item may narrow what it is derived from, not widen it.",
  },
  "validate/derived-definition": {
    severity: "information",
    messageId: "QUESTIONNAIRE_Q_ITEM_DERIVED_NC_DEFINITION",
    message: "the item {linkId} of {base} has another definition",
    explain: "A derived item usually means the same as what it is derived from.",
  },
  "validate/derived-max-length": {
    severity: "error",
    messageId: "QUESTIONNAIRE_Q_ITEM_DERIVED_NC_MAXLENGTH",
    message: "the item {linkId} of {base} has a maxLength, so this one needs one that is not greater",
    explain: "A derived item may narrow what it is derived from, not widen it.",
  },
  "validate/derived-answers": {
    severity: "error",
    messageId: "QUESTIONNAIRE_Q_ITEM_DERIVED_NC_ANSWER_TYPE",
    message: "the item {linkId} of {base} offers its answers the other way (answerOption or answerValueSet)",
    explain: "Options and a value set cannot be compared, so nobody can tell whether the derived item complies.",
  },
  "validate/derived-options-missing": {
    severity: "error",
    messageId: "QUESTIONNAIRE_Q_ITEM_DERIVED_ANSWER_OPTIONS",
    message: "the item {linkId} of {base} has options, so this one needs some",
    explain: "A derived item may leave out options of what it is derived from, not all of them.",
  },
  "validate/derived-option-new": {
    severity: "error",
    messageId: "QUESTIONNAIRE_Q_ITEM_DERIVED_ANSWER_OPTIONS_NEW",
    message: "the item {linkId} of {base} does not have this option",
    explain: "A derived item may leave out options of what it is derived from, not add any.",
  },
});
