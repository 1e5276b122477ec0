/** The first case in every form a Bundle can have, and copies of one to break. */
import { readFileSync } from "node:fs";
import { readCase } from "../../src/case/read-case.js";
import { parseJson, stringifyJson } from "../../src/fhir/json.js";
import type { Bundle } from "../../src/fhir/types.js";
import { type MapOptions, mapCase } from "../../src/map/index.js";

const EXAMPLE = new URL("../../examples/01-neuromyelitis-optica/", import.meta.url);

export const caseText = (): string => readFileSync(new URL("case.yaml", EXAMPLE), "utf8");

const FORMS: Readonly<Record<string, MapOptions>> = {
  "transaction (PUT)": {},
  "transaction (POST)": { request: "post" },
  batch: { type: "batch" },
  collection: { type: "collection" },
  document: { type: "document" },
};

function mapExample(options: MapOptions = {}): Bundle {
  const { case: read, findings } = readCase(caseText(), { file: "case.yaml" });
  const wrong = findings.filter(({ severity }) => severity === "error");
  const bundle = read && wrong.length === 0 ? mapCase(read, options).bundle : undefined;
  if (!bundle) throw new Error(`the example is no case: ${wrong.map(({ code }) => code).join(", ")}`);
  return bundle;
}

/** Form of the Bundle and the Bundle. */
export const BUNDLES: readonly (readonly [form: string, bundle: Bundle])[] = Object.entries(FORMS).map(
  ([form, options]) => [form, mapExample(options)],
);

/** A copy in which numbers keep their digits, which structuredClone would drop. */
export const copyOf = <T>(value: T): T => parseJson(stringifyJson(value, 0)) as T;
