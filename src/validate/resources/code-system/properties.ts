/**
 * The properties of a code system and those of its concepts.
 * @see https://hl7.org/fhir/R4/codesystem.html#properties
 */
import { isAbsolute } from "../../../fhir/uri.js";
import { child, type Place } from "../../place.js";
import { type JsonObject, text } from "../../scope.js";
import type { CodeSystemCheck } from "../code-system.js";
import { choiceOf, indexed } from "../elements.js";

const HL7 = "http://hl7.org/fhir/concept-properties#";

/** The properties that HL7 defines for all code systems: code and type. */
const KNOWN: Readonly<Record<string, string>> = {
  status: "code",
  inactive: "boolean",
  effectiveDate: "dateTime",
  deprecationDate: "dateTime",
  retirementDate: "dateTime",
  notSelectable: "boolean",
  parent: "code",
  child: "code",
  partOf: "code",
  synonym: "code",
  comment: "string",
  itemWeight: "decimal",
};

/** Known properties whose values are codes of the same system. */
const INTERNAL: readonly string[] = ["parent", "child", "partOf", "synonym"];

const typeOfKnown = (code: string): string | undefined => (Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined);

/** What a concept may say by a code. */
interface Definition {
  type: string | undefined;
  /** As what a value is told that is no code of this system; the status has codes of its own. */
  unknown: "error" | "warning" | "ignore";
}

export function checkProperties(check: CodeSystemCheck): void {
  const definitions = new Map<string, Definition>();
  const uris = new Set<string>();
  for (const [i, property] of indexed(check.system.property)) {
    const place = child(check.place, "property", i);
    checkDefinition(check, property, { definitions, uris }, place);
  }
  const codes = new Set(check.concepts.map(({ node }) => node.code));
  for (const { node, place } of check.concepts)
    for (const [i, property] of indexed(node.property))
      checkValue(check, property, definitions, codes, child(place, "property", i));
}

interface Seen {
  definitions: Map<string, Definition>;
  uris: Set<string>;
}

function checkDefinition(
  check: CodeSystemCheck,
  property: JsonObject,
  { definitions, uris }: Seen,
  place: Place,
): void {
  const { report } = check.context;
  const [uri, code, type] = [text(property.uri), text(property.code), text(property.type)];
  if (code !== undefined && definitions.has(code)) report.add("validate/property-code-twice", place, { code });
  const name = uri === undefined ? code : knownCode(check, uri, place);
  const isKnown = name !== undefined && typeOfKnown(name) !== undefined;
  if (code !== undefined && !definitions.has(code))
    definitions.set(code, {
      type,
      unknown: uri === undefined || !isKnown ? "warning" : INTERNAL.includes(name) ? "error" : "ignore",
    });
  if (uri === undefined) {
    const severity = isKnown ? "warning" : "information";
    report.add("validate/property-without-uri", place, { code }, { severity });
  } else if (uris.has(uri)) report.add("validate/property-uri-twice", place, { uri });
  else uris.add(uri);
  if (!isKnown) return;
  if (code !== name && code !== undefined && typeOfKnown(code) !== undefined)
    report.add("validate/property-code-differs", place, { uri, name, code });
  const severity = uri === undefined ? "warning" : "error";
  if (type !== undefined && type !== typeOfKnown(name))
    report.add("validate/property-type-differs", place, { name, expected: typeOfKnown(name), type }, { severity });
}

/** The code of one of HL7's properties; a URI that looks like one and is none is told. */
function knownCode({ context, system }: CodeSystemCheck, uri: string, place: Place): string | undefined {
  if (!isAbsolute(uri)) {
    context.report.add("validate/property-uri-not-absolute", place, { uri });
    return undefined;
  }
  const code = uri.startsWith(HL7) ? uri.slice(HL7.length) : undefined;
  if (code !== undefined && typeOfKnown(code) !== undefined) return code;
  const url = text(system.url) ?? "";
  const isHl7s = /^http:\/\/hl7\.org\/fhir\/[^/]*$/.test(url) || (url !== "" && uri.startsWith(url));
  if (uri.includes("://hl7.org/fhir") && !isHl7s) context.report.add("validate/property-uri-unknown", place, { uri });
  return undefined;
}

function checkValue(
  { context: { report }, system }: CodeSystemCheck,
  property: JsonObject,
  definitions: ReadonlyMap<string, Definition>,
  codes: ReadonlySet<unknown>,
  place: Place,
): void {
  const code = text(property.code);
  if (code === undefined) return;
  const definition = definitions.get(code);
  if (!definition) report.add("validate/property-undefined", place, { code });
  const choice = choiceOf(property, "CodeSystem.concept.property", "value[x]");
  if (!choice) return;
  const { type } = choice.property;
  const isOfType = definition?.type === undefined || definition.type === type;
  if (!isOfType) report.add("validate/property-value-type", place, { code, type, expected: definition?.type });
  const unknown =
    definition && isOfType && type === "code" ? definition.unknown : code === "synonym" ? "warning" : "ignore";
  // What a supplement refers to is in the system that it adds to.
  if (unknown !== "ignore" && system.supplements === undefined && !codes.has(choice.value))
    report.add("validate/property-value-unknown", place, { code, value: String(choice.value) }, { severity: unknown });
}
