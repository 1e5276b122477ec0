/** The plans of profiles, each made when it is first asked for. */
import type { Definitions } from "../../definitions/definitions.js";
import type { StructureDefinition } from "../../definitions/structure.js";
import { compileProfile } from "./compile.js";
import type { ElementPlan } from "./plan.js";

export class Plans {
  readonly #plans = new Map<StructureDefinition, ElementPlan>();

  constructor(readonly definitions: Definitions) {}

  of(structure: StructureDefinition): ElementPlan {
    let plan = this.#plans.get(structure);
    if (!plan) {
      plan = compileProfile(structure, this.definitions);
      this.#plans.set(structure, plan);
    }
    return plan;
  }
}
