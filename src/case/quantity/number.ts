/**
 * Numbers as they are printed: their digits are kept. A comma is read where it can only be a decimal one, and refused where
 * two countries read it differently.
 */
import type { Refusal } from "./types.js";

export interface ReadNumber {
  /** A valid JSON number. */
  digits: string;
  end: number;
  /** It is printed with other signs: a decimal comma, or thousands set apart. */
  isReprinted?: true;
}

/** Everything that can belong to a number as people print them; sorted out below. */
const RUN = /[-−+]?(?:\d|[.,](?=\d))[\d.,]*(?:[eE][+-]?\d+(?![\w]))?/y;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** `1 627`, `1'627`, `1_627`: thousands set apart. With a plain blank they can be two numbers: `10 500 mg` tablets. */
const GROUPED = /(\d{1,3})((?:[ _'’]\d{3})+)(?!\d)/y;
/** Thousands set apart by a thin or a no-break space: what follows is one number with what precedes. */
const THIN_GROUPED = /[-−]?[1-9]\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?(?![.,]?\d)/y;
/** A comma that sets no thousands apart, as those are three digits after one to three: `0,5`, `2,68`, `0,125`. */
const DECIMAL_COMMA = /^[-−]?(?:0,\d+|[1-9]\d*,(?!\d{3}$)\d+|[1-9]\d{3,},\d{3})$/;

/** @returns the number that begins at a character, why it cannot be read, or undefined when none begins there */
export function readNumberAt(text: string, at: number): ReadNumber | { refusal: Refusal } | undefined {
  RUN.lastIndex = at;
  const run = RUN.exec(text)?.[0].replace(/(?<=\d)[.,]+$/, keepPoint);
  if (run === undefined) return undefined;
  const refuse = (code: Refusal["code"], params: Refusal["params"], length = run.length): { refusal: Refusal } => ({
    refusal: { code, params: { number: text.slice(at, at + length), ...params }, offset: at, length },
  });

  THIN_GROUPED.lastIndex = at;
  const [thin] = THIN_GROUPED.exec(text) ?? [];
  const reprinted = thin ?? (DECIMAL_COMMA.test(run) ? run : undefined);
  if (reprinted !== undefined) {
    const digits = reprinted
      .replace(/[^\d.,−-]/g, "")
      .replace(",", ".")
      .replace("−", "-");
    return { digits, end: at + reprinted.length, isReprinted: true };
  }
  GROUPED.lastIndex = at;
  const grouped = GROUPED.exec(text);
  if (grouped)
    return refuse("case/odd-number", { hint: `write \`${grouped[0].replace(/\D/g, "")}\`` }, grouped[0].length);
  if (run.includes(",")) return refuseCommas(run, refuse);
  const digits = run.replace("−", "-");
  if (JSON_NUMBER.test(digits)) return { digits, end: at + run.length };
  return refuse("case/odd-number", { hint: plainForm(digits) });
}

/** A comma or point that ends a number is punctuation, but `5.` alone is a number badly written. */
const keepPoint = (end: string): string => (end.startsWith(".") ? "." : "");

function refuseCommas(run: string, refuse: (code: Refusal["code"], params: Refusal["params"]) => { refusal: Refusal }) {
  const commas = run.split(",").length - 1;
  const thousands = run.replace(/,/g, "");
  if (/^\D?[1-9]\d{0,2},\d{3}$/.test(run))
    return refuse("case/ambiguous-number", { first: run.replace(",", "."), second: thousands });
  const decimal = run.lastIndexOf(",") > run.lastIndexOf(".") ? run.replace(/\./g, "").replace(",", ".") : thousands;
  return refuse("case/odd-number", { hint: plainForm(commas > 1 ? thousands : decimal) });
}

function plainForm(digits: string): string {
  const [whole = "", ...fractions] = digits.replace(/^\+/, "").split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  const units = whole.replace("-", "").replace(/^0+(?=\d)/, "") || "0";
  const plain = [sign + units, ...fractions.filter((part) => part !== "")].join(".");
  return JSON_NUMBER.test(plain) ? `write \`${plain}\`` : "write digits with at most one decimal point";
}
