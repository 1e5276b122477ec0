/** A step in a process of its own, so that its memory is its own: its last line is its result, as JSON. */
import { spawn } from "node:child_process";

/** More than a result and what a failure says last. */
const KEPT = 10_000;

/**
 * @param args of Node
 * @param {{ accepted?: number[], stderr?: "inherit" | "ignore" }} [options] accepted: exit codes that are no failure
 */
export async function runChild(args, { accepted = [0], stderr = "inherit" } = {}) {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", stderr] });
  let said = "";
  child.stdout.on("data", (text) => {
    said = (said + text).slice(-KEPT);
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (!accepted.includes(code)) throw new Error(`${args.join(" ")} ended with ${code}:\n${said}`);
  return JSON.parse(said.trimEnd().split("\n").at(-1));
}
