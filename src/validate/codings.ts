/** Every Coding by its code system, whatever it is bound to: does the code exist, is that its name, can it be used? */

import { isAbsolute } from "../fhir/uri.js";
import type { FindingCode } from "../finding/catalogue.js";
import type { FindingParams, Severity } from "../finding/finding.js";
import type { CodeSystem, Concept, Found } from "../terminology/index.js";
import type { Context } from "./context.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import { type JsonObject, text } from "./scope.js";
import { shown } from "./structure.js";

/** What is wrong with a Coding, and with which of its elements; nothing of it depends on where the Coding stands. */
interface Fault {
  code: FindingCode;
  element?: "system" | "code" | "display";
  params: FindingParams;
  hint?: string;
  severity?: Severity;
}

const NONE: readonly Fault[] = [];
const MAX_KEPT = 20_000;

/** The faults of Codings that were seen before, by system, code and display: the same few come again and again. */
class Seen {
  readonly #bySystem = new Map<string, Map<string, Map<string, readonly Fault[]>>>();
  #size = 0;

  get(system: string, code: string, display: string): readonly Fault[] | undefined {
    return this.#bySystem.get(system)?.get(code)?.get(display);
  }

  put(system: string, code: string, display: string, faults: readonly Fault[]): void {
    if (++this.#size > MAX_KEPT) {
      this.#bySystem.clear();
      this.#size = 0;
    }
    const byCode = entry(this.#bySystem, system);
    entry(byCode, code).set(display, faults);
  }
}

function entry<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  let inner = map.get(key);
  if (!inner) {
    inner = new Map();
    map.set(key, inner);
  }
  return inner;
}

const seen = new WeakMap<object, Seen>();

function seenBy(terminology: object): Seen {
  let known = seen.get(terminology);
  if (!known) {
    known = new Seen();
    seen.set(terminology, known);
  }
  return known;
}

/** The unknown systems that a report has told already: each is told where it is met first. */
const told = new WeakMap<Report, Set<string>>();

function isFirst(report: Report, system: string): boolean {
  const systems = told.get(report) ?? new Set();
  told.set(report, systems);
  return systems.size < systems.add(system).size;
}

/** What can be a code at all; what cannot is told of the element. */
const CODE = /^\S+(\s\S+)*$/;

/** @param isLoose whether nothing asks for a code of a known system here, so that an unknown one is not told */
export function checkCoding(context: Context, coding: JsonObject, place: Place, isLoose: boolean): void {
  const { system, code, version, display } = coding;
  if (typeof code !== "string" || !CODE.test(code)) return;
  if (typeof system !== "string") {
    if (system === undefined) context.report.add("validate/coding-without-system", place);
    return;
  }
  for (const fault of faultsOf(context, system, code, text(version), text(display) ?? "")) {
    const { element, params, hint } = fault;
    if (fault.code === "validate/code-system-unknown" && (isLoose || !isFirst(context.report, system))) continue;
    const { severity } = fault;
    context.report.add(fault.code, element ? child(place, element) : place, params, {
      ...(hint === undefined ? {} : { hint }),
      ...(severity === undefined ? {} : { severity }),
    });
  }
}

/** The code of a Quantity is that of its unit; its name is free. */
export function checkUnit(context: Context, { system, code }: JsonObject, place: Place): void {
  if (typeof system === "string" && typeof code === "string") checkCoding(context, { system, code }, place, true);
}

function faultsOf(
  context: Context,
  system: string,
  code: string,
  version: string | undefined,
  display: string,
): readonly Fault[] {
  if (version !== undefined) return judge(context, system, code, version, display);
  const known = seenBy(context.terminology);
  const before = known.get(system, code, display);
  if (before) return before;
  const faults = judge(context, system, code, undefined, display);
  known.put(system, code, display, faults);
  return faults;
}

function judge(
  { terminology, settings }: Context,
  system: string,
  code: string,
  version: string | undefined,
  display: string,
): readonly Fault[] {
  const found = terminology.lookUp({ system, code, version });
  if ("system" in found && found.system?.isSupplement)
    return [{ code: "validate/system-is-supplement", element: "system", params: { system } }];
  switch (found.is) {
    case "known":
      return judgeKnown(found, system, display, settings.displayIssues);
    case "no-code":
      return [
        {
          code: "validate/code-unknown",
          element: "code",
          params: { code: shown(code), ...named(system, found) },
          severity: settings.unknownCodes,
        },
      ];
    case "not-listed":
      return [
        {
          code: "validate/code-not-listed",
          element: "code",
          params: { code: shown(code), content: found.system.content, ...named(system, found) },
        },
      ];
    case "other-version":
      return [
        {
          code: "validate/code-system-version-unknown",
          element: "system",
          params: { system, version, known: found.system.version ?? "without a version" },
        },
      ];
    case "unknown-system":
      // That a relative system is none is told of the element.
      if (!isAbsolute(system)) return NONE;
      return [judgeSystem(system, terminology.valueSet(system) !== undefined)];
    default:
      return NONE;
  }
}

const named = (system: string, { system: known }: { system?: CodeSystem }): FindingParams => ({
  system: known?.version === undefined ? system : `${system}|${known.version}`,
});

/** That of a value set, by what HL7 calls its own. */
const VALUE_SET = /^https?:\/\/(hl7\.org\/fhir|terminology\.hl7\.org)\/ValueSet\//;

function judgeSystem(system: string, isValueSet: boolean): Fault {
  const at = { element: "system", params: { system } } as const;
  if (isValueSet || VALUE_SET.test(system)) return { code: "validate/system-is-value-set", ...at };
  return { code: "validate/code-system-unknown", ...at };
}

function judgeKnown(
  { concept }: Extract<Found, { is: "known" }>,
  system: string,
  display: string,
  severity: Severity,
): readonly Fault[] {
  const faults: Fault[] = [];
  const { code, inactive } = concept;
  if (inactive) faults.push({ code: "validate/code-inactive", element: "code", params: { code, system } });
  if (display !== "" && !isName(concept, display))
    faults.push({
      code: "validate/wrong-display",
      element: "display",
      params: { display: shown(display), code, system },
      hint: `it is called ${namesOf(concept).map(shown).join(" or ")}`,
      severity,
    });
  return faults.length > 0 ? faults : NONE;
}

export const namesOf = ({ display, designations }: Concept): string[] => [
  ...new Set([...(display === undefined ? [] : [display]), ...designations.map(({ value }) => value)]),
];

/** Case and the amount of white space make no other name; a code without any name takes every one. */
function isName(concept: Concept, display: string): boolean {
  const names = namesOf(concept);
  const asked = fold(display);
  return names.length === 0 || names.some((name) => fold(name) === asked);
}

/** ISO lists some countries with "(the)" behind their name. */
const fold = (name: string): string =>
  name
    .replace(/\s+/g, " ")
    .replace(/ \(the\)$/, "")
    .trim()
    .toLowerCase();
