/** Times as people write them elsewhere, and how they are written here. */
import { readDurationAt } from "./duration.js";
import { isoDate } from "./edtf.js";
import { COUNTED } from "./shapes-counted.js";

export interface Shape {
  pattern: RegExp;
  /** `keepable`: the words say more than what they are written as, so they may as well be kept. */
  say: (match: RegExpExecArray) => { problem?: string; hint: string; keepable?: boolean } | undefined;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const monthNumber = (name: string | undefined): number => MONTHS.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;

const write = (...dates: (string | undefined)[]): { hint: string } | undefined => {
  const readings = [...new Set(dates.filter((date) => date !== undefined))];
  return readings.length === 0 ? undefined : { hint: `write ${readings.map((date) => `\`${date}\``).join(" or ")}` };
};

/** Four digits are the year itself; two are a year of this or the last century, which only the writer knows. */
const dayAndMonth = (a: string | undefined, b: string | undefined, year: string | undefined) => {
  const [first, second, y] = [Number(a), Number(b), Number(year)];
  const dayFirst = isoDate(y, second, first);
  const monthFirst = isoDate(y, first, second);
  if (!dayFirst || !monthFirst || dayFirst === monthFirst) return write(dayFirst, monthFirst);
  return { hint: `write \`${dayFirst}\` (if the day comes first) or \`${monthFirst}\` (if the month comes first)` };
};

/** Tried in order; the last of them is the most general. */
export const SHAPES: readonly Shape[] = [
  { pattern: /^\d{4}(?:-\d{2}){0,2}$/, say: ([date]) => write(date) },
  { pattern: /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/, say: ([, a, b, y]) => dayAndMonth(a, b, y) },
  {
    pattern: /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/,
    say: ([, d, m, y]) => write(isoDate(Number(y), Number(m), Number(d))),
  },
  {
    pattern: /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/,
    say: ([, y, m, d]) => write(isoDate(Number(y), Number(m), Number(d))),
  },
  { pattern: /^(\d{4})[/.-](\d{1,2})$/, say: ([, y, m]) => write(isoDate(Number(y), Number(m))) },
  { pattern: /^(\d{1,2})[/.-](\d{4})$/, say: ([, m, y]) => write(isoDate(Number(y), Number(m))) },
  { pattern: /^(\d{4})(\d{2})(\d{2})$/, say: ([, y, m, d]) => write(isoDate(Number(y), Number(m), Number(d))) },
  {
    pattern: /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})$/,
    say: () => ({ hint: "write the year with four digits, in ISO order: `2015-07-03`" }),
  },
  {
    pattern: new RegExp(`^${MONTH},?\\s+(\\d{4})$`, "i"),
    say: ([, m, y]) => write(isoDate(Number(y), monthNumber(m))),
  },
  { pattern: new RegExp(`^(\\d{4})\\s+${MONTH}$`, "i"), say: ([, y, m]) => write(isoDate(Number(y), monthNumber(m))) },
  {
    pattern: new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?(?: of)?\\s+${MONTH},?\\s+(\\d{4})$`, "i"),
    say: ([, d, m, y]) => write(isoDate(Number(y), monthNumber(m), Number(d))),
  },
  {
    pattern: new RegExp(`^${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})$`, "i"),
    say: ([, m, d, y]) => write(isoDate(Number(y), monthNumber(m), Number(d))),
  },
  {
    pattern: new RegExp(`^(?:\\d{1,2}(?:st|nd|rd|th)? )?${MONTH}(?: \\d{1,2}(?:st|nd|rd|th)?)?$`, "i"),
    say: () => ({ problem: "a date needs its year", hint: "write `2015-07` or `2015-07-03`" }),
  },
  {
    pattern: /^(?:about|around|approximately|circa|ca?\.|roughly|~)\s*(\d{4}(?:-\d{2}){0,2})$/i,
    say: ([, date]) => ({ hint: `write \`${date}~\` for an approximate date` }),
  },
  {
    pattern: new RegExp(
      `^(?:the )?(?:early|mid|late|(?:start|beginning|middle|end) of|(?:first|second|latter) half of)[ -]*(?:${MONTH}\\s+)?(\\d{4}(?:-\\d{2}){0,2})$`,
      "i",
    ),
    // Which days of the year would be meant is the reader's guess.
    say: ([, month, date]) => ({
      hint: `write \`${month ? isoDate(Number(date), monthNumber(month)) : date}\`, which is all that is certain`,
      keepable: true,
    }),
  },
  { pattern: /^(?:the )?(\d{3})0s$/i, say: ([, decade]) => write(`${decade}X`) },
  {
    pattern: /^(\d{4}-\d{2}-\d{2})[ t](\d{2}:\d{2}.*)$/,
    say: ([, day, clock]) => write(`${day}T${clock?.trim().replace(/\s+/g, "")}`),
  },
  { pattern: /^(\d{4}(?:-\d{2}){0,2})\/$/, say: ([, date]) => write(`${date}/..`) },
  { pattern: /^\/(\d{4}(?:-\d{2}){0,2})$/, say: ([, date]) => write(`../${date}`) },
  {
    pattern: /^(\d{4}(?:-\d{2}){0,2})\s*(?:-|–|to|until|and|\.\.)\s*(\d{4}(?:-\d{2}){0,2})$/i,
    say: ([, from, to]) => write(`${from}/${to}`),
  },
  {
    pattern: /^(\d{4})-(\d)(?:-(\d{1,2}))?$/,
    say: ([, y, m, d]) => write(isoDate(Number(y), Number(m), d === undefined ? undefined : Number(d))),
  },
  {
    pattern: /^day\s+0(?:\s+of\s+(.+))?$/i,
    say: ([, name]) => ({
      problem: "the first day is day 1",
      hint: name?.startsWith("cycle ")
        ? `write \`day 1 of ${name}\``
        : `write \`start of ${name ?? "<id>"}\` or \`day 1 of ${name ?? "<id>"}\``,
    }),
  },
  ...COUNTED,
  {
    pattern: /^(hour|day|week|month|year)\s+(\d+)$/i,
    say: ([text]) => ({
      problem: `"${text}" does not say of what`,
      hint: `write \`${text} of <id>\` or \`${text} of life\``,
    }),
  },
  {
    pattern: /^(\d+)$/,
    say: ([, n]) => ({
      problem: `"${n}" is a bare number`,
      hint: `write what it counts and from where: \`${n} days after <id>\`, \`day ${n} of <id>\`, \`age ${n} years\``,
    }),
  },
  {
    pattern: /^aged?\s+(\d+)$/i,
    say: ([, n]) => ({ problem: "an age needs its unit", hint: `write \`age ${n} years\`` }),
  },
  {
    pattern: /^(?:aged? )?(\d+)[ -]*(years?|months?|weeks?|days?)[ -]*(?:old|of age)$/i,
    say: ([, n, unit]) => ({ hint: `write \`age ${n} ${unit}\`` }),
  },
  {
    pattern: /^(.+?)\s+(?:later|thereafter|afterwards)$/i,
    say: ([text, duration]) =>
      readsAsDuration(duration)
        ? { problem: `"${text}" does not say later than what`, hint: `write \`${duration} after <id>\`` }
        : undefined,
  },
  {
    pattern: /^(.+?)\s+(?:ago|earlier|previously|prior)$/i,
    say: ([text, duration]) =>
      readsAsDuration(duration)
        ? { problem: `"${text}" does not say before what`, hint: `write \`${duration} before <id>\`` }
        : undefined,
  },
  {
    pattern: /^(?:over|more than|longer than|(?:at )?least|>=?|≥)\s*(.+?)\s+(before|after)\s+(.+)$/i,
    say: ([, duration, direction, name]) =>
      readsAsDuration(duration)
        ? {
            hint: `write \`${direction} ${duration} ${direction} ${name}\` for more than that, \`${duration} ${direction} ${name}\` for just that`,
          }
        : undefined,
  },
  {
    pattern: /^(?:under|less than|(?:at )?most|<=?|≤)\s*(.+?)\s+(after|before)\s+(.+)$/i,
    say: ([, duration, direction, name]) =>
      readsAsDuration(duration) ? { hint: `write \`within ${duration} ${direction} ${name}\`` } : undefined,
  },
  {
    pattern: /^(?:during|throughout)\s+(.+?)\s+(before|after)\s+(.+)$/i,
    say: ([, duration, direction, name]) => {
      const ends = [name, `${duration} ${direction} ${name}`];
      const [from, until] = direction?.toLowerCase() === "before" ? ends.reverse() : ends;
      return { hint: `write \`from: ${from}\` and \`until: ${until}\`` };
    },
  },
  {
    pattern: /^(?:(?:over|more than) age|older than)\s+(\d+ years?)$/i,
    say: ([, age]) => ({ hint: `write \`after age ${age}\`` }),
  },
  {
    pattern: /^(.+?)\s+(?:post|following|from|since|prior to|of)\s+(.+)$/i,
    say: ([, duration, name]) =>
      readsAsDuration(duration)
        ? { hint: `write \`${duration} after ${name}\` or \`${duration} before ${name}\`` }
        : undefined,
  },
  {
    pattern: /^(\d+\.\d+)\s+(minute|hour|day|week|month|year)s?\b/i,
    say: ([, n]) => ({
      problem: `"${n}" is not a whole number`,
      hint: "use a smaller unit: `18 months` for 1.5 years",
    }),
  },
  {
    pattern:
      /^(?:after|before|at|on|by|since|from|until|up to|during|throughout|over|within|first|age|start of|end of|onset of)$/i,
    say: ([text]) => ({
      problem: `"${text}" does not say what`,
      hint: `write \`${text} <id>\` or \`${text} 2015-07\``,
    }),
  },
  {
    pattern: /^.+$/s,
    say: ([text]) =>
      readsAsDuration(text)
        ? {
            problem: `"${text}" is a duration, and no point in time`,
            hint: `write \`${text} after <id>\`, \`age ${text}\`, or \`lasting: ${text}\``,
          }
        : undefined,
  },
];

const readsAsDuration = (text: string | undefined): boolean =>
  text !== undefined && readDurationAt(text, 0)?.end === text.length;
