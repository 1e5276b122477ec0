/**
 * Narrative: well-formed XHTML in a div, of the elements and attributes that R4 allows, with something to read in it
 * (txt-1 with its parts, and txt-2).
 * @see https://hl7.org/fhir/R4/narrative.html#rules
 */
import type { FindingCode } from "../finding/catalogue.js";
import type { FindingParams } from "../finding/finding.js";
import { dataFault, isAddress, runsScript } from "./addresses.js";
import { hasAnchor } from "./anchors.js";
import type { Place } from "./place.js";
import type { Report } from "./report.js";
import type { Scope } from "./scope.js";
import { type Attribute, readXhtml, type XhtmlHandler } from "./xhtml.js";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** HTML 4.0 chapters 7 to 11 without section 4 of 9, and 15; `a` and `img` beside them. */
const ELEMENTS = words(
  "a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 " +
    "h5 h6 hr i img kbd li map ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var",
);
const ATTRIBUTES = words(
  "abbr accesskey align axis char charoff class colspan dir headers id lang rowspan scope span style tabindex title " +
    "valign width xml:lang xml:space",
);
const ATTRIBUTES_OF: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    a: words("charset coords href hreflang name rel rev shape type"),
    area: words("alt coords href nohref shape"),
    blockquote: words("cite"),
    img: words("alt border height ismap longdesc src usemap"),
    map: words("name"),
    q: words("cite"),
    table: words("border cellpadding cellspacing frame rules summary"),
    td: words("nowrap"),
  }),
);
/** What leads somewhere, or shows what is there. */
const LINKS: ReadonlyMap<string, string> = new Map([
  ["a", "href"],
  ["img", "src"],
]);
/** What a paragraph cannot hold. */
const BLOCKS = words("blockquote div ol p table ul");
const XHTML = "http://www.w3.org/1999/xhtml";
const SPACE = /&(#160|#xa0);/gi;

/** The rule as a whole; beside it each element and attribute that breaks it is told. */
const BASIC = { key: "txt-1", human: "the narrative is XHTML of the basic elements and attributes for text" };

export function checkNarrative(report: Report, div: string, place: Place, scope: Scope): void {
  const reader = new Reader(report, place, scope);
  const detail = readXhtml(div, reader);
  if (!reader.isBasic) report.add("validate/invariant", place, BASIC);
  if (detail !== undefined) report.add("validate/narrative-not-well-formed", place, { detail });
  else if (!reader.hasContent) report.add("validate/narrative-empty", place);
}

class Reader implements XhtmlHandler {
  hasContent = false;
  /** Whether all elements and attributes are allowed ones. */
  isBasic = true;
  /** How many paragraphs are open. */
  #paragraphs = 0;
  #hasRoot = false;

  constructor(
    readonly report: Report,
    readonly place: Place,
    readonly scope: Scope,
  ) {}

  text(source: string, from: number, to: number): void {
    this.hasContent ||= source.slice(from, to).replace(SPACE, "").trim() !== "";
  }

  open(name: string, attributes: readonly Attribute[]): void {
    if (!this.#hasRoot) this.#root(name, attributes);
    else if (!ELEMENTS.has(name)) this.#refuse("validate/narrative-element", { name });
    else if (this.#paragraphs > 0 && BLOCKS.has(name))
      this.report.add("validate/narrative-nesting", this.place, { name });
    this.#hasRoot = true;
    for (const attribute of attributes) this.#attribute(name, attribute);
    this.hasContent ||= name === "img";
    if (name === "p") this.#paragraphs++;
  }

  #refuse(code: FindingCode, params: FindingParams): void {
    this.isBasic = false;
    this.report.add(code, this.place, params);
  }

  close(name: string): void {
    if (name === "p") this.#paragraphs--;
  }

  #root(name: string, attributes: readonly Attribute[]): void {
    const namespace = attributes.find((attribute) => attribute.name === "xmlns")?.value;
    if (name !== "div") this.report.add("validate/narrative-root", this.place, { name });
    else if (namespace !== XHTML) this.report.add("validate/narrative-namespace", this.place);
  }

  #attribute(element: string, { name, value }: Attribute): void {
    if (!ATTRIBUTES.has(name) && !ATTRIBUTES_OF.get(element)?.has(name) && !name.startsWith("xmlns"))
      this.#refuse("validate/narrative-attribute", { element, name });
    else if (isAddress(name)) this.#address(element, name, value);
  }

  #address(element: string, name: string, value: string): void {
    if (runsScript(name, value)) this.report.add("validate/narrative-script", this.place, { element, name });
    else if (LINKS.get(element) !== name) return;
    else if (value === "" && element === "a") this.report.add("validate/narrative-link-empty", this.place);
    else if (/^#./.test(value)) {
      if (!hasAnchor(value.slice(1), this.scope, this.report.anchors))
        this.report.add("validate/narrative-link", this.place, { link: value });
    } else {
      const detail = dataFault(value);
      if (detail !== undefined) this.report.add("validate/narrative-data", this.place, { element, name, detail });
    }
  }
}
