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
  /** Of the resource that it stands in. */
  language: string | undefined;
}

interface Judged extends Asked {
  faults: readonly Fault[];
}

/** What is kept, of each code and of all, and how long its texts may be together: hostile input has no end of them. */
const MAX_OF_CODE = 20;
const MAX_KEPT = 20_000;
const LONGEST = 300;

/** The faults of Codings, by their code: the same few come again and again. */
export class Codings {
  #byCode = newMemo();
  #kept = 0;

  constructor(
    readonly terminology: Terminology,
    readonly settings: Settings,
  ) {}

  faultsOf(code: string, asked: Asked): readonly Fault[] {
    const { system, version, display, language } = asked;
    const judged = this.#byCode.of(code) ?? [];
    for (const one of judged)
      if (one.system === system && one.display === display && one.version === version && one.language === language)
        return one.faults;
    const faults = judge(this, asked, code);
    if (lengthOf(system) + lengthOf(version) + lengthOf(display) + lengthOf(language) <= LONGEST) {
      if (judged.length >= MAX_OF_CODE) judged.length = 0;
      judged.push({ system, version, display, language, faults });
      if (++this.#kept > MAX_KEPT) {
        this.#byCode = newMemo();
        this.#kept = 0;
      }
    }
    return faults;
  }
}

const newMemo = () => new Memo<Judged[]>(() => []);

const lengthOf = (text: string | undefined): number => text?.length ?? 0;

/** The unknown systems that a report has told already: each is told where it is met first. */
const told = new WeakMap<Report, Set<string>>();

function isFirst(report: Report, system: string): boolean {
  const systems = told.get(report) ?? new Set();
  told.set(report, systems);
  return systems.size < systems.add(system).size;
}

/** What can be a code at all; what cannot is told of the element. */
const CODE = /^\S+(\s\S+)*$/;

/**
 * @param isLoose whether nothing asks for a code of a known system here, so that an unknown one is not told
 * @param language of the resource that it stands in
 */
export function checkCoding(
  context: Context,
  { system, code, version, display }: JsonObject,
  place: Place,
  isLoose: boolean,
  language: string | undefined,
): void {
  if (typeof code !== "string") return;
  if (typeof system === "string")
    checkCode(context, code, { system, version: text(version), display: text(display), language }, place, isLoose);
  else if (system === undefined && CODE.test(code)) context.report.add("validate/coding-without-system", place);
}

/** The code of a Quantity is that of its unit; its name is free. */
export function checkUnit(context: Context, { system, code }: JsonObject, place: Place): void {
  if (typeof system === "string" && typeof code === "string")
    checkCode(context, code, { system, version: undefined, display: undefined, language: undefined }, place, true);
}

function checkCode({ codings, report }: Context, code: string, asked: Asked, place: Place, isLoose: boolean): void {
  for (const { code: told, element, params, details } of codings.faultsOf(code, asked))
    if (told !== "validate/code-system-unknown" || (!isLoose && isFirst(report, asked.system)))
      report.add(told, element ? child(place, element) : place, params, details);
}

function judge({ terminology, settings }: Codings, asked: Asked, code: string): readonly Fault[] {
  const { system, version } = asked;
  if (!CODE.test(code)) return NONE;
  const found = terminology.lookUp({ system, code, version });
  if ("system" in found && found.system?.isSupplement)
    return [{ code: "validate/system-is-supplement", element: "system", params: { system } }];
  switch (found.is) {
    case "known":
      return judgeKnown(found, asked, settings.displayIssues);
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
  { concept, system: { language: own } }: Extract<Found, { is: "known" }>,
  { system, display = "", language }: Asked,
  severity: Severity,
): readonly Fault[] {
  const faults: Fault[] = [];
  const { code, inactive } = concept;
  if (inactive) faults.push({ code: "validate/code-inactive", element: "code", params: { code, system } });
  const params = { display: shown(display), code, system, language };
  const isForeign = language !== undefined && !hasNameIn(concept, own, language);
  if (display !== "" && !isName(concept, display)) {
    const hint = `it is called ${namesOf(concept).map(shown).join(" or ")}`;
    const details = { hint: isForeign ? `${hint}; it has no name in the language ${language}` : hint, severity };
    faults.push({ code: "validate/wrong-display", element: "display", params, details });
  } else if (display !== "" && isForeign)
    faults.push({ code: "validate/display-language", element: "display", params });
  return faults.length > 0 ? faults : NONE;
}

/** Whether a name is in the language, or in none that is stated; a code without any name lacks none. */
function hasNameIn({ display, designations }: Concept, own: string | undefined, language: string): boolean {
  const languages = [...(display === undefined ? [] : [own]), ...designations.map((one) => one.language)];
  const isWanted = (one: string | undefined) => one === undefined || mainTag(one) === mainTag(language);
  return languages.length === 0 || languages.some(isWanted);
}

/** `de` of `de-CH`. */
const mainTag = (language: string): string | undefined => language.split("-")[0]?.toLowerCase();

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
