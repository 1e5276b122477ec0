/** A worker of `validate --jobs N`: it judges what it is sent, and answers in that order. */
import { parentPort, workerData } from "node:worker_threads";
import { makeJudge, type Work } from "./judge.js";
import { answerer, type WorkerData } from "./judges.js";

const { args, env } = workerData as WorkerData;
const answer = answerer(await makeJudge(args, env));
parentPort?.on("message", async (work: Work[]) => parentPort?.postMessage(await answer(work)));
parentPort?.postMessage(await answer([]));
