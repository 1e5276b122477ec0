/** A code system with its concepts by code, its hierarchy, and what says whether a code can be used. */
import type { JsonObject } from "../fhir/json.js";

export type { JsonObject } from "../fhir/json.js";

interface ConceptProperty {
  code: string;
  [value: string]: unknown;
}

export interface Designation {
  language?: string;
  value: string;
}

export interface Concept {
  code: string;
  display?: string;
  designations: readonly Designation[];
  /** Not to be selected: it only groups others. */
  abstract: boolean;
  /** Not to be used any more. */
  inactive: boolean;
  properties: readonly ConceptProperty[];
  parents: string[];
  children: string[];
}

interface ConceptJson {
  code: string;
  display?: string;
  designation?: Designation[];
  property?: ConceptProperty[];
  concept?: ConceptJson[];
}

const COUNTRY_CODE = /^[A-Z]{5}$/;
const CONCEPT_PROPERTIES = "http://hl7.org/fhir/concept-properties#";
const USED_UP: ReadonlySet<unknown> = new Set(["retired", "inactive"]);

export class CodeSystem {
  readonly url: string;
  readonly version: string | undefined;
  /** complete, fragment, example, not-present, supplement */
  readonly content: string;
  readonly status: string | undefined;
  readonly experimental: boolean;
  readonly language: string | undefined;
  readonly isCaseSensitive: boolean;
  readonly concepts = new Map<string, Concept>();
  /** HL7's own names of properties, by what the code system calls them. */
  readonly #meanings = new Map<string, string>();
  #folded: Map<string, Concept> | undefined;

  /** @param supplements further displays and properties of its codes */
  constructor(
    readonly resource: JsonObject,
    supplements: readonly JsonObject[] = [],
  ) {
    const { url, version, content, caseSensitive, status, experimental, language } = resource as Record<string, string>;
    this.url = url ?? "";
    this.version = version;
    this.content = content ?? "complete";
    this.status = status;
    this.experimental = (experimental as unknown) === true;
    this.language = language;
    this.isCaseSensitive = (caseSensitive as unknown) !== false;
    for (const { code, uri } of list<{ code: string; uri?: string }>(resource.property))
      if (uri?.startsWith(CONCEPT_PROPERTIES)) this.#meanings.set(code, uri.slice(CONCEPT_PROPERTIES.length));
    this.#add(list<ConceptJson>(resource.concept), undefined);
    for (const supplement of supplements) this.#supplement(list<ConceptJson>(supplement.concept));
    for (const concept of this.concepts.values())
      for (const child of concept.children) push(this.concepts.get(child)?.parents, concept.code);
    for (const concept of this.concepts.values())
      for (const parent of concept.parents) push(this.concepts.get(parent)?.children, concept.code);
  }

  /** Whether all of its codes are here, so that what is not here is no code of it. */
  get isComplete(): boolean {
    return this.content === "complete";
  }

  /** Whether it only adds to another code system, whatever it calls its content. */
  get isSupplement(): boolean {
    return this.content === "supplement" || this.resource.supplements !== undefined;
  }

  find(code: string): Concept | undefined {
    const exact = this.concepts.get(code) ?? (this.isCaseSensitive ? undefined : this.#fold().get(code.toLowerCase()));
    // HL7 v2 has codes for all countries in one: NNxxx stands for NNFIN and its like.
    return exact ?? (COUNTRY_CODE.test(code) ? this.concepts.get(`${code.slice(0, -3)}xxx`) : undefined);
  }

  /** Whether a concept is another one or stands below it. */
  isBelow(concept: Concept, ancestor: string): boolean {
    const seen = new Set<string>();
    const open = [concept.code];
    for (let code = open.pop(); code !== undefined; code = open.pop()) {
      if (code === ancestor) return true;
      if (seen.has(code)) continue;
      seen.add(code);
      open.push(...(this.concepts.get(code)?.parents ?? []));
    }
    return false;
  }

  #fold(): Map<string, Concept> {
    this.#folded ??= new Map([...this.concepts.values()].map((concept) => [concept.code.toLowerCase(), concept]));
    return this.#folded;
  }

  #add(concepts: readonly ConceptJson[], parent: string | undefined): void {
    for (const { code, display, designation = [], property = [], concept = [] } of concepts) {
      if (typeof code !== "string") continue;
      const known: Concept = {
        code,
        ...(display === undefined ? {} : { display }),
        designations: designation,
        properties: property,
        abstract: this.#is(property, "notSelectable") || this.#is(property, "abstract"),
        inactive: this.#is(property, "inactive") || this.#isUsedUp(property),
        parents: [
          ...(parent === undefined ? [] : [parent]),
          ...this.#codes(property, "parent"),
          ...this.#codes(property, "subsumedBy"),
        ],
        children: this.#codes(property, "child"),
      };
      this.concepts.set(code, known);
      this.#add(concept, code);
    }
  }

  #supplement(concepts: readonly ConceptJson[]): void {
    for (const { code, display, designation = [], property = [], concept = [] } of concepts) {
      const known = this.concepts.get(code);
      if (known) {
        const more = display === undefined ? designation : [{ value: display }, ...designation];
        known.designations = [...known.designations, ...more];
        known.properties = [...known.properties, ...property];
      }
      this.#supplement(concept);
    }
  }

  #named(properties: readonly ConceptProperty[], name: string): ConceptProperty[] {
    return properties.filter(({ code }) => code === name || this.#meanings.get(code) === name);
  }

  #is(properties: readonly ConceptProperty[], name: string): boolean {
    return this.#named(properties, name).some((one) => one.valueBoolean === true || one.valueCode === "true");
  }

  #isUsedUp(properties: readonly ConceptProperty[]): boolean {
    return this.#named(properties, "status").some(({ valueCode, valueString }) =>
      USED_UP.has(valueCode ?? valueString),
    );
  }

  #codes(properties: readonly ConceptProperty[], name: string): string[] {
    return this.#named(properties, name).flatMap(({ valueCode }) => (typeof valueCode === "string" ? [valueCode] : []));
  }
}

const list = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : []);

function push(list: string[] | undefined, item: string): void {
  if (list && !list.includes(item)) list.push(item);
}
