import { defineCatalogue } from "../entry.js";

export const validateInvariants = defineCatalogue({
  "validate/invariant-not-judged": {
    severity: "warning",
    message: "the rule {key} is not judged: its FHIRPath cannot be read ({expression})",
    explain:
      "A definition states this rule with an expression that is no FHIRPath, or that uses a function which FHIRPath does not have in R4. What it demands is not checked.",
  },
});
