/** Days, weeks, cycles and ages as clinicians count them, and how they are written here. */
import { readDuration } from "./duration.js";
import type { Shape } from "./shapes.js";
import { durationsMeant } from "./spelling.js";

const WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");
const NTH = `(\\d+(?:st|nd|rd|th)|${WORDS.join("|")})`;
const HOUR = "([01]?\\d|2[0-3])";
const UNIT = "(hour|day|week|month|year)";
const STAGE = "(neonatal period|infancy|childhood|adolescence|adulthood)";

const PAST = "(?:for(?: the)?(?: last| past| previous)?|last|past|previous)";

const readsAsDuration = (text = ""): boolean => readDuration(text) !== undefined;
const numberOf = (nth = ""): number => WORDS.indexOf(nth.toLowerCase()) + 1 || Number.parseInt(nth, 10);
const shape = (pattern: string): RegExp => new RegExp(`^${pattern}$`, "i");
const write = (...texts: string[]) => ({ hint: `write ${texts.map((text) => `\`${text}\``).join(" or ")}` });

const postoperative = (day: number, name = "<id of the operation>") => write(`postoperative day ${day} of ${name}`);
const inHospital = (day: number) => ({
  hint: `write \`day ${day} of <id of the encounter>\`, or \`day ${day} of admission\` where there is only one`,
});
const cycle = (number: number, day?: string, name = "<id>") =>
  write(`${day ? `day ${day} of ` : ""}cycle ${number} of ${name}`);
const gestation = (weeks: string, days?: string) =>
  write(`gestational age ${weeks} weeks${days ? ` ${days} days` : ""}`);

export const COUNTED: readonly Shape[] = [
  {
    pattern: shape("(?:postop(?:erative)?|post-op(?:erative)?|pod)\\.?(?: day)?[ #]*(\\d+)(?: (?:after|of) (.+))?"),
    say: ([, n, name]) => postoperative(Number(n), name),
  },
  {
    pattern: shape(`${NTH} (?:postoperative|post-operative|postop) day(?: (?:after|of) (.+))?`),
    say: ([, nth, name]) => postoperative(numberOf(nth), name),
  },
  { pattern: shape("(?:hospital|inpatient) day (\\d+)"), say: ([, n]) => inHospital(Number(n)) },
  { pattern: shape(`${NTH} (?:hospital|inpatient) day`), say: ([, nth]) => inHospital(numberOf(nth)) },
  { pattern: shape("dol[ #]*(\\d+)"), say: ([, n]) => write(`day ${n} of life`) },
  { pattern: shape("c(\\d+)d(\\d+)"), say: ([, n, day]) => cycle(Number(n), day) },
  {
    pattern: shape("cycle (\\d+),? day (\\d+)(?: of (.+))?"),
    say: ([, n, day, name]) => cycle(Number(n), day, name),
  },
  { pattern: shape("cycle (\\d+)"), say: ([, n]) => cycle(Number(n)) },
  { pattern: shape(`${NTH} cycle(?: of (.+))?`), say: ([, nth, name]) => cycle(numberOf(nth), undefined, name) },
  {
    pattern: shape(`${NTH} week of (?:gestation|pregnancy)`),
    say: ([, nth]) => write(`gestational week ${numberOf(nth)}`),
  },
  {
    pattern: shape(
      "(?:ga |gestational age (?:of )?)?(\\d+)(?:\\+(\\d)| (\\d)/7)? ?(?:weeks?|wk)?'? (?:of )?(?:gestation|pregnancy)",
    ),
    say: ([, weeks = "", plus, sevenths]) => gestation(weeks, plus ?? sevenths),
  },
  {
    pattern: shape("(?:ga |gestational age (?:of )?)?(\\d+)(?:\\+(\\d)| (\\d)/7)(?: ?weeks?)?"),
    say: ([, weeks = "", plus, sevenths]) => gestation(weeks, plus ?? sevenths),
  },
  { pattern: shape("(?:ga|gestational age of) (\\d+)(?: ?weeks?)?"), say: ([, weeks = ""]) => gestation(weeks) },
  {
    pattern: shape(`${NTH} trimester(?: of .+)?`),
    say: ([, nth]) => (numberOf(nth) > 3 ? undefined : write(`${WORDS[numberOf(nth) - 1]} trimester`)),
  },
  { pattern: shape(STAGE), say: ([stage]) => write(`during ${stage}`, `since ${stage}`) },
  {
    pattern: shape(`(?:early|mid|late)[ -]${STAGE}`),
    say: ([, stage]) => ({ hint: `write \`${stage}\``, keepable: true }),
  },
  {
    pattern: shape("(?:aged|age of) (\\d+)(?: (year|month|week|day|hour)s?)?"),
    say: ([, n, unit]) => write(`age ${n} ${unit ?? "year"}s`),
  },
  {
    pattern: shape(`${NTH} ${UNIT} of (.+)`),
    say: ([, nth, unit, name]) => write(`${unit} ${numberOf(nth)} of ${name}`),
  },
  {
    pattern: shape(`(?:${NTH} ${UNIT}|${UNIT} (\\d+)) (?:after|post|following) (.+)`),
    say: ([, nth, unit, other, n, name]) => write(`${n ?? numberOf(nth)} ${unit ?? other}s after ${name}`),
  },
  {
    pattern: shape(`${HOUR}(?:[:.]([0-5]\\d))? ?([ap])\\.?m\\.?`),
    say: ([, hour, minute = "00", half]) =>
      write(`${(Number(hour) % 12) + (/p/i.test(half ?? "") ? 12 : 0)}:${minute}`),
  },
  {
    pattern: shape(`${HOUR}[:.h]([0-5]\\d) ?(?:h|hrs?|hours|o'clock)?`),
    say: ([, hour, minute]) => write(`${hour}:${minute}`),
  },
  {
    pattern: shape("(.+?) (?:postoperatively|post-operatively|postop|postpartum|post partum)"),
    say: ([, duration]) => (readsAsDuration(duration) ? write(`${duration} after <id>`) : undefined),
  },
  { pattern: shape(`(?:next|following) ${UNIT}`), say: ([, unit]) => write(`1 ${unit} after <id>`) },
  { pattern: shape("same (?:day|time)"), say: () => write("at <id>") },
  {
    pattern: shape("between (\\d{4}[\\d-]*) and (\\d{4}[\\d-]*)"),
    say: ([, from, to]) => write(`${from}/${to}`),
  },
  {
    pattern: shape("(?:spring|summer|autumn|fall|winter)(?: of)? (\\d{4})"),
    say: ([, year]) => ({ hint: `write \`${year}\`, which is all that is certain`, keepable: true }),
  },
  {
    pattern: shape("(?:then|later|next|subsequently|afterwards?|thereafter)"),
    say: ([text]) => ({ problem: `"${text}" does not say after what`, hint: "write `after <id>`" }),
  },
  {
    pattern: shape(`${PAST} (.+?)(?: (?:before|prior to) (.+))?`),
    say: ([, duration, name = "<id>"]) =>
      readsAsDuration(duration) ? { hint: `write \`lasting: ${duration}\` and \`until: ${name}\`` } : undefined,
  },
  {
    pattern: shape(`(?:an? )?(.+?)[ -]${UNIT}s?[ -]history(?: of .+)?`),
    say: ([, count, unit]) => ({ hint: `write \`lasting: ${count} ${unit}s\` and \`until: <id>\`` }),
  },
  {
    pattern: shape("(.+?) (after|before|of) (.+)"),
    say: ([, duration = "", direction, name]) => {
      const meant = readsAsDuration(duration) ? [] : durationsMeant(duration).filter(readsAsDuration);
      return meant.length > 0 ? write(...meant.map((text) => `${text} ${direction} ${name}`)) : undefined;
    },
  },
];
