/**
 * The codes that a concept map translates, in the systems and value sets that it names.
 * @see https://hl7.org/fhir/R4/conceptmap.html
 */
import type { CodeSystem } from "../../terminology/index.js";
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { type JsonObject, text } from "../scope.js";
import { knownSystem } from "./codes.js";
import { choiceOf, indexed } from "./elements.js";

export const checkConceptMap: ResourceRule = (context, map, place) => {
  const scopes = {
    source: text(choiceOf(map, "ConceptMap", "source[x]")?.value),
    target: text(choiceOf(map, "ConceptMap", "target[x]")?.value),
  };
  for (const [side, canonical] of Object.entries(scopes))
    if (
      canonical !== undefined &&
      context.terminology.codeSystem(canonical) &&
      !context.terminology.valueSet(canonical)
    )
      context.report.add("validate/map-scope-is-system", child(place, side), { canonical });
  for (const [i, group] of indexed(map.group)) checkGroup(context, group, scopes, child(place, "group", i));
};

/** The value sets between which the map translates. */
type Scopes = Readonly<Record<"source" | "target", string | undefined>>;

/** Where the codes of one side of a map come from. */
interface Side {
  name: "source" | "target";
  system: CodeSystem | undefined;
  valueSet: string | undefined;
}

function checkGroup(context: Context, group: JsonObject, scopes: Scopes, place: Place): void {
  const source = sideOf(context, group, "source", scopes, place);
  const target = sideOf(context, group, "target", scopes, place);
  for (const [i, element] of indexed(group.element)) {
    const at = child(place, "element", i);
    checkCode(context, element, source, at);
    for (const [j, one] of indexed(element.target)) checkCode(context, one, target, child(at, "target", j));
  }
}

function sideOf(context: Context, group: JsonObject, name: Side["name"], scopes: Scopes, place: Place): Side {
  const url = text(group[name]);
  if (url === undefined) context.report.add("validate/map-system-missing", place, { side: name });
  const system = url === undefined ? undefined : knownSystem(context, url, group[`${name}Version`]);
  return { name, system, valueSet: scopes[name] };
}

/** What a code system does not list all of, may well have the code. */
function checkCode(
  { report, terminology }: Context,
  node: JsonObject,
  { name, system, valueSet }: Side,
  place: Place,
): void {
  const code = text(node.code);
  if (code === undefined || !system || system.content === "not-present") return;
  const severity = system.isComplete ? "error" : "warning";
  const at = child(place, "code");
  if (!system.find(code))
    report.add("validate/map-code-unknown", at, { side: name, code, system: system.url }, { severity });
  else if (valueSet !== undefined && terminology.memberOf(valueSet, { system: system.url, code }).is === "not-member")
    report.add("validate/map-code-not-in-value-set", at, { side: name, code, valueSet }, { severity });
}
