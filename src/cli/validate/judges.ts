/** Who judges: this thread, or several workers. Either gives its answers in the order of the questions. */
import { Worker } from "node:worker_threads";
import type { Finding } from "../../finding/finding.js";
import type { Shell } from "../shell.js";
import { type Judge, type JudgeArgs, type Judged, makeJudge, type Work } from "./judge.js";

/** What a judge answers, with what it has to say about its packages since it was asked last. */
export interface Answer {
  judged: Judged[];
  findings: Finding[];
}

export interface Judges {
  /** How many pieces of work are best under way at a time. */
  readonly width: number;
  /** Begins; what is wrong with the packages is told before anything is judged. */
  start(): Promise<Finding[]>;
  judge(work: readonly Work[]): Promise<Answer>;
  end(): Promise<void>;
}

/** What a worker is given. */
export interface WorkerData {
  args: JudgeArgs;
  env: Record<string, string | undefined>;
}

export function judgeHere(args: JudgeArgs, env: Shell["env"]): Judges {
  let answer: ((work: readonly Work[]) => Promise<Answer>) | undefined;
  return {
    width: 1,
    async start() {
      answer = answerer(await makeJudge(args, env));
      return (await answer([])).findings;
    },
    judge: async (work) => (await answer?.(work)) ?? { judged: [], findings: [] },
    end: async () => undefined,
  };
}

/** Makes answers of a judge's words. */
export function answerer({ judge, findings }: Judge): (work: readonly Work[]) => Promise<Answer> {
  let told = 0;
  return async (work) => {
    const judged: Judged[] = [];
    for (const one of work) judged.push(...(await judge(one)));
    const news = findings.slice(told);
    told = findings.length;
    return { judged, findings: news };
  };
}

/** @param jobs how many workers; each makes its own judge, and reads and parses by itself */
export function judgeInWorkers(jobs: number, args: JudgeArgs, env: Shell["env"]): Judges {
  const idle: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  const workers: Worker[] = [];

  function release(worker: Worker): void {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  }

  async function judge(work: readonly Work[]): Promise<Answer> {
    const worker = idle.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
    const asked = work.map((one) => ("bytes" in one ? { ...one, bytes: own(one.bytes) } : one));
    worker.postMessage(
      asked,
      asked.flatMap((one) => ("bytes" in one ? [one.bytes.buffer] : [])),
    );
    const answer = await answerOf(worker);
    release(worker);
    return answer;
  }

  return {
    width: 2 * jobs,
    async start() {
      // Only plain words go to a worker: `env` of the process is none.
      const { HOME, USERPROFILE, SOURCE_DATE_EPOCH } = env;
      const workerData: WorkerData = { args, env: { HOME, USERPROFILE, SOURCE_DATE_EPOCH } };
      for (let i = 0; i < jobs; i++)
        workers.push(new Worker(new URL("./validate-worker.js", import.meta.url), { workerData }));
      const answers = await Promise.all(workers.map(answerOf));
      idle.push(...workers);
      return answers[0]?.findings ?? [];
    },
    judge,
    async end() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** In a buffer of their own, which can be handed over. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, length } = bytes;
  return buffer instanceof ArrayBuffer && length === buffer.byteLength ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

/** The next thing that a worker says; it fails when the worker does. */
function answerOf(worker: Worker): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = () => worker.off("message", onMessage).off("error", onError);
    const onMessage = (answer: Answer) => {
      settle();
      resolve(answer);
    };
    const onError = (error: Error) => {
      settle();
      reject(error);
    };
    worker.on("message", onMessage).on("error", onError);
  });
}
