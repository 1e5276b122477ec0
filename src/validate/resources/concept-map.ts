/**
 * The codes that a concept map translates, in the systems and value sets that it names.
 * @see https://hl7.org/fhir/R4/conceptmap.html
 */
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { type JsonObject, text } from "../scope.js";
import { type KnownSystem, knownSystem, versioned } from "./codes.js";
import { indexed } from "./elements.js";

export const checkConceptMap: ResourceRule = (context, map, place) => {
  for (const [i, group] of indexed(map.group)) checkGroup(context, group, child(place, "group", i));
};

/** Where the codes of one side of a map come from. */
interface Side {
  name: "source" | "target";
  system: KnownSystem | undefined;
}

function checkGroup(context: Context, group: JsonObject, place: Place): void {
  const [source, target] = (["source", "target"] as const).map((name) => sideOf(context, group, name, place)) as [
    Side,
    Side,
  ];
  for (const [i, element] of indexed(group.element)) {
    const at = child(place, "element", i);
    checkCode(context, element, source, at);
    for (const [j, one] of indexed(element.target)) checkCode(context, one, target, child(at, "target", j));
  }
}

function sideOf(context: Context, group: JsonObject, name: Side["name"], place: Place): Side {
  const url = text(group[name]);
  if (url === undefined) {
    context.report.add("validate/map-system-missing", place, { side: name });
    return { name, system: undefined };
  }
  return { name, system: knownSystem(context, versioned(url, text(group[`${name}Version`]))) };
}

/** What a code system does not list all of, may well have the code. */
function checkCode({ report }: Context, node: JsonObject, { name, system }: Side, place: Place): void {
  const code = text(node.code);
  if (code === undefined || !system || system.content === "not-present" || system.concepts.has(code)) return;
  const severity = system.content === "complete" ? "error" : "warning";
  const params = { side: name, code, system: text(system.resource.url) };
  report.add("validate/map-code-unknown", child(place, "code"), params, { severity });
}
