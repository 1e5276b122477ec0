/** Generated narrative: what a resource says, element by element, in the words it carries. */
import { digitsOf } from "../fhir/json.js";
import type { DomainResource, Extension, FhirResource } from "../fhir/types.js";
import { INFERRED } from "./extensions.js";

/** Elements a reader does not need: identity, and what the Bundle says anyway. */
const SILENT = new Set(["resourceType", "id", "meta", "text", "identifier", "target", "section", "div"]);

/** Extensions that say something a reader needs, with the words that introduce them. */
const SPOKEN: Readonly<Record<string, string>> = {
  "event-partOf": "part of",
  "condition-dueTo": "due to",
  "due-to": "due to",
  "condition-occurredFollowing": "after",
  "condition-diseaseCourse": "course",
  "condition-assertedDate": "diagnosed",
  "workflow-supportingInfo": "compared with",
  "diagnosticReport-replaces": "in place of",
  note: "note",
};

type Data = Record<string, unknown>;

const escapeXml = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] as string);

/** Lines of plain text as the XHTML of Narrative.div. */
export const wrap = (lines: readonly string[]): string =>
  `<div xmlns="http://www.w3.org/1999/xhtml">${lines.map((line) => `<p>${escapeXml(line)}</p>`).join("")}</div>`;

/** A resource in one line: its type, then what it says. */
export function textOf(resource: FhirResource): string {
  const data = resource as unknown as Data;
  const parts: string[] = [];
  for (const [key, value] of Object.entries(data)) {
    if (SILENT.has(key)) continue;
    if (key === "extension") parts.push(...spoken(value as Extension[], resource.resourceType));
    else if (key.startsWith("_")) {
      if (data[key.slice(1)] === undefined)
        parts.push(say(label(key.slice(1)), withSibling(undefined, value as Data) ?? "unknown"));
    } else parts.push(say(label(key), withSibling(valueText(value, data, key), data[`_${key}`] as Data | undefined)));
  }
  return `${label(resource.resourceType)}: ${parts.filter(Boolean).join("; ")}`;
}

/** Gives a resource its narrative. */
export function narrate<T extends FhirResource>(resource: T): T {
  return Object.assign(resource, {
    text: { status: "generated", div: wrap([textOf(resource)]) } satisfies NonNullable<DomainResource["text"]>,
  });
}

const say = (name: string, text: string | undefined) => (text ? `${name} ${text}` : "");

/** `effectivePeriod` -> "effective", `reasonReference` -> "reason". */
const label = (key: string) =>
  key
    .replace(/(?<=[a-z])(CodeableConcept|DateTime|Period|Quantity|Reference|String|Range|Ratio|Boolean)$/, "")
    .replace(/(?<=[a-z])[A-Z]/g, (c) => ` ${c.toLowerCase()}`)
    .replace(/^[A-Z]/, (c) => c.toLowerCase());

function spoken(extensions: readonly Extension[], type: string): string[] {
  return extensions.flatMap((extension) => {
    const name = extension.url.slice(extension.url.lastIndexOf("/") + 1);
    // A report looks back at an earlier study; a stage of certainty rests on something.
    const words = name === "workflow-supportingInfo" && type === "Observation" ? "because of" : SPOKEN[name];
    if (!words) return [];
    const data = extension as unknown as Data;
    const key = Object.keys(data).find((name) => name.startsWith("value"));
    const sibling = data._valueDateTime as Data | undefined;
    return [say(words, withSibling(key && valueText(data[key], data, key), sibling))];
  });
}

const find = (data: Data, name: string) =>
  (data.extension as Extension[] | undefined)?.find(({ url }) => url.endsWith(`/${name}`));

/** Where a value does not come from reading; of a computed time its phrase says it. */
function derivedText(data: Data): string | undefined {
  const how = find(data, "derived")?.valueString;
  return how === INFERRED ? "inferred" : find(data, "originalText") ? undefined : how;
}

/** A primitive with the phrase the case used (what an id in it stands for in square brackets) and how sure it all is. */
function withSibling(value: string | undefined, sibling: Data | undefined): string | undefined {
  if (!sibling) return value;
  const phrase = find(sibling, "originalText")?.valueString;
  const relative = find(sibling, "cqf-relativeDateTime")?.extension;
  const target = relative?.find(({ url }) => url === "target")?.valueReference?.display;
  const words = phrase && target && !phrase.includes(target) ? `${phrase} [${target}]` : phrase;
  const beside = [value && words, derivedText(sibling)].filter(Boolean).join("; ");
  const said = value ?? words;
  return said && beside ? `${said} (${beside})` : said;
}

function valueText(value: unknown, holder: object, key: string): string | undefined {
  if (typeof value === "number") return digitsOf(holder, key);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (Array.isArray(value))
    return (
      value
        .map((item, i) => valueText(item, value, String(i)))
        .filter(Boolean)
        .join(", ") || undefined
    );
  if (typeof value !== "object" || value === null) return undefined;
  return objectText(value as Data);
}

function objectText(data: Data): string | undefined {
  const text = partsText(data);
  const how = derivedText(data);
  return text && how ? `${text} (${how})` : text;
}

function partsText(data: Data): string | undefined {
  const inner = (key: string) => valueText(data[key], data, key);
  // A dosage's words are its dose; how it is given stands beside them.
  if ("text" in data) return [inner("text"), inner("route")].filter(Boolean).join(", ");
  if ("coding" in data) return inner("coding");
  if ("display" in data) return inner("display");
  if ("reference" in data) return undefined;
  if ("start" in data || "end" in data || "_start" in data || "_end" in data) return periodText(data);
  // "about 150 mL" is a number with the words beside it.
  const words = find(data, "originalText")?.valueString;
  if (words !== undefined && ("value" in data || "low" in data)) return words;
  if ("value" in data) return [inner("comparator"), inner("value"), inner("unit")].filter(Boolean).join(" ");
  if ("low" in data || "high" in data) return [inner("low"), inner("high")].filter(Boolean).join(" to ");
  if ("numerator" in data) return `${inner("numerator")} : ${inner("denominator")}`;
  const names = new Set(Object.keys(data).map((key) => key.replace(/^_/, "")));
  const parts = [...names]
    .filter((key) => key !== "extension" && key !== "url")
    .map((key) => withSibling(inner(key), data[`_${key}`] as Data | undefined));
  return parts.filter(Boolean).join(" ") || undefined;
}

/** A phrase that says itself where it lies: "after plex-1" is not "from after plex-1". */
const PLACED =
  /^(after|before|by|during|from|lasting|over|since|throughout|until|up to|within|(shortly|immediately) \w+)\b/;

function periodText(data: Data): string {
  const end = (key: string) => withSibling(data[key] as string | undefined, data[`_${key}`] as Data | undefined);
  const start = end("start");
  const stop = end("end") ?? (data._end ? "an unknown time" : undefined);
  const side = (word: string, text: string | undefined) => text && (PLACED.test(text) ? text : `${word} ${text}`);
  // A moment, and what is only known to lie within something, say the same of both ends.
  if (start === stop) return start ?? "";
  return [side("from", start), side("until", stop)].filter(Boolean).join(" ");
}
