/** The server's own opinion before anything is written ($validate, https://hl7.org/fhir/R4/resource-operation-validate.html). */
import { stringifyJson } from "../fhir/json.js";
import { type Finding, finding } from "../finding/finding.js";
import { mapLimit } from "./concurrency.js";
import { exchange, type Question } from "./http/connection.js";
import { judgeAnswer } from "./http/judge-answer.js";
import { findingsOf, isOutcome } from "./issues.js";
import { expectedOf } from "./read/same.js";
import type { Run } from "./run.js";

const PARALLEL = 4;

/** Asks about every resource that would be written. A server without $validate is one warning, and no answer is no error. */
export async function checkOnServer({ connection, items, done, stored }: Run): Promise<Finding[]> {
  let failure: Finding | undefined;
  const asked = items.filter(({ urn }) => !done.has(urn));
  const found = await mapLimit(asked, PARALLEL, async (item) => {
    if (failure) return [];
    const question: Question = {
      method: "POST",
      path: `/${item.type}/$validate`,
      body: stringifyJson(expectedOf(item, stored), 0),
      repeat: "always",
      name: `${item.type}/$validate`,
    };
    const { value: answer, failure: lost } = await exchange(connection, question);
    if (lost) {
      failure = lost;
      return [];
    }
    const { status, json } = answer;
    if (status === 404 || status === 405 || status === 501) {
      failure = finding("load/no-validate", { server: connection.base, status });
      return [];
    }
    if (!isOutcome(json)) {
      failure =
        judgeAnswer(connection, question, answer) ?? finding("load/no-validate", { server: connection.base, status });
      return [];
    }
    return findingsOf(json, "load/refused", status, () => item, 0).filter(({ severity }) => severity !== "information");
  });
  return [...found.flat(), ...(failure ? [failure] : [])];
}
