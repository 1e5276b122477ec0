/** Codes in an answer against the value set that the question names. */
import type { Concept } from "../../../terminology/index.js";
import type { Place } from "../../place.js";
import { type JsonObject, text } from "../../scope.js";
import { codingText } from "../elements.js";
import type { Check } from "./items.js";

/** @param canonical the value set; `#id` means one that the questionnaire, or what contains it, contains */
export function checkCode({ context, form }: Check, canonical: string, coding: JsonObject, place: Place): void {
  const { report, settings } = context;
  const terminology = form.terminology(context);
  const url = canonical.startsWith("#") ? form.canonicalOf(canonical) : canonical;
  const params = { code: codingText(coding), valueSet: canonical };
  if (url === undefined || !terminology.valueSet(url)) {
    report.add("validate/response-value-set-unknown", place, params);
    return;
  }
  const [system, version, display] = [coding.system, coding.version, coding.display].map(text);
  const asked = { system, version, code: text(coding.code) ?? "" };
  const answer = terminology.memberOf(url, asked);
  if (answer.is === "not-member") report.add("validate/response-code-not-allowed", place, params);
  else if (answer.is === "unknown") report.add("validate/response-code-unchecked", place, params);
  else if (system !== undefined && display !== undefined) {
    const found = terminology.lookUp({ ...asked, system });
    const isName = found.is !== "known" || isNameOf(found.concept, display);
    if (!isName)
      report.add("validate/response-code-display", place, { ...params, display }, { severity: settings.displayIssues });
  }
}

/** Whether a text is one of the names of a concept, in letters of any case. */
function isNameOf({ display, designations }: Concept, name: string): boolean {
  const names = [display, ...designations.map(({ value }) => value)];
  return names.length === 0 || names.some((one) => one?.toLowerCase().trim() === name.toLowerCase().trim());
}
