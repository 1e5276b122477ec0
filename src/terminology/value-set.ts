/** Value sets, compiled once to what answers for a code: an include is a test, and a list of codes where there is one. */
import { areCommensurable, parseUcum } from "../fhir/ucum.js";
import { type Answer, both, either, MEMBER, NOT_MEMBER, unknown, without } from "./answer.js";
import type { CodeSystem, Concept, JsonObject } from "./code-system.js";
import { judgeByForm } from "./external.js";
import { type Filter, filterTest } from "./filter.js";

/** What a value set is made from. */
export interface Sources {
  /** A code system; undefined when it is not at hand in this version. */
  codeSystem(url: string, version?: string): CodeSystem | undefined;
  /** Another value set, compiled. */
  valueSet(canonical: string): Members | undefined;
}

/** The codes by their system. */
export type Codes = ReadonlyMap<string, ReadonlySet<string>>;

/** What a value set or a part of it consists of. */
export interface Members {
  /** Whether the code is a member; without a system, whether it is of any system. */
  test(system: string | undefined, code: string, version?: string): Answer;
  /** All of its codes; undefined when they cannot be listed. Worked out on first use. */
  codes(): Codes | undefined;
  /** The systems that its codes are of; undefined when they are not known. */
  systems: ReadonlySet<string> | undefined;
}

interface Include {
  system?: string;
  version?: string;
  concept?: { code: string }[];
  filter?: Filter[];
  valueSet?: string[];
}

interface Compose {
  include?: Include[];
  exclude?: Include[];
  inactive?: boolean;
}

interface Row {
  system?: string;
  code?: string;
  abstract?: boolean;
  contains?: Row[];
}

/** The content of a value set: its definition, or the expansion that it comes with where the definition does not do. */
export function compileValueSet(resource: JsonObject, sources: Sources): Members {
  const compose = resource.compose as Compose | undefined;
  const expansion = resource.expansion as { contains?: Row[]; total?: number } | undefined;
  const given = expansion?.contains && listMembers(rowsOf(expansion.contains));
  if (!compose) return given ?? NOBODY;
  const defined = compileCompose(compose, resource, sources);
  if (!given) return defined;
  return {
    test: (system, code, version) => {
      const answer = defined.test(system, code, version);
      return answer.is === "unknown" ? either(given.test(system, code), answer) : answer;
    },
    codes: () => defined.codes() ?? given.codes(),
    systems: defined.systems,
  };
}

function compileCompose(compose: Compose, { version }: JsonObject, sources: Sources): Members {
  const own = typeof version === "string" ? version : undefined;
  const compile = (include: Include) => compileInclude(include, sources, own, compose.inactive === false);
  const included = unite((compose.include ?? []).map(compile));
  return compose.exclude?.length ? subtract(included, unite(compose.exclude.map(compile))) : included;
}

/** The system's part and all value sets together: a code has to be in each of them. */
function compileInclude(
  include: Include,
  sources: Sources,
  version: string | undefined,
  isActiveOnly: boolean,
): Members {
  const { system, valueSet = [] } = include;
  const parts = valueSet.map((canonical) => sources.valueSet(canonical) ?? absent(canonical));
  if (system !== undefined) parts.unshift(systemPart(system, include, sources, version, isActiveOnly));
  return parts.length === 1 ? (parts[0] as Members) : intersect(parts);
}

const absent = (canonical: string): Members => ({
  test: () => unknown(canonical),
  codes: () => undefined,
  systems: undefined,
});

const NOBODY: Members = { test: () => NOT_MEMBER, codes: () => new Map(), systems: new Set() };

function rowsOf(rows: readonly Row[], codes = new Map<string, Set<string>>()): Map<string, Set<string>> {
  for (const { system = "", code, abstract, contains = [] } of rows) {
    if (code !== undefined && !abstract) put(codes, system, code);
    rowsOf(contains, codes);
  }
  return codes;
}

function put(codes: Map<string, Set<string>>, system: string, code: string): void {
  const known = codes.get(system);
  if (known) known.add(code);
  else codes.set(system, new Set([code]));
}

function listMembers(codes: Codes): Members {
  return {
    test: (system, code) => (system === undefined ? anySystem(codes, code) : has(codes, system, code)),
    codes: () => codes,
    systems: new Set(codes.keys()),
  };
}

const has = (codes: Codes, system: string, code: string): Answer =>
  codes.get(system)?.has(code) ? MEMBER : NOT_MEMBER;

function anySystem(codes: Codes, code: string): Answer {
  for (const list of codes.values()) if (list.has(code)) return MEMBER;
  return NOT_MEMBER;
}

/** The codes of one system: listed ones, those that pass the filters, or all. */
function systemPart(
  url: string,
  { version, concept, filter }: Include,
  sources: Sources,
  ownVersion: string | undefined,
  isActiveOnly: boolean,
): Members {
  // R4's value sets mean the code systems of R4, where those are at hand.
  const find = () =>
    sources.codeSystem(url, version) ??
    (version === undefined ? undefined : sources.codeSystem(url, version.split(".x")[0]));
  const own = version === undefined && ownVersion !== undefined ? sources.codeSystem(url, ownVersion) : undefined;
  const system = own ?? find();
  const isUsable = (one: Concept) => !(isActiveOnly && one.inactive);
  const part = concept
    ? listed(url, concept, system, isUsable)
    : system && system.content !== "not-present"
      ? filtered(system, filter ?? [], isUsable)
      : byForm(url, filter ?? []);
  const wanted = version;
  return {
    test: (asked, code, askedVersion) => {
      if (asked !== undefined && asked !== url) return NOT_MEMBER;
      if (wanted !== undefined && askedVersion !== undefined && askedVersion !== wanted) return NOT_MEMBER;
      return part.test(code);
    },
    codes: part.codes,
    systems: new Set([url]),
  };
}

interface Part {
  test: (code: string) => Answer;
  codes: () => Codes | undefined;
}

function listed(
  url: string,
  concepts: readonly { code: string }[],
  system: CodeSystem | undefined,
  isUsable: (concept: Concept) => boolean,
): Part {
  const known = (code: string) => system?.find(code);
  const codes = new Set(
    concepts.map(({ code }) => code).filter((code) => !known(code) || isUsable(known(code) as Concept)),
  );
  return {
    test: (code) => (codes.has(code) || codes.has(known(code)?.code ?? code) ? MEMBER : NOT_MEMBER),
    codes: () => new Map([[url, codes]]),
  };
}

function filtered(system: CodeSystem, filters: readonly Filter[], isUsable: (concept: Concept) => boolean): Part {
  const tests = filters.map((filter) => filterTest(system, filter));
  if (tests.includes(undefined)) return { test: () => unknown(system.url), codes: () => undefined };
  const passes = (concept: Concept) => isUsable(concept) && tests.every((test) => test?.(concept));
  return {
    test: (code) => {
      const concept = system.find(code);
      if (concept) return passes(concept) ? MEMBER : NOT_MEMBER;
      return system.isComplete ? NOT_MEMBER : unknown(system.url);
    },
    codes: () => {
      if (!system.isComplete) return undefined;
      const passing = [...system.concepts.values()].filter((concept) => passes(concept) && !concept.abstract);
      return new Map([[system.url, new Set(passing.map(({ code }) => code))]]);
    },
  };
}

/** A system whose codes follow a rule, or of which nothing is known. */
function byForm(url: string, filters: readonly Filter[]): Part {
  const codes = () => undefined;
  const canonical = filters.find(({ property, op }) => property === "canonical" && op === "=");
  const unit = canonical && parseUcum(canonical.value ?? "");
  return {
    test: (code) => {
      const verdict = judgeByForm(url, code);
      if (verdict === "no-code") return NOT_MEMBER;
      if (verdict !== "code") return unknown(url);
      if (filters.length === 0) return MEMBER;
      const asked = parseUcum(code);
      if (!unit || !asked) return unknown(url);
      return areCommensurable(unit, asked) ? MEMBER : NOT_MEMBER;
    },
    codes,
  };
}

function unite(parts: readonly Members[]): Members {
  if (parts.length === 1) return parts[0] as Members;
  return {
    test: (system, code, version) =>
      parts.reduce((answer, part) => either(answer, part.test(system, code, version)), NOT_MEMBER),
    codes: () => {
      const all = new Map<string, Set<string>>();
      for (const part of parts) {
        const codes = part.codes();
        if (!codes) return undefined;
        for (const [system, list] of codes) for (const code of list) put(all, system, code);
      }
      return all;
    },
    systems: parts.every(({ systems }) => systems)
      ? new Set(parts.flatMap(({ systems }) => [...(systems as ReadonlySet<string>)]))
      : undefined,
  };
}

function intersect(parts: readonly Members[]): Members {
  return {
    test: (system, code, version) =>
      parts.length === 0
        ? NOT_MEMBER
        : parts.reduce((answer, part) => both(answer, part.test(system, code, version)), MEMBER),
    codes: () => restrict(parts[0]?.codes(), parts.slice(1), (answer) => answer.is === "member"),
    systems: parts[0]?.systems,
  };
}

function subtract(from: Members, excluded: Members): Members {
  return {
    test: (system, code, version) => without(from.test(system, code, version), excluded.test(system, code, version)),
    codes: () => restrict(from.codes(), [excluded], (answer) => answer.is === "not-member"),
    systems: from.systems,
  };
}

/** The codes of which every part says what is wanted; undefined as soon as one cannot say. */
function restrict(codes: Codes | undefined, parts: readonly Members[], isWanted: (answer: Answer) => boolean) {
  if (!codes) return undefined;
  const kept = new Map<string, Set<string>>();
  for (const [system, list] of codes)
    for (const code of list) {
      const answers = parts.map((part) => part.test(system, code));
      if (answers.some(({ is }) => is === "unknown")) return undefined;
      if (answers.every(isWanted)) put(kept, system, code);
    }
  return kept;
}
