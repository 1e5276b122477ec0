/** One build at a time: two test files that both want the program must not write it at once. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./process.mjs";

const lock = join(root, ".cache", "build.lock");
const WAIT_MS = 200;

/** Runs `work` while no other process runs one under this lock. A lock whose owner has died is taken over. */
export async function locked(work) {
  mkdirSync(dirname(lock), { recursive: true });
  while (!take()) await sleep(WAIT_MS);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (!isAlive(owner())) rmSync(lock, { force: true });
    return false;
  }
}

/** The process that holds the lock; this one while the file is just being written or removed. */
function owner() {
  try {
    return Number(readFileSync(lock, "utf8")) || process.pid;
  } catch {
    return process.pid;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
