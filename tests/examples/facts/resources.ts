/** The resources of an example's Bundle as plain JSON, with what the Trace and the Provenances know of them. */
import { readCase } from "../../../src/case/read-case.js";
import { stringifyJson } from "../../../src/fhir/json.js";
import { mapCase } from "../../../src/map/index.js";
import { sentencesOf } from "./fact.js";

export type Json = Record<string, unknown>;

export interface Resource extends Json {
  resourceType: string;
  id: string;
}

export interface Mapped {
  resources: Resource[];
  /** The line of the case, by `Type/id`. */
  lines: ReadonlyMap<string, number>;
  /** The sentences cited, by `Type/id`. */
  cites: ReadonlyMap<string, ReadonlySet<string>>;
}

export const nameOf = ({ resourceType, id }: Resource): string => `${resourceType}/${id}`;

/** Maps a case. @throws with what is wrong, when it does not map */
export function resourcesOf(text: string): Mapped {
  const { case: read, findings } = readCase(text, { file: "case.yaml" });
  const mapped = read && mapCase(read);
  const said = [...findings, ...(mapped?.findings ?? [])].filter(({ severity }) => severity === "error");
  if (!mapped?.bundle || said.length > 0)
    throw new Error(said.map((one) => `line ${one.case?.line}: ${one.message}`).join("\n"));
  const bundle = JSON.parse(stringifyJson(mapped.bundle)) as { entry: { resource: Resource }[] };
  const resources = bundle.entry.map(({ resource }) => resource);
  return {
    resources,
    lines: new Map(mapped.trace.resources.map(({ resource, case: { line } }) => [resource, line ?? 0])),
    cites: citesOf(resources),
  };
}

interface Provenance extends Resource {
  target: { reference: string }[];
  entity?: { what: { display?: string } }[];
}

function citesOf(resources: readonly Resource[]): Map<string, ReadonlySet<string>> {
  const provenances = resources.filter((one): one is Provenance => one.resourceType === "Provenance");
  return new Map(
    provenances.flatMap(({ target, entity }) => {
      const display = entity?.[0]?.what.display ?? "";
      const cite = /^sentences? (.*)/.exec(display)?.[1] ?? "";
      return target.map(({ reference }) => [reference, sentencesOf(cite)] as const);
    }),
  );
}

/** Resources that no fact need select: what they are, and why. */
export const STRUCTURE: readonly { is: (one: Resource) => boolean; why: string }[] = [
  { is: ({ resourceType }) => resourceType === "Provenance", why: "tells where the others come from" },
  { is: ({ resourceType }) => resourceType === "DocumentReference", why: "is the text itself" },
  { is: ({ resourceType }) => resourceType === "Composition", why: "orders the others" },
  {
    is: ({ resourceType, conclusion, conclusionCode }) =>
      resourceType === "DiagnosticReport" && conclusion === undefined && conclusionCode === undefined,
    why: "gathers the findings of a study, each of which is a fact",
  },
  {
    is: ({ resourceType, link }) => resourceType === "Patient" && link === undefined,
    why: "is the patient, who is in every case",
  },
];

export const isStructure = (resource: Resource): boolean => STRUCTURE.some(({ is }) => is(resource));

/** What stands beneath a value and says something clinical: each text or number with its keys. */
export interface Leaf {
  path: readonly string[];
  value: string | number | boolean;
}

/** Keys whose texts are identity or narrative. */
const SILENT: ReadonlySet<string> = new Set(["resourceType", "id", "identifier", "meta", "subject", "system", "url"]);

export function leavesOf(value: unknown, path: readonly string[] = []): Leaf[] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return [{ path, value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => !SILENT.has(key) && !(path.length === 0 && key === "text"))
    .flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}
