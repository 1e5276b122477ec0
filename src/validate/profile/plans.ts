/** The plans of profiles, each made when it is first asked for. */
import type { Definitions } from "../../definitions/definitions.js";
import type { StructureDefinition } from "../../definitions/structure.js";
import { objects } from "../scope.js";
import { compileProfile } from "./compile.js";
import type { ElementPlan } from "./plan.js";

export class Plans {
  readonly #plans = new WeakMap<StructureDefinition, ElementPlan>();

  #global: ReadonlyMap<unknown, readonly string[]> | undefined;

  constructor(readonly definitions: Definitions) {}

  /**
   * The profiles that every resource of a type has to meet.
   * @see https://hl7.org/fhir/R4/implementationguide-definitions.html#ImplementationGuide.global
   */
  globalOf(type: string): readonly string[] {
    this.#global ??= globalProfiles(this.definitions);
    return this.#global.get(type) ?? [];
  }

  of(structure: StructureDefinition): ElementPlan {
    let plan = this.#plans.get(structure);
    if (!plan) {
      plan = compileProfile(structure, this.definitions);
      this.#plans.set(structure, plan);
    }
    return plan;
  }
}

function globalProfiles({ sources }: Definitions): ReadonlyMap<unknown, readonly string[]> {
  const byType = new Map<unknown, string[]>();
  for (const guide of sources.flatMap((source) => source.guides?.() ?? []))
    for (const { type, profile } of objects(guide.global))
      if (typeof profile === "string") byType.set(type, [...(byType.get(type) ?? []), profile]);
  return byType;
}
