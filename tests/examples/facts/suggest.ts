/** For who writes the `where`s: a resource in one line, and an expression that selects it and says all a fact may need. */
import { compile } from "./check.js";
import { polarityOf } from "./polarity.js";
import { type Json, type Mapped, nameOf, type Resource } from "./resources.js";

/** `Observation line 12 [3, 4]: code fever; value present`. */
export function describeResource(resource: Resource, { lines, cites }: Mapped): string {
  const name = nameOf(resource);
  const cite = [...(cites.get(name) ?? [])].join(", ");
  const narrative = String((resource.text as Json | undefined)?.div ?? "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return `${resource.resourceType} line ${lines.get(name)}${cite ? ` [${cite}]` : ""}: ${narrative}`;
}

const quoted = (text: unknown): string => `'${String(text).replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

type Clauses = (resource: Resource) => string[];

/** `path='text'` for the first of the paths that holds a text. */
const texts =
  (...paths: string[]): Clauses =>
  (resource) =>
    paths.flatMap((path) => {
      const value = [valueAt(resource, path)].flat()[0];
      return typeof value === "string" ? [`${path.replace(/CodeableConcept/, "")}=${quoted(value)}`] : [];
    });

/** Lists are entered at their first member. */
const valueAt = (resource: Resource, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, key) => ([inner].flat()[0] as Json | undefined)?.[key], resource);

const NAMES = texts(
  ...["code.text", "medicationCodeableConcept.text", "vaccineCode.text", "procedureCode.text", "relationship.text"],
  ...["category.text", "type.text", "deviceName.name", "gender", "class.code", "description"],
);

const MORE: readonly Clauses[] = [
  texts("bodySite.text"),
  texts("encounter.display"),
  texts("focus.display"),
  texts("derivedFrom.display"),
  texts("reasonReference.display"),
  texts("partOf.display"),
  texts("link.other.display"),
  texts("status"),
  // A drug as a whole, beside its courses.
  ({ resourceType, partOf }) => (resourceType === "MedicationStatement" && !partOf ? ["partOf.empty()"] : []),
];

function values({ component = [], ...resource }: Json & { component?: Json[] }): string[] {
  const own = Object.entries(resource).flatMap(([key, value]) =>
    key.startsWith("value") ? valueClauses("value", value as Json | string) : [],
  );
  const reason = (resource.dataAbsentReason as { coding?: { code?: string }[] } | undefined)?.coding?.[0]?.code;
  const parts = component.flatMap(({ code, ...part }) => {
    const name = (code as { text?: string; coding?: { display?: string }[] }) ?? {};
    const label = name.text
      ? `code.text=${quoted(name.text)}`
      : `code.coding.display=${quoted(name.coding?.[0]?.display)}`;
    return Object.entries(part)
      .filter(([key]) => /^value(Quantity|Range|Ratio|Integer)$/.test(key))
      .flatMap(([, value]) => valueClauses(`component.where(${label}).value`, value as Json));
  });
  return [...own, ...(reason ? [`dataAbsentReason.coding.code=${quoted(reason)}`] : []), ...parts];
}

function valueClauses(path: string, value: Json | string | number | boolean): string[] {
  if (typeof value === "string") return [`${path}=${quoted(value)}`];
  if (typeof value !== "object") return [`${path}=${value}`];
  return ["value", "unit", "text", "low.value", "high.value", "numerator.value", "denominator.value"].flatMap((key) => {
    const inner = valueAt(value as Resource, key);
    return inner === undefined ? [] : [`${path}.${key}=${typeof inner === "number" ? inner : quoted(inner)}`];
  });
}

const DOSE: Clauses = (resource) => {
  const text = texts("dosage.text")(resource);
  return text.length > 0
    ? text
    : numberAt(resource, "dosage.doseAndRate.doseQuantity.value", "dosage.doseAndRate.dose.value");
};

const numberAt = (resource: Resource, path: string, expression: string): string[] => {
  const value = valueAt(resource, path);
  return value === undefined ? [] : [`${expression}=${value}`];
};

const NEGATED: Clauses = (resource) => {
  if (polarityOf(resource) !== "not so") return [];
  if (resource.verificationStatus) return ["verificationStatus.coding.code='refuted'"];
  return typeof resource.status === "string" && resource.resourceType !== "Observation"
    ? texts("status")(resource)
    : [];
};

const TIMES = [
  "effective",
  "onset",
  "abatement",
  "performed",
  "occurrence",
  "period",
  "started",
  "timing",
  "date",
  "dateTime",
  "authoredOn",
  "dateAsserted",
];

/** The first time that it tells: the start of a period rather than its end. */
function times(resource: Resource): string[] {
  const asserted = (resource.extension as { url: string; valueDateTime?: string }[] | undefined)?.find(({ url }) =>
    url.endsWith("/condition-assertedDate"),
  )?.valueDateTime;
  if (asserted) return [`extension(%\`ext-condition-assertedDate\`).value=@${asserted}`];
  return TIMES.flatMap((time) =>
    ["", "DateTime"].flatMap((type) => [
      ...primitive(resource, `${time}${type}`, time),
      ...["start", "end"].flatMap((end) =>
        ["", "Period"].flatMap((period) =>
          type === "" ? primitive((resource[`${time}${period}`] ?? {}) as Json, end, `${time}.${end}`) : [],
        ),
      ),
    ]),
  ).slice(0, 1);
}

function primitive(holder: Json, key: string, path: string): string[] {
  const beside = holder[`_${key}`] as { extension?: { url: string; valueString?: string }[] } | undefined;
  const words = beside?.extension?.find(({ url }) => url.endsWith("/originalText"))?.valueString;
  if (words !== undefined) return [`${path}.extension(%\`ext-originalText\`).value=${quoted(words)}`];
  return typeof holder[key] === "string" ? [`${path}=@${holder[key]}`] : [];
}

/** An expression of the resource's names, values and times; more of it where that selects others too. */
export function suggest(resource: Resource, { resources }: Mapped): string {
  const clauses = [
    ...NAMES(resource),
    ...values(resource),
    ...DOSE(resource),
    ...NEGATED(resource),
    ...times(resource),
  ];
  const more = MORE.flatMap((clause) => clause(resource));
  for (;;) {
    const where = clauses.length > 0 ? `.where(${clauses.join(" and ")})` : "";
    const expression = `${resource.resourceType}${where}`;
    if (more.length === 0 || resources.filter(compile(expression)).length <= 1) return expression;
    clauses.push(...more.splice(0, 1));
  }
}
