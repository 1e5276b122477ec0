/**
 * The parameters of an operation beside the profiles of its input and output, which say the same in another way.
 * @see https://hl7.org/fhir/R4/operationdefinition.html
 */
import type { ElementDefinition } from "../../definitions/structure.js";
import type { Context, ResourceRule } from "../context.js";
import { child, type Place } from "../place.js";
import { type JsonObject, objects, text } from "../scope.js";
import { extensionValues } from "./elements.js";

const ALLOWED_TYPE = "http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type";

export const checkOperationDefinition: ResourceRule = (context, operation, place) => {
  for (const [element, use] of [
    ["inputProfile", "in"],
    ["outputProfile", "out"],
  ] as const) {
    const canonical = text(operation[element]);
    if (canonical === undefined) continue;
    const parameters = objects(operation.parameter).filter((parameter) => parameter.use === use);
    checkProfile(context, canonical, parameters, child(place, element));
  }
};

function checkProfile(context: Context, canonical: string, parameters: readonly JsonObject[], place: Place): void {
  const { report, definitions } = context;
  const profile = definitions.structure(canonical);
  if (!profile?.snapshot) {
    report.add("validate/operation-profile-unknown", place, { canonical });
    return;
  }
  if (profile.type !== "Parameters") {
    report.add("validate/operation-profile-type", place, { canonical, type: profile.type });
    return;
  }
  const slices = slicesOf(profile.snapshot.element);
  for (const [name, slice] of slices) {
    const parameter = parameters.find((one) => one.name === name);
    if (!parameter) report.add("validate/operation-parameter-missing", place, { name, canonical });
    else compare(context, parameter, slice, { name, canonical }, place);
  }
  for (const { name } of parameters)
    if (!slices.has(text(name) ?? ""))
      report.add("validate/operation-parameter-not-in-profile", place, { name: text(name), canonical });
}

/** What a profile says of one parameter. */
interface Slice {
  min: number;
  max: string;
  value: ElementDefinition | undefined;
  resource: ElementDefinition | undefined;
}

/** The slices of Parameters.parameter by the name that they fix. */
function slicesOf(elements: readonly ElementDefinition[]): ReadonlyMap<string, Slice> {
  const slices = new Map<string, Slice>();
  for (const { path, sliceName, id, min = 0, max = "*" } of elements) {
    if (path !== "Parameters.parameter" || sliceName === undefined) continue;
    const part = (name: string) =>
      elements.find((one) => one.id === `${id}.${name}`) ??
      elements.find((one) => (one.id ?? one.path) === `Parameters.parameter.${name}`);
    const named = part("name");
    const name = named?.fixedString ?? named?.patternString;
    if (name !== undefined) slices.set(name, { min, max, value: part("value[x]"), resource: part("resource") });
  }
  return slices;
}

interface Named {
  name: string;
  canonical: string;
}

function compare({ report }: Context, parameter: JsonObject, slice: Slice, named: Named, place: Place): void {
  for (const element of ["min", "max"] as const)
    if (parameter[element] !== undefined && parameter[element] !== slice[element])
      report.add("validate/operation-parameter-differs", place, {
        ...named,
        element,
        own: String(parameter[element]),
        other: String(slice[element]),
      });
  const types = [usedOf(slice.value, slice.resource), usedOf(slice.resource, slice.value)].flatMap(
    (one) => one?.type ?? [],
  );
  const targets = types.flatMap(({ targetProfile }) => targetProfile ?? []);
  const ownTargets = Array.isArray(parameter.targetProfile) ? parameter.targetProfile.map(String) : [];
  const sets = [
    { kind: "type", own: allowedTypes(parameter), other: types.map(({ code }) => code) },
    { kind: "target profile", own: ownTargets, other: parameter.type === "Element" ? ownTargets : targets },
  ];
  for (const { kind, own, other } of sets) {
    for (const value of own.filter((one) => !other.includes(one)))
      report.add("validate/operation-type-not-in-profile", place, { ...named, kind, value });
    for (const value of other.filter((one) => !own.includes(one)))
      report.add("validate/operation-type-not-in-parameter", place, { ...named, kind, value });
  }
}

/** A part of the parameter that it can have: it is not forbidden (some write the 0 as a number), and no other is required. */
const usedOf = (
  part: ElementDefinition | undefined,
  other: ElementDefinition | undefined,
): ElementDefinition | undefined => (String(part?.max) === "0" || (other?.min ?? 0) > 0 ? undefined : part);

function allowedTypes(parameter: JsonObject): string[] {
  const allowed = extensionValues(parameter, ALLOWED_TYPE).filter((one) => typeof one === "string");
  return allowed.length > 0 ? allowed : typeof parameter.type === "string" ? [parameter.type] : [];
}
