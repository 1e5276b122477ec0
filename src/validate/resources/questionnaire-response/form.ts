/** One response beside its questionnaire, with what is looked up in both. */
import { Definitions, sourceOf } from "../../../definitions/definitions.js";
import { Terminology } from "../../../terminology/index.js";
import type { Context } from "../../context.js";
import { compileExpression, Environments, type Verdict } from "../../fhirpath.js";
import { type JsonObject, objects, type Scope, text } from "../../scope.js";
import { choiceOf } from "../elements.js";
import { byLinkId, type Item, itemsOf } from "../questionnaire/items.js";
import type { Answer } from "./compare.js";

export class Form {
  #items: ReadonlyMap<string, Item> | undefined;
  readonly #answers = new Map<JsonObject, ReadonlyMap<string, readonly Answer[]>>();
  #terminology: Terminology | undefined;
  #resources: readonly JsonObject[] | undefined;
  readonly #verdicts = new Map<string, Verdict>();
  readonly #environments = new Environments({});
  /** Completed or amended: what is required has to be there. */
  readonly isFinished: boolean;

  /**
   * @param container the resource that contains the questionnaire, and so its value sets; undefined when none does
   * @param scope that of the response
   */
  constructor(
    readonly response: JsonObject,
    readonly questionnaire: JsonObject,
    readonly container: JsonObject | undefined,
    readonly scope: Scope,
  ) {
    this.isFinished = response.status === "completed" || response.status === "amended";
  }

  /** An item of the questionnaire, of several with the same linkId the first. */
  itemOf(linkId: string): Item | undefined {
    this.#items ??= byLinkId(itemsOf(this.questionnaire));
    return this.#items.get(linkId);
  }

  /** The answers to a question in a part of the response, the part's own too. */
  answersTo(linkId: string, part: JsonObject): readonly Answer[] {
    let answers = this.#answers.get(part);
    if (!answers) {
      answers = indexAnswers(part);
      this.#answers.set(part, answers);
    }
    return answers.get(linkId) ?? [];
  }

  /** Whether an expression is true of the response; undefined when nobody can tell here. */
  isTrue(expression: string): boolean | undefined {
    if (!this.#verdicts.has(expression)) {
      const evaluate = compileExpression(expression, "QuestionnaireResponse");
      this.#verdicts.set(expression, evaluate(this.response, this.#environments.of(this.scope)));
    }
    const verdict = this.#verdicts.get(expression);
    return typeof verdict === "boolean" ? verdict : undefined;
  }

  /** The canonical of what `#id` means for an element of the questionnaire; undefined when it contains no such. */
  canonicalOf(fragment: string): string | undefined {
    return this.#contained().find(({ id }) => id === fragment.slice(1))?.url as string | undefined;
  }

  /** What is known of codes here: what the questionnaire contains, and all that is known elsewhere. */
  terminology({ terminology, definitions }: Context): Terminology {
    if (this.#contained().length === 0) return terminology;
    this.#terminology ??= new Terminology(new Definitions([sourceOf(this.#contained()), ...definitions.sources]));
    return this.#terminology;
  }

  /** Contained resources, each with a URL by which it can be found. */
  #contained(): readonly JsonObject[] {
    const around = [this.questionnaire, ...(this.container ? [this.container] : [])];
    this.#resources ??= around
      .flatMap(({ contained }) => objects(contained))
      .map((one) => (typeof one.url === "string" ? one : { ...one, url: `urn:contained:${text(one.id)}` }));
    return this.#resources;
  }
}

function indexAnswers(part: JsonObject): ReadonlyMap<string, readonly Answer[]> {
  const found = new Map<string, Answer[]>();
  const open = [part];
  for (let at = open.pop(); at; at = open.pop()) {
    const answers = objects(at.answer);
    const linkId = text(at.linkId) ?? "";
    const list = found.get(linkId) ?? [];
    for (const answer of answers) {
      const choice = choiceOf(answer, "QuestionnaireResponse.item.answer", "value[x]");
      if (choice) list.push({ type: choice.property.type, value: choice.value });
    }
    found.set(linkId, list);
    open.push(...objects(at.item), ...answers);
  }
  return found;
}
