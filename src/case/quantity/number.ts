/** Numbers as they are printed: their digits are kept, and what two countries read differently is refused. */
import type { Refusal } from "./types.js";

export interface ReadNumber {
  /** A valid JSON number. */
  digits: string;
  end: number;
}

/** Everything that can belong to a number as people print them; sorted out below. */
const RUN = /[-−+]?(?:\d|[.,](?=\d))[\d.,]*(?:[eE][+-]?\d+(?![\w]))?/y;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** `1 627`, `1'627`, `1_627`: thousands set apart. */
const GROUPED = /(\d{1,3})((?:[ _\u00a0\u2009\u202f'’]\d{3})+)(?!\d)/y;

/** @returns the number that begins at a character, why it cannot be read, or undefined when none begins there */
export function readNumberAt(text: string, at: number): ReadNumber | { refusal: Refusal } | undefined {
  RUN.lastIndex = at;
  const run = RUN.exec(text)?.[0].replace(/(?<=\d)[.,]+$/, keepPoint);
  if (run === undefined) return undefined;
  const refuse = (code: Refusal["code"], params: Refusal["params"], length = run.length): { refusal: Refusal } => ({
    refusal: { code, params: { number: text.slice(at, at + length), ...params }, offset: at, length },
  });

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
  if (commas > 1 || run.includes(".")) {
    const decimal = run.lastIndexOf(",") > run.lastIndexOf(".") ? run.replace(/\./g, "").replace(",", ".") : thousands;
    return refuse("case/odd-number", { hint: plainForm(commas > 1 ? thousands : decimal) });
  }
  return refuse("case/ambiguous-number", { first: run.replace(",", "."), second: thousands });
}

function plainForm(digits: string): string {
  const [whole = "", ...fractions] = digits.replace(/^\+/, "").split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  const units = whole.replace("-", "").replace(/^0+(?=\d)/, "") || "0";
  const plain = [sign + units, ...fractions.filter((part) => part !== "")].join(".");
  return JSON_NUMBER.test(plain) ? `write \`${plain}\`` : "write digits with at most one decimal point";
}
