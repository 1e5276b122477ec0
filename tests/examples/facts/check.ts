/** Both directions: every fact is in the Bundle, and everything clinical in the Bundle is a fact. */
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4";
import { expressionsOf, type Fact, type FactList, sentencesOf, type Trap } from "./fact.js";
import { numbersMissing } from "./numbers.js";
import { polarityOf } from "./polarity.js";
import { isStructure, leavesOf, type Mapped, nameOf, type Resource } from "./resources.js";
import { otherTimes, otherValues } from "./spoil.js";

export interface Verdict {
  /** By the fact's or trap's id, what is wrong with it. */
  wrong: { id: string; why: string }[];
  /** Clinical resources that no fact selects. */
  unclaimed: Resource[];
}

/** Checks a list of facts against the resources of its case. */
export function check({ facts, traps }: FactList, mapped: Mapped): Verdict {
  const claimed = new Set<Resource>();
  const wrong = facts.flatMap((fact) => {
    const { selected, whys } = select(fact, mapped.resources);
    for (const { resource } of selected) claimed.add(resource);
    const reasons = whys.length > 0 ? whys : [...judge(fact, selected), ...citedElsewhere(fact, selected, mapped)];
    return reasons.map((why) => ({ id: fact.id, why }));
  });
  const sprung = traps.flatMap((trap) => judgeTrap(trap, mapped.resources).map((why) => ({ id: trap.id, why })));
  const unclaimed = mapped.resources.filter((one) => !isStructure(one) && !claimed.has(one));
  return { wrong: [...wrong, ...sprung], unclaimed };
}

/** FHIR's own names for the URLs of HL7's extensions, in FHIRPath: %`ext-originalText`. */
const EXTENSIONS = Object.fromEntries(
  ["originalText", "uncertainPeriod", "data-absent-reason", "condition-assertedDate", "condition-diseaseCourse"].map(
    (name) => [`ext-${name}`, `http://hl7.org/fhir/StructureDefinition/${name}`],
  ),
);

type Selects = (resource: Resource) => boolean;

/** @throws when the expression is no FHIRPath, or gives something else than the resource */
export function compile(expression: string): Selects {
  const evaluate = fhirpath.compile(expression, r4);
  return (resource) => {
    const found = answer(() => evaluate(resource, EXTENSIONS));
    if (found.length > 0 && !(found[0] as Resource | undefined)?.resourceType)
      throw new Error("it must select resources: TYPE.where(...)");
    return found.length > 0;
  };
}

/** fhirpath.js compares no Quantity that has a comparator, and throws: it is equal to nothing then. */
function answer(evaluate: () => unknown): unknown[] {
  try {
    return evaluate() as unknown[];
  } catch (error) {
    if (/comparator/.test((error as Error).message)) return [];
    throw error;
  }
}

interface Selected {
  where: string;
  resource: Resource;
  selects: Selects;
}

function select(fact: Fact, resources: readonly Resource[]): { selected: Selected[]; whys: string[] } {
  const expressions = expressionsOf(fact);
  const selected: Selected[] = [];
  const whys = expressions.length === 0 ? ["it has no `where`"] : [];
  for (const where of expressions) {
    try {
      const selects = compile(where);
      const found = resources.filter(selects);
      const [resource] = found;
      if (resource && found.length === 1) selected.push({ where, resource, selects });
      else
        whys.push(`${where} selects ${found.length} resources${found.map((one) => `\n    ${nameOf(one)}`).join("")}`);
    } catch (error) {
      whys.push(`${where}: ${(error as Error).message}`);
    }
  }
  return { selected, whys };
}

/** What the fact says beside its statement must be what the resources say, and its expressions must notice when it is not. */
function judge(fact: Fact, selected: readonly Selected[]): string[] {
  const whys: string[] = [];
  if (fact.negation !== undefined) whys.push(...judgeNegation(fact.negation, selected));
  if (fact.value !== undefined || fact.negation) whys.push(...judgeValue(fact, selected));
  if (fact.time !== undefined) whys.push(...judgeTime(selected));
  return whys;
}

function judgeNegation(negation: boolean, selected: readonly Selected[]): string[] {
  const wrong = negation ? "so" : "not so";
  const polarities = selected.map(({ where, resource }) => ({ where, polarity: polarityOf(resource) }));
  const whys = polarities
    .filter(({ polarity }) => polarity === wrong)
    .map(({ where }) => `negation is ${negation}, but ${where} says that it is ${wrong}`);
  if (negation && polarities.every(({ polarity }) => polarity === undefined))
    return ["negation is true, but nothing that it selects can say so"];
  return whys;
}

function judgeValue({ value = "" }: Fact, selected: readonly Selected[]): string[] {
  const said = selected.flatMap(({ resource }) => leavesOf(resource));
  const missing = numbersMissing(value, said).map((number) => `value has ${number}, and nothing that it selects has`);
  const unnoticed = selected.flatMap(({ where, resource, selects }) =>
    otherValues(resource, /\d/.test(value))
      .filter(({ what, copy }) => selects(copy) && !(what === "valueCodeableConcept" && decided(resource)))
      .map(({ what }) => `${where} selects any ${what}`),
  );
  return [...missing, ...unnoticed];
}

/** True when `negation` already says what the value is: present or absent. */
const decided = (resource: Resource): boolean => polarityOf(resource) !== "open";

function judgeTime(selected: readonly Selected[]): string[] {
  const timed = selected.flatMap(({ where, resource, selects }) => {
    const copy = otherTimes(resource);
    return copy ? [{ where, unnoticed: selects(copy) }] : [];
  });
  if (timed.length === 0) return ["it has a time, and nothing that it selects tells one"];
  return timed.filter(({ unnoticed }) => unnoticed).map(({ where }) => `${where} selects any time`);
}

function citedElsewhere({ cite }: Fact, selected: readonly Selected[], { cites }: Mapped): string[] {
  if (!cite) return [];
  const told = sentencesOf(cite);
  return selected.flatMap(({ where, resource }) => {
    const cited = cites.get(nameOf(resource)) ?? new Set();
    if (cited.size === 0 || [...told].some((sentence) => cited.has(sentence))) return [];
    return [`it is told in ${cite}, but what ${where} selects cites ${[...cited].join(", ")}`];
  });
}

function judgeTrap(trap: Trap, resources: readonly Resource[]): string[] {
  return expressionsOf(trap).flatMap((where) => {
    try {
      return resources.filter(compile(where)).map((one) => `${where} selects ${nameOf(one)}`);
    } catch (error) {
      return [`${where}: ${(error as Error).message}`];
    }
  });
}
