/** A request until it succeeds, cannot succeed, or has taken the time there is for repeating. */
import { type Attempt, attempt, type Request } from "./attempt.js";
import type { Answer, Authorizer, Connection, Result } from "./connection.js";
import { networkFailure } from "./failures.js";
import { beginTrial, pause, type Trial, triesOf } from "./pause.js";
import { mayRepeat, type Repeat, retryAfterMs } from "./retry.js";

export interface Persistent extends Request {
  repeat: Repeat;
  authorizer?: Authorizer;
}

/** A request to the server itself, with what belongs to each: FHIR's media type, the headers of the connection, who asks. */
export function fhirRequest(
  { headers, authorizer }: Connection,
  { repeat, ...request }: Omit<Persistent, "headers" | "repeat"> & Partial<Persistent>,
): Persistent {
  const type = "application/fhir+json";
  const own = {
    accept: type,
    "cache-control": "no-cache",
    ...(request.body === undefined ? {} : { "content-type": type }),
  };
  return {
    ...request,
    headers: merged(own, headers, request.headers),
    repeat: repeat ?? (request.method === "GET" ? "always" : "if-refused"),
    ...(authorizer ? { authorizer } : {}),
  };
}

/** The later wins, whatever the case of a name. */
const merged = (...all: (Readonly<Record<string, string>> | undefined)[]): Record<string, string> =>
  Object.fromEntries(
    all.flatMap((one) => Object.entries(one ?? {})).map(([name, value]) => [name.toLowerCase(), value]),
  );

/** The wait for another try was ended. */
const INTERRUPTED: Attempt = { trouble: { code: "load/interrupted", reason: "" } };

export async function persist(connection: Connection, request: Persistent): Promise<Result<Answer>> {
  const { state, signal, clock } = connection;
  const trial = beginTrial(connection);
  const times = new Map<number | string, number>();
  for (;;) {
    const { value: result, failure } = await authorized(connection, request);
    if (failure) return { failure };
    const { answer, trouble } = result;
    state.isKnown ||= answer !== undefined;
    const outcome = answer?.status ?? trouble?.code ?? "";
    const before = times.get(outcome) ?? 0;
    const asked = answer && retryAfterMs(answer.headers, clock());
    const tried = { repeat: request.repeat, outcome, before, isInvited: asked !== undefined, isKnown: state.isKnown };
    if (!mayRepeat(tried)) return given(connection, request, trial, result);
    if (!(await pause(connection, trial, asked))) {
      return given(connection, request, trial, signal?.aborted ? INTERRUPTED : result);
    }
    times.set(outcome, before + 1);
  }
}

/** A request refused for its credentials (401) was not done, and is sent once more where there are newer ones. */
async function authorized(connection: Connection, request: Persistent): Promise<Result<Attempt>> {
  const { authorizer } = request;
  if (!authorizer) return { value: await attempt(connection, request) };
  const send = async () => {
    const { value, failure } = await authorizer.headers(connection);
    if (failure) return { failure };
    const headers = merged(request.headers, value);
    return { value: await attempt(connection, { ...request, headers }), credentials: value };
  };
  const first = await send();
  if (first.failure || first.value.answer?.status !== 401 || !authorizer.renew) return first;
  authorizer.renew(first.credentials);
  return send();
}

function given(
  connection: Connection,
  { name, server = connection.base }: Request,
  trial: Trial,
  { answer, trouble }: Attempt,
): Result<Answer> {
  const tries = triesOf(connection, trial);
  if (answer) return { value: { ...answer, tries } };
  const { timeoutMs } = connection;
  return { failure: networkFailure(trouble, { server, request: name, timeoutMs, tries }) };
}
