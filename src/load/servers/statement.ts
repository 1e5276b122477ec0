/** What a CapabilityStatement says of what a loader has to know (https://hl7.org/fhir/R4/capabilitystatement.html). */
import type {
  CapabilityStatement,
  CapabilityStatementRest,
  CapabilityStatementRestResource,
} from "../../fhir/types.js";
import type { Capabilities, Capability } from "./capabilities.js";

type Rest = Partial<CapabilityStatementRest>;
type Reading = { readonly [K in Capability]?: (rest: Rest) => Capabilities[K] | undefined };

/** The values that the resource types state for an element; a type that is silent is not counted. */
function stated<K extends keyof CapabilityStatementRestResource>({ resource }: Rest, element: K) {
  return (Array.isArray(resource) ? resource : []).map((one) => one?.[element]).filter((value) => value !== undefined);
}

/** Whether all types that say something about a flag say yes; undefined when none says anything. */
function flag(rest: Rest, element: "updateCreate" | "conditionalCreate" | "conditionalUpdate"): boolean | undefined {
  const values = stated(rest, element);
  return values.length === 0 ? undefined : values.every((value) => value === true);
}

/** The interactions of the whole system; undefined when none is listed: a statement cut short by _elements lists none. */
function interactions({ interaction }: Rest): ReadonlySet<unknown> | undefined {
  const codes = (Array.isArray(interaction) ? interaction : []).map((one) => one?.code).filter(Boolean);
  return codes.length === 0 ? undefined : new Set(codes);
}

const READING: Reading = {
  transaction: (rest) => {
    const listed = interactions(rest);
    return listed && (listed.has("transaction") ? "atomic" : "none");
  },
  // HAPI takes a batch and lists only transaction; so may what is built on it.
  batch: (rest) => {
    const listed = interactions(rest);
    return listed?.has("transaction") && !listed.has("batch") ? undefined : listed?.has("batch");
  },
  clientIds: (rest) => {
    const allowed = flag(rest, "updateCreate");
    return allowed === undefined ? undefined : allowed ? "any" : "none";
  },
  conditionalCreate: (rest) => flag(rest, "conditionalCreate"),
  conditionalUpdate: (rest) => flag(rest, "conditionalUpdate"),
  // "versioned" says nothing of If-Match: some servers heed it all the same.
  ifMatch: (rest) => {
    const values = stated(rest, "versioning");
    if (values.length > 0 && values.every((value) => value === "versioned-update")) return true;
    return values.includes("no-version") ? false : undefined;
  },
  references: (rest) => {
    const policies = stated(rest, "referencePolicy");
    if (policies.length === 0) return undefined;
    return policies.flat().includes("enforced") ? "enforced" : "not-enforced";
  },
  // General parameters often go unlisted: only a yes tells something.
  tagSearch: (rest) => {
    const lists = [...stated(rest, "searchParam"), rest.searchParam ?? []];
    return lists.flat().some((parameter) => parameter?.name === "_tag") ? true : undefined;
  },
};

/** What the statement settles; what it leaves open is absent. A statement that is malformed settles less. */
export function readStatement(statement: Partial<CapabilityStatement> | undefined): Partial<Capabilities> {
  const rests = Array.isArray(statement?.rest) ? statement.rest : [];
  const rest = rests.find((one) => one?.mode === "server");
  if (!rest) return {};
  const cells = Object.entries(READING).map(([capability, read]) => [capability, read(rest)]);
  return Object.fromEntries(cells.filter(([, value]) => value !== undefined));
}
