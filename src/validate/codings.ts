/** Every Coding by its code system, whatever it is bound to: does the code exist, is that its name, can it be used? */

import { Memo } from "../fhir/memo.js";
import { isAbsolute } from "../fhir/uri.js";
import type { FindingCode } from "../finding/catalogue.js";
import type { FindingParams, Severity } from "../finding/finding.js";
import type { CodeSystem, Concept, Found, Terminology } from "../terminology/index.js";
import type { Context, Settings } from "./context.js";
import { child, type Place } from "./place.js";
import type { Report } from "./report.js";
import { type JsonObject, text } from "./scope.js";
import { shown } from "./structure.js";

/** What is wrong with a Coding, and with which of its elements; nothing of it depends on where the Coding stands. */
interface Fault {
  code: FindingCode;
  element?: "system" | "code" | "display";
  params: FindingParams;
  details?: { hint?: string; severity?: Severity };
}

const NONE: readonly Fault[] = [];

/** A Coding as its code system sees it: nothing else of it is asked. */
interface Asked {
  system: string;
  version: string | undefined;
  display: string | undefined;
}

interface Judged extends Asked {
  faults: readonly Fault[];
}

const MAX_JUDGED = 20;
const LONGEST_DISPLAY = 1_000;

/** The faults of Codings, by their code: the same few come again and again. */
export class Codings {
  readonly #byCode = new Memo<Judged[]>(() => []);

  constructor(
    readonly terminology: Terminology,
    readonly settings: Settings,
  ) {}

  faultsOf(code: string, system: string, version: string | undefined, display: string | undefined): readonly Fault[] {
    const judged = this.#byCode.of(code) ?? [];
    for (const one of judged)
      if (one.system === system && one.display === display && one.version === version) return one.faults;
    const faults = judge(this, { system, version, display }, code);
    if (judged.length >= MAX_JUDGED) judged.length = 0;
    if (system.length + (display?.length ?? 0) + (version?.length ?? 0) < LONGEST_DISPLAY)
      judged.push({ system, version, display, faults });
    return faults;
  }
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
export function checkCoding(
  context: Context,
  { system, code, version, display }: JsonObject,
  place: Place,
  isLoose: boolean,
): void {
  if (typeof code !== "string") return;
  if (typeof system === "string") checkCode(context, code, system, text(version), text(display), place, isLoose);
  else if (system === undefined && CODE.test(code)) context.report.add("validate/coding-without-system", place);
}

/** The code of a Quantity is that of its unit; its name is free. */
export function checkUnit(context: Context, { system, code }: JsonObject, place: Place): void {
  if (typeof system === "string" && typeof code === "string")
    checkCode(context, code, system, undefined, undefined, place, true);
}

function checkCode(
  { codings, report }: Context,
  code: string,
  system: string,
  version: string | undefined,
  display: string | undefined,
  place: Place,
  isLoose: boolean,
): void {
  for (const { code: told, element, params, details } of codings.faultsOf(code, system, version, display))
    if (told !== "validate/code-system-unknown" || (!isLoose && isFirst(report, system)))
      report.add(told, element ? child(place, element) : place, params, details);
}

function judge(
  { terminology, settings }: Codings,
  { system, version, display = "" }: Asked,
  code: string,
): readonly Fault[] {
  if (!CODE.test(code)) return NONE;
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
          details: { severity: settings.unknownCodes },
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
      details: { hint: `it is called ${namesOf(concept).map(shown).join(" or ")}`, severity },
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
