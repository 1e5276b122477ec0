/** What the closed grammars of results and doses (docs/quantities.md) give: plain data with the digits as written. */

/** A unit as the case writes it and in UCUM. */
export interface ParsedUnit {
  /** As written, for `Quantity.unit`. */
  text: string;
  /** UCUM, for `Quantity.code`. */
  ucum: string;
}

export type Comparator = "<" | "<=" | ">" | ">=";

/** A number or a range of numbers with its unit; `low` and `high` are digits as written (valid JSON numbers). */
export interface ParsedQuantity {
  comparator?: Comparator;
  /** Written with `about`. */
  approximate?: true;
  /** A number in it is printed with other signs: a decimal comma, or thousands set apart. */
  isReprinted?: true;
  /** The value is worked out: `35 weeks 4 days` are 249 days, "weeks and days". */
  computedFrom?: string;
  value: string;
  /** The upper end when a range was written (`5-10 mg`); `value` is then the lower. */
  high?: string;
  unit?: ParsedUnit;
  /** As written, without the words in brackets. */
  text: string;
}

/** A length along each of two or three axes, `45 x 38 mm`, in the order written. */
export interface ParsedAxes {
  lengths: ParsedQuantity[];
  text: string;
}

/** `ref 3.3-19.4`, `ref <5`: at least one of low and high. */
export interface ParsedRange {
  low?: string;
  high?: string;
  unit?: ParsedUnit;
  /** As written after `ref`. */
  text: string;
}

/** A code of http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation. */
export interface Interpretation {
  code: string;
  display: string;
}

/**
 * A result string, read. Exactly one of `quantity`, `axes`, `ratio`, `pair` and `verdict` is there.
 */
export interface ParsedResult {
  quantity?: ParsedQuantity;
  /** The same value in other units, each after `=`. */
  same?: ParsedQuantity[];
  axes?: ParsedAxes;
  /** A titre, `1:320`. One above it, `>1:320`, is positive at a higher dilution: the sign belongs to the denominator. */
  ratio?: Pick<ParsedQuantity, "comparator" | "approximate" | "isReprinted" | "text"> & {
    numerator: string;
    denominator: string;
  };
  /** Two numbers with one unit, `160/90 mmHg`: a blood pressure. */
  pair?: { first: ParsedQuantity; second: ParsedQuantity; text: string };
  /** A word of the closed list: positive, absent, rising, not done ... */
  verdict?: Verdict;
  /** The code for the verdict or a word in brackets, where the code system has one. */
  interpretation?: Interpretation;
  /** What stands in brackets, without the reference range. */
  words?: string[];
  range?: ParsedRange;
  /** The whole as written. */
  text: string;
}

export type Verdict =
  | "positive"
  | "negative"
  | "present"
  | "absent"
  | "normal"
  | "abnormal"
  | "high"
  | "low"
  | "unclear"
  | "detected"
  | "not detected"
  | "not done"
  | "value not given"
  | "rising"
  | "falling"
  | "stable"
  | "improving"
  | "worsening";

/** How often, as FHIR's Timing.repeat says it. */
export interface ParsedTiming {
  frequency: number;
  frequencyMax?: number;
  period: number;
  periodMax?: number;
  periodUnit: "s" | "min" | "h" | "d" | "wk" | "mo" | "a";
}

/** So much of a drug; with `per`, so much in that time (`100 mg/day`, which is not one dose a day). */
export interface ParsedAmount {
  quantity: ParsedQuantity;
  /** The quantity's unit is then without the time. */
  per?: { value: string; unit: ParsedTiming["periodUnit"] };
}

/** A dose string, read. `quantity` is the amount per dose, or, with `per`, the amount per that time. */
export interface ParsedDose extends Partial<ParsedAmount> {
  /** The same amount in other units, each after `=`. */
  same?: ParsedAmount[];
  /** How fast the amount is given: `1 L at 125 mL/h`. */
  rate?: ParsedAmount;
  timing?: ParsedTiming;
  /** When in the day, as codes of R4's event-timing (the value set of Timing.repeat.when). */
  when?: string[];
  /** How often in all: `once`, `3 doses`. */
  count?: number;
  /** How long each dose takes: `over 30-60 minutes`. */
  over?: { value: number; high?: number; unit: ParsedTiming["periodUnit"] };
  asNeeded?: true;
  /** `as needed for pain`. */
  asNeededFor?: string;
  /** The most there may be: of one dose or, with `per`, in that time. */
  max?: ParsedAmount;
  text: string;
}

/** Why a text could not be read, at a character of it. */
export interface Refusal {
  code:
    | "case/unreadable-result"
    | "case/unreadable-dose"
    | "case/unreadable-size"
    | "case/ambiguous-number"
    | "case/odd-number"
    | "case/unknown-unit"
    | "case/wrong-unit";
  params: Readonly<Record<string, string>>;
  /** 0-based first character and number of characters. */
  offset: number;
  length: number;
}

/** What a reader gives: the value, or why there is none. */
export type Read<T> = { value: T; refusal?: undefined } | { value?: undefined; refusal: Refusal };
