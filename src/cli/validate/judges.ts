/** Who judges: this thread, and others beside it. The answers come in the order of the questions. */
import { Worker } from "node:worker_threads";
import type { Finding } from "../../finding/finding.js";
import type { Shell } from "../shell.js";
import { type Judge, type JudgeArgs, type Judged, makeJudge, type Work } from "./judge.js";

/** What a judge answers, with what it has to say about its packages since it was asked last. */
export interface Answer {
  judged: Judged[];
  findings: Finding[];
}

export type Answerer = (work: readonly Work[]) => Promise<Answer>;

export interface Judges {
  /** How many pieces of work are best under way at a time. */
  readonly width: number;
  /** Begins; what is wrong with the packages is told before anything is judged. */
  start(): Promise<Finding[]>;
  judge: Answerer;
  end(): Promise<void>;
}

/** What a worker is given. */
export interface WorkerData {
  args: JudgeArgs;
  env: Record<string, string | undefined>;
}

/** Makes answers of a judge's words. */
export function answerer({ judge, findings }: Judge): Answerer {
  let told = 0;
  return async (work) => {
    const judged: Judged[] = [];
    for (const one of work) judged.push(...(await judge(one)));
    const news = findings.slice(told);
    told = findings.length;
    return { judged, findings: news };
  };
}

/** What a worker has at a time: a piece that it judges, and one to go on with while this thread judges another. */
const AHEAD = 2;

/** @param jobs how many threads judge: this one, and workers that make judges of their own while this one has begun */
export function makeJudges(jobs: number, args: JudgeArgs, env: Shell["env"]): Judges {
  const workers: Worker[] = [];
  let here: Answerer | undefined;
  /** Who has time. Workers are asked first: while this thread judges, it asks nobody. */
  const free: Answerer[] = [];
  const waiting: ((one: Answerer) => void)[] = [];

  function release(one: Answerer): void {
    const next = waiting.shift();
    if (next) next(one);
    else if (one === here) free.push(one);
    else free.unshift(one);
  }

  async function startWorker(workerData: WorkerData): Promise<void> {
    const worker = new Worker(new URL("./validate-worker.js", import.meta.url), { workerData });
    workers.push(worker);
    const answer = answersOf(worker);
    await answer([]);
    for (let i = 0; i < AHEAD; i++) release(answer);
  }

  return {
    width: jobs > 1 ? 2 * AHEAD * jobs : 1,
    async start() {
      // Only plain words go to a worker: `env` of the process is none.
      const { HOME, USERPROFILE, SOURCE_DATE_EPOCH, CASE2FHIR_DEBUG } = env;
      const plain = { HOME, USERPROFILE, SOURCE_DATE_EPOCH, CASE2FHIR_DEBUG };
      for (let i = 1; i < jobs; i++) void startWorker({ args, env: plain });
      here = answerer(await makeJudge(args, env));
      release(here);
      return (await here([])).findings;
    },
    async judge(work) {
      const one = free.shift() ?? (await new Promise<Answerer>((resolve) => waiting.push(resolve)));
      const answer = await one(work);
      release(one);
      return answer;
    },
    async end() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Asks a worker. It writes its answers as JSON, which costs a fraction of a structured clone. */
function answersOf(worker: Worker): Answerer {
  const asked: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];
  worker.on("message", (answer: string) => asked.shift()?.resolve(JSON.parse(answer) as Answer));
  worker.on("error", (error) => {
    for (const { reject } of asked.splice(0)) reject(error);
  });
  return (work) =>
    new Promise((resolve, reject) => {
      asked.push({ resolve, reject });
      const own = work.map((one) => ("bytes" in one ? { ...one, bytes: ownBytes(one.bytes) } : one));
      const buffers = own.flatMap((one) => ("bytes" in one ? [one.bytes.buffer] : []));
      worker.postMessage(own, buffers);
    });
}

/** In a buffer of their own, which can be handed over. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, length } = bytes;
  return buffer instanceof ArrayBuffer && length === buffer.byteLength ? new Uint8Array(buffer) : new Uint8Array(bytes);
}
