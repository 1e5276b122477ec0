/**
 * A result that comes later: `202 Accepted` with the address where to ask for it
 * (https://hl7.org/fhir/R5/async-bundle.html, and Medplum's AsyncJob).
 */
import type { Bundle } from "../../fhir/types.js";
import { isOutcome } from "../issues.js";
import { safeText } from "../text.js";
import type { Answer, Connection, Question, Result } from "./connection.js";
import { beginTrial, pause } from "./pause.js";
import { fhirRequest, persist } from "./persist.js";
import { retryAfterMs } from "./retry.js";

/** What Medplum answers where the result should be. */
interface AsyncJob {
  resourceType: "AsyncJob";
  status: string;
  output?: { parameter?: { name?: string; valueReference?: { reference?: string } }[] };
}

/**
 * Asks until the result is there.
 *
 * @param accepted the 202
 * @returns the answer to the question itself; the 202 with `why` where no more can be known
 */
export async function awaitResult(
  connection: Connection,
  question: Question,
  accepted: Answer,
): Promise<Result<Answer>> {
  const unknown = (why: string): Result<Answer> => ({ value: { ...accepted, isLate: true, why } });
  const name = `the result of ${question.name}`;
  const location = accepted.headers.get("content-location");
  if (location === null) return unknown("it names no address where to ask");
  const url = ownAddress(connection, location);
  if (url === undefined) return unknown(`${safeText(location, 200)} is not this server`);
  const trial = beginTrial(connection);
  let last = accepted;
  while (last.status === 202) {
    const isWaited = await pause(connection, trial, retryAfterMs(last.headers, connection.clock()));
    if (!isWaited) return unknown("it is not ready in the time there is for repeating");
    const asked = await persist(connection, fhirRequest(connection, { method: "GET", url, name }));
    if (asked.failure) return asked;
    last = asked.value;
  }
  if (last.status !== 200 && !isOutcome(last.json)) return unknown(`its address answers ${last.status}`);
  if (!isJob(last.json)) return { value: { ...unwrapped(last), isLate: true } };
  const { status, output } = last.json;
  const result = output?.parameter?.find((one) => one.name === "results")?.valueReference?.reference;
  const address = result === undefined ? undefined : ownAddress(connection, result);
  if (address === undefined) return unknown(`its job ended as ${safeText(status, 60)}, without a result`);
  const got = await persist(connection, fhirRequest(connection, { method: "GET", url: address, name }));
  return got.failure ? got : { value: { ...got.value, isLate: true } };
}

/** Only this server is asked: another would get the credentials, and the patient's data are none of its business. */
function ownAddress({ base }: Connection, location: string): string | undefined {
  if (!URL.canParse(location, `${base}/`)) return undefined;
  const url = new URL(location, `${base}/`);
  return url.origin === new URL(base).origin ? url.href : undefined;
}

const isJob = (json: unknown): json is AsyncJob =>
  (json as { resourceType?: unknown } | null | undefined)?.resourceType === "AsyncJob";

/** R5 puts the answer, with the status it would have had, into the one entry of a batch-response. */
function unwrapped(answer: Answer): Answer {
  const { type, entry } = (answer.json ?? {}) as Partial<Bundle>;
  const [only, ...others] = type === "batch-response" && Array.isArray(entry) ? entry : [];
  const status = Number.parseInt(String(only?.response?.status), 10);
  const isAnswer = only?.resource?.resourceType === "Bundle" || status >= 400;
  if (others.length > 0 || !isAnswer) return answer;
  return { ...answer, status, json: only?.resource ?? only?.response?.outcome };
}
