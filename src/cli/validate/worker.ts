/** A worker of `validate --jobs N`: it judges what it is sent, and answers in that order. */
import { parentPort, workerData } from "node:worker_threads";
import { makeJudge, type Work } from "./judge.js";
import { answerer, type WorkerData } from "./judges.js";

const { args, env } = workerData as WorkerData;
const answer = answerer(await makeJudge(args, env));
let last = Promise.resolve();
parentPort?.on("message", (work: readonly Work[]) => {
  // One after the other: while a file is read, the next question may come.
  last = last.then(async () => parentPort?.postMessage(JSON.stringify(await answer(work))));
});
