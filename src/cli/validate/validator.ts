/** The validator that the command line describes, with its packages. */
import type { Finding } from "../../finding/finding.js";
import { createValidator, type Validator, type ValidatorOptions } from "../../validate/index.js";
import type { Shell } from "../shell.js";
import type { ValidatorArgs } from "./args.js";

export interface Made {
  validator: Validator;
  /** What is wrong with the packages; it may grow while they are used. */
  findings: readonly Finding[];
}

/**
 * @param env for the place of ~/.fhir
 * @param defaults what holds where the command line says nothing
 */
export async function makeValidator(
  args: ValidatorArgs,
  env: Shell["env"],
  defaults: ValidatorOptions = {},
): Promise<Made> {
  const { sources, findings } = await packagesOf(args, env);
  const options = { ...defaults, ...settingsOf(args), packages: sources, now: () => new Date().toISOString() };
  return { validator: createValidator(options), findings };
}

/** HL7's word for what FHIR calls information. */
const severityOf = <S extends string>(word: S) =>
  (word === "hint" ? "information" : word) as Exclude<S, "hint"> | "information";

function settingsOf(args: ValidatorArgs): ValidatorOptions {
  const { "best-practice": bestPractice, extension, "allow-example-urls": exampleUrls } = args;
  const displayIssues = args["display-issues-are-warnings"] ? "warning" : args["display-issues"];
  return {
    securityChecks: args["security-checks"],
    ...(bestPractice ? { bestPractice: severityOf(bestPractice) } : {}),
    ...(displayIssues ? { displayIssues: severityOf(displayIssues) } : {}),
    ...(exampleUrls ? { exampleUrls: exampleUrls === "true" } : {}),
    ...(extension ? { extensions: extension.includes("any") ? "any" : extension } : {}),
  };
}

async function packagesOf({ ig = [], "package-substitute": substitutes = [] }: ValidatorArgs, env: Shell["env"]) {
  if (ig.length === 0 && substitutes.length === 0) return { sources: [], findings: [] };
  const { openPackages, substituteOf } = await import("../../packages/index.js");
  const home = env.HOME ?? env.USERPROFILE;
  return openPackages(ig, {
    caches: home === undefined ? [] : [`${home}/.fhir/packages`],
    substitutes: substitutes.flatMap((text) => substituteOf(text) ?? []),
  });
}
