import { defineCatalogue } from "../entry.js";

export const validateInvariants = defineCatalogue({
  "validate/invariant-not-judged": {
    severity: "warning",
    message: "the rule {key} is not judged: {reason}",
    explain:
      "A definition states this rule with an expression that is no FHIRPath, or that asks what the validator does not know, such as whether a code is in a value set that it does not have. What the rule demands is not checked.",
  },
});
