/** Asks both validators about official examples and mutants of them, and counts where they agree. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { matchPaths } from "../../hl7-tests/paths.mjs";
import { cache } from "../../java.mjs";
import { errorsOf, placeOf } from "../issues.mjs";
import { mutants, pathOf, pool } from "./make.mjs";

/** How much is judged: in minutes for everybody, in a quarter of an hour with `--all`. */
export const SIZES = { some: { ofAType: 6, perKind: 4 }, all: { ofAType: 25, perKind: 25 } };

const EXAMPLES = "official examples";
const work = join(cache, "mutants");

/**
 * @param {{ validate: (file: string) => Promise<object> }} oracle HL7's
 * @param {{ createValidator: Function, parseJson: Function }} library ours
 * @param {{ ofAType: number, perKind: number }} size
 * @returns {Promise<object[]>} one row per judged resource: its kind, what each said, whether they agree
 */
export async function compare(oracle, { createValidator, parseJson }, { ofAType, perKind }) {
  mkdirSync(work, { recursive: true });
  const validator = createValidator({ extensions: [], now: () => new Date().toISOString() });
  const judge = async (kind, example, file) => {
    const theirs = errorsOf(await oracle.validate(file)).map((issue) => ({
      path: placeOf(issue),
      says: issue.details?.text ?? "",
      id: issue.details?.coding?.[0]?.code ?? messageId(issue),
    }));
    const ours = validator
      .validate(parseJson(readFileSync(file, "utf8")))
      .filter(({ severity }) => severity === "error")
      .map(({ code, message, bundle }) => ({ path: bundle?.expression ?? "", says: message, id: code }));
    const pairs = matchPaths(
      theirs.map(({ path }) => path),
      ours.map(({ path }) => path),
    );
    const agrees = theirs.length > 0 === ours.length > 0;
    return { kind, example, file, theirs, ours, paired: pairs.length, agrees };
  };

  const rows = [];
  const names = pool(ofAType);
  for (const name of names) rows.push(await judge(EXAMPLES, name, pathOf(name)));
  const right = new Set(
    rows.filter(({ theirs, ours }) => theirs.length + ours.length === 0).map(({ example }) => example),
  );
  for (const [i, { kind, example, resource }] of mutants(names, right, perKind).entries()) {
    const file = join(work, `${i}.json`);
    writeFileSync(file, JSON.stringify(resource));
    rows.push(await judge(kind, example, file));
  }
  return rows;
}

const MESSAGE_ID = "http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id";

const messageId = ({ extension }) => extension?.find(({ url }) => url === MESSAGE_ID)?.valueCode ?? "";

/** What a row stands for in the list of known differences: the kind of its defect, or the example itself. */
const subject = ({ kind, example }) => (kind === EXAMPLES ? `example: ${example.replace(/\.json$/, "")}` : kind);

/**
 * Holds what was judged against the list of what is known to differ.
 *
 * @param {readonly object[]} rows
 * @param {Readonly<Record<string, { rare?: true }>>} known by kind of defect or `example: NAME`; rare: seen among thousands only
 * @param {ReadonlySet<string>} refused official examples that ours refuses for known reasons, by file
 * @param {boolean} isAll whether thousands were judged
 * @returns {{ unknown: object[], settled: string[] }} rows that differ and are not known to; what is known to and does not
 */
export function beside(rows, known, refused, isAll) {
  const isExplained = ({ kind, example, theirs }) => kind === EXAMPLES && theirs.length === 0 && refused.has(example);
  const differing = rows.filter((row) => !row.agrees && !isExplained(row));
  const [judged, differ] = [rows, differing].map((list) => new Set(list.map(subject)));
  return {
    unknown: differing.filter((row) => !Object.hasOwn(known, subject(row))),
    settled: Object.keys(known).filter((name) => judged.has(name) && !differ.has(name) && (isAll || !known[name].rare)),
  };
}

/** Per kind of defect, how many were judged and where the validators disagree. */
export function byKind(rows) {
  const kinds = new Map();
  for (const { kind, theirs, ours, paired, agrees } of rows) {
    const one = kinds.get(kind) ?? { judged: 0, agree: 0, onlyHl7: 0, onlyOurs: 0, errorsOfHl7: 0, samePath: 0 };
    one.judged += 1;
    one.agree += agrees ? 1 : 0;
    one.onlyHl7 += !agrees && theirs.length > 0 ? 1 : 0;
    one.onlyOurs += !agrees && ours.length > 0 ? 1 : 0;
    one.errorsOfHl7 += theirs.length;
    one.samePath += paired;
    kinds.set(kind, one);
  }
  return Object.fromEntries(kinds);
}

/** All kinds in one, in percent: official examples, and the mutants with how many kinds agree wholly. */
export function figuresOf({ [EXAMPLES]: examples, ...kinds }) {
  const all = Object.values(kinds);
  const sum = (name) => all.reduce((total, one) => total + one[name], 0);
  const share = (part, whole) => Math.round((1000 * part) / whole) / 10;
  return {
    examples: examples.judged,
    examplesAgree: share(examples.agree, examples.judged),
    mutants: sum("judged"),
    agreement: share(sum("agree"), sum("judged")),
    samePath: share(sum("samePath"), sum("errorsOfHl7")),
    kinds: all.length,
    kindsAgree: all.filter(({ agree, judged }) => agree === judged).length,
  };
}
