/**
 * A filter of a value set: by a property that the system has, with an operator and a value that fit it.
 * @see https://hl7.org/fhir/R4/valueset-definitions.html#ValueSet.compose.include.filter
 */
import type { Severity } from "../../../finding/finding.js";
import type { CodeSystem } from "../../../terminology/index.js";
import type { Context } from "../../context.js";
import type { Place } from "../../place.js";
import { type JsonObject, objects, text } from "../../scope.js";
import { isDateTime } from "../../temporal.js";
import { knownSystem } from "../codes.js";

/** Where a filter stands: the system that it filters, as far as it is known. */
interface Filtered {
  system: string;
  known: CodeSystem | undefined;
}

/** What the values of a property are. */
interface Rule {
  type: string;
  /** As what it is told that a value is no code of the system. */
  unknownCode?: Severity;
}

/** What every code system can be filtered by. */
const GENERAL: Readonly<Record<string, Rule>> = {
  concept: { type: "code", unknownCode: "error" },
  code: { type: "code", unknownCode: "error" },
  status: { type: "code" },
  inactive: { type: "boolean" },
  effectiveDate: { type: "dateTime" },
  deprecationDate: { type: "dateTime" },
  retirementDate: { type: "dateTime" },
  notSelectable: { type: "boolean" },
  synonym: { type: "code" },
  comment: { type: "string" },
  itemWeight: { type: "decimal" },
};

const HIERARCHY: Readonly<Record<string, Rule>> = {
  parent: { type: "code", unknownCode: "error" },
  child: { type: "code", unknownCode: "error" },
  partOf: { type: "code", unknownCode: "error" },
};

/** A prefix of a value that is compared, as in searches. */
const PREFIX = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)/;

/** Whether a text is a value of a type; types that are not listed allow any text. */
const IS_VALUE: Readonly<Record<string, (value: string) => boolean>> = {
  boolean: (value) => value === "true" || value === "false",
  code: (value) => value.trim() === value,
  dateTime: (value) => isDateTime(value.replace(PREFIX, "")),
  decimal: (value) => /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value.replace(PREFIX, "")),
  integer: (value) => /^-?\d+$/.test(value.replace(PREFIX, "")),
  Coding: (value) => CODING.test(value),
};

/** `system#code` or `system|version#code`. */
const CODING = /^([A-Za-z][A-Za-z0-9+.-]*:[^#|\s]+)(?:\|([^#\s]+))?#(\S.*)$/;

export function checkFilter(context: Context, filter: JsonObject, filtered: Filtered, place: Place): void {
  const { report } = context;
  const [property, op, value] = [text(filter.property), text(filter.op), text(filter.value)];
  if (property === undefined || op === undefined || !filtered.known) return;
  const rule = ruleFor(property, filtered.known);
  if (!rule) {
    report.add("validate/filter-property-unknown", place, { property, system: filtered.system });
    return;
  }
  const operators = operatorsFor(property, filtered.known);
  if (operators.length > 0 && !operators.includes(op))
    report.add("validate/filter-operator", place, { op, property, allowed: operators.join(", ") });
  if (value === undefined) return;
  if (op === "regex") checkRegex(context, property, value, place);
  else if (op === "exists") checkFilterValue(context, property, value, { type: "boolean" }, filtered, place);
  else
    for (const one of op === "in" || op === "not-in" ? value.split(",") : [value])
      checkFilterValue(context, property, one, rule, filtered, place);
}

function ruleFor(property: string, { resource }: CodeSystem): Rule | undefined {
  const own = objects(resource.property).find(({ code }) => code === property);
  const type = text(own?.type);
  if (type !== undefined) return type === "code" ? { type, unknownCode: "warning" } : { type };
  if (objects(resource.filter).some(({ code }) => code === property)) return { type: "string" };
  const names = resource.hierarchyMeaning === undefined ? GENERAL : { ...GENERAL, ...HIERARCHY };
  return Object.hasOwn(names, property) ? names[property] : undefined;
}

/** The operators that the system allows for a property; none when it does not say. */
const operatorsFor = (property: string, { resource }: CodeSystem): unknown[] =>
  objects(resource.filter)
    .filter(({ code }) => code === property)
    .flatMap(({ operator }) => (Array.isArray(operator) ? operator : []));

function checkRegex({ report }: Context, property: string, value: string, place: Place): void {
  if (property === "concept")
    report.add("validate/filter-operator", place, { op: "regex", property, allowed: "others" });
  try {
    new RegExp(value, "u");
  } catch {
    report.add("validate/filter-value", place, { value, property, type: "regular expression" });
  }
}

function checkFilterValue(
  context: Context,
  property: string,
  value: string,
  { type, unknownCode }: Rule,
  { system, known }: Filtered,
  place: Place,
): void {
  const { report } = context;
  const isRight = Object.hasOwn(IS_VALUE, type) ? IS_VALUE[type]?.(value) : true;
  if (!isRight) {
    report.add("validate/filter-value", place, { value, property, type });
    return;
  }
  const [, url = system, version, code = value] = (type === "Coding" && CODING.exec(value)) || [];
  const among = type === "Coding" ? knownSystem(context, url, version) : known;
  const severity = type === "Coding" ? "error" : unknownCode;
  if (severity && among?.isComplete && !among.find(code))
    report.add("validate/filter-code-unknown", place, { code, system: url, property }, { severity });
}
