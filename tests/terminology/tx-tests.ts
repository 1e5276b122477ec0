/** HL7's tests of terminology servers, as questions that our terminology can be asked. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Definitions, sourceOf } from "../../src/definitions/definitions.js";
import { type Code, Terminology } from "../../src/terminology/index.js";
import { namesOf } from "../../src/validate/codings.js";

type JsonObject = Record<string, unknown>;

interface TxTest {
  suite: string;
  name: string;
  operation: "expand" | "validate-code" | "cs-validate-code";
  setup: string[];
  request: string;
  response: string;
  profile?: string;
  "accept-language"?: string;
  "http-code"?: string;
}

interface Parameter {
  name: string;
  [value: string]: unknown;
}

/** Parameters that ask for what a validator never asks: languages, other versions, pages, searches, lenience. */
const ANSWERED = new Set([
  "url",
  "valueSetVersion",
  "code",
  "system",
  "systemVersion",
  "display",
  "coding",
  "codeableConcept",
  "excludeNested",
  "inferSystem",
]);

export interface Outcome {
  name: string;
  /** What the test wants, and what we say; undefined where the test cannot be asked. */
  wanted?: string;
  said?: string;
  /** Why it cannot be asked. */
  unasked?: string;
}

export function runTxTests(folder: string): Outcome[] {
  const read = (file: string) =>
    JSON.parse(readFileSync(join(folder, file), "utf8").replace(/^\uFEFF/, "")) as JsonObject;
  const cases = read("cases.json") as unknown as TxTest[];
  return cases.map((test) => {
    const name = `${test.suite}/${test.name}`;
    const parameters = (read(test.request).parameter ?? []) as Parameter[];
    const other = parameters.find(({ name: one }) => !ANSWERED.has(one));
    const reason = test["accept-language"]
      ? "Accept-Language"
      : test["http-code"]
        ? "HTTP errors"
        : test.profile && "profile";
    if (reason || other) return { name, unasked: reason || `parameter ${other?.name}` };
    const terminology = new Terminology(new Definitions([sourceOf(test.setup.map(read))]));
    const response = read(test.response);
    return test.operation === "expand"
      ? { name, ...expand(terminology, parameters, response) }
      : { name, ...validateCode(terminology, test.operation, parameters, response) };
  });
}

const value = (parameters: readonly Parameter[], name: string): unknown => {
  const found = parameters.find((one) => one.name === name);
  return found && Object.entries(found).find(([key]) => key.startsWith("value"))?.[1];
};

interface Row {
  system?: string;
  code?: string;
  abstract?: boolean;
  contains?: Row[];
}

const rowsOf = (rows: readonly Row[] = []): string[] =>
  rows.flatMap(({ system, code, abstract, contains }) => [
    ...(code === undefined || abstract ? [] : [`${system}#${code}`]),
    ...rowsOf(contains),
  ]);

function expand(terminology: Terminology, parameters: Parameter[], response: JsonObject): Omit<Outcome, "name"> {
  if (response.resourceType !== "ValueSet") return { unasked: "an error is wanted" };
  const codes = terminology.codesOf(String(value(parameters, "url")));
  const said = codes
    ? [...codes].flatMap(([system, list]) => [...list].map((code) => `${system}#${code}`))
    : ["unknown"];
  const { contains } = response.expansion as { contains?: Row[] };
  return { wanted: rowsOf(contains).sort().join(" "), said: said.sort().join(" ") };
}

function validateCode(
  terminology: Terminology,
  operation: TxTest["operation"],
  parameters: Parameter[],
  response: JsonObject,
): Omit<Outcome, "name"> {
  const result = value((response.parameter ?? []) as Parameter[], "result");
  if (typeof result !== "boolean") return { unasked: "no result is wanted" };
  const url = operation === "validate-code" ? value(parameters, "url") : undefined;
  const version = value(parameters, "valueSetVersion");
  const canonical = url === undefined ? undefined : `${url}${version === undefined ? "" : `|${version}`}`;
  const codings = codingsOf(parameters).map((coding) =>
    operation === "cs-validate-code" ? { ...coding, system: String(value(parameters, "url")) } : coding,
  );
  const answers = codings.map((coding) =>
    canonical === undefined ? "member" : terminology.memberOf(canonical, coding).is,
  );
  const isKnown = codings.every((coding) => isRight(terminology, coding));
  if (!answers.includes("member") && answers.includes("unknown") && isKnown)
    return { wanted: String(result), said: "unknown" };
  return { wanted: String(result), said: String(answers.includes("member") && isKnown) };
}

type Coding = Code & { display?: string };

function codingsOf(parameters: readonly Parameter[]): Coding[] {
  const concept = value(parameters, "codeableConcept") as { coding?: Coding[] } | undefined;
  if (concept) return concept.coding ?? [];
  const coding = value(parameters, "coding") as Coding | undefined;
  if (coding) return [coding];
  const [code, system, version, display] = ["code", "system", "systemVersion", "display"].map(
    (name) => value(parameters, name) as string,
  );
  return [{ code: code as string, system, version, ...(display === undefined ? {} : { display }) }];
}

function isRight(terminology: Terminology, { system, code, version, display }: Coding): boolean {
  if (system === undefined) return true;
  const found = terminology.lookUp({ system, code, version });
  if (found.is !== "known") return found.is === "well-formed" || found.is === "not-listed";
  return (
    display === undefined || namesOf(found.concept).some((name) => name.toLowerCase() === display.trim().toLowerCase())
  );
}
