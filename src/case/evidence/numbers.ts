/** Numbers as a case writes them and as prose prints them, so that one can be looked for in the other. */

/** A number of the case: where it stands in its text, and what of a source can mean it. */
export interface Wanted {
  written: string;
  offset: number;
  /** A number is compared by its value, a month by its name as well. */
  value: number;
  isMonth?: true;
}

/**
 * The numbers of a text of the case. What begins with letters is a name (T2, IL-6, an id), and 10*9 and mm3 are units.
 *
 * @param text a value or a name of the case, as written
 */
export function numbersWanted(text: string): Wanted[] {
  return [...text.matchAll(/[^\s()[\]{}";]+/g)].flatMap(({ 0: word, index }) =>
    /^[^\d]*\p{L}[^\d]*\d/u.test(word) ? [] : [...word.matchAll(NUMBER)].flatMap((match) => wanted(match, index)),
  );
}

const NUMBER =
  /(?<date>(?<year>\d{4})-(?<month>\d\d)(?:-(?<day>\d\d))?(?!\d))|(?<![\p{L}*^\d.,])\d+(?:[.,]\d+)?(?![*^\d])/gu;

function wanted(match: RegExpMatchArray, index: number): Wanted[] {
  const offset = index + (match.index ?? 0);
  const { year, month, day } = match.groups ?? {};
  if (year === undefined || month === undefined)
    return [{ written: match[0], offset, value: Number(match[0].replace(",", ".")) }];
  return [
    { written: year, offset, value: Number(year) },
    { written: month, offset: offset + 5, value: Number(month), isMonth: true },
    ...(day === undefined ? [] : [{ written: day, offset: offset + 8, value: Number(day) }]),
  ];
}

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const ORDINALS =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const MONTHS = "january february march april may june july august september october november december";

const counted = (words: string, valueAt: (i: number) => number): [string, number][] =>
  words.split(" ").map((word, i) => [word, valueAt(i)]);

const WORDS: ReadonlyMap<string, number> = new Map([
  ...counted(SMALL, (i) => i),
  ...counted(ORDINALS, (i) => i),
  ...counted(TENS, (i) => 20 + 10 * i),
  ["a", 1],
  ["an", 1],
  ["once", 1],
  ["single", 1],
  ["twice", 2],
  ["couple", 2],
  ["half", 0.5],
  ["hundred", 100],
]);
const ROMAN: ReadonlyMap<string, number> = new Map(counted("I II III IV V VI VII VIII IX X XI XII", (i) => i + 1));
/** A month by its first three letters: Sept., Jan. */
const MONTH_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.split(" ").map((name, i): [string, number] => [name.slice(0, 3), i + 1]),
);

/** A number as printed; thousands may stand apart, a decimal point may have been torn off (`10. 5`). */
const PRINTED = /\d+(?:(?:[.,] ?|[\s'’](?=\d{3}(?!\d)))\d+)*/g;

/** Digits that belong to a unit: mm3, m2. */
const UNITS = /(?<!\p{L})[cdkmµμ]?m[23](?!\d)/gu;

export interface Printed {
  numbers: ReadonlySet<number>;
  months: ReadonlySet<number>;
}

/** Every number that a text may be read to print: 1,627 is 1627 and 1.627, "forty-eight" is 48. */
export function numbersPrinted(text: string): Printed {
  const digits = [...text.replace(UNITS, " ").matchAll(PRINTED)].flatMap(([run]) => readings(run));
  const words = [...text.matchAll(/\p{L}+/gu)].map(([word]) => word);
  const spelt = words.flatMap((word, i) => {
    const value = WORDS.get(word.toLowerCase());
    const unit = WORDS.get(words[i + 1]?.toLowerCase() ?? "") ?? 0;
    const sum = value !== undefined && value >= 20 && value < 100 && unit < 10 ? [value + unit] : [];
    return [value, ROMAN.get(word), ...sum].filter((one) => one !== undefined);
  });
  const months = words.flatMap((word) => {
    const month = MONTH_OF.get(word.slice(0, 3).toLowerCase());
    const isName = MONTHS.split(" ").some((name) => name.startsWith(word.toLowerCase()));
    return month !== undefined && (isName || word.toLowerCase() === "sept") ? [month] : [];
  });
  return { numbers: new Set([...digits, ...spelt]), months: new Set(months) };
}

/** What a run of digits may mean: each of its parts, a decimal, or one number with its thousands set apart. */
function readings(run: string): number[] {
  // "15,3" is one number; "2011, 3" and "1.5.2020" can be several.
  const pieces = run.split(/[.,] |[\s'’]/).filter((piece) => !/^\d+[.,]\d+$/.test(piece));
  const parts = pieces.flatMap((piece) => piece.match(/\d+/g) ?? []);
  const decimals = [...run.matchAll(/(?=(?<!\d)(\d+)[.,] ?(\d+))/g)].map(([, whole, rest]) => `${whole}.${rest}`);
  const whole = run.replace(/[.,] ?\d{1,2}$|[.,] ?\d{4,}$/, "");
  const thousands = /^\d{1,3}(?:[.,\s'’]\d{3})+$/.test(whole) ? whole.replace(/\D/g, "") : undefined;
  const rest = run.slice(whole.length).replace(/\D/g, "");
  const apart = thousands === undefined ? [] : [thousands, `${thousands}.${rest}`];
  return [...parts, ...decimals, ...apart].map(Number);
}

export const isPrinted = ({ value, isMonth }: Wanted, { numbers, months }: Printed): boolean =>
  numbers.has(value) || (isMonth === true && months.has(value));
