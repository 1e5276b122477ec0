/** A step in a process of its own, so that its memory is its own: its last line is its result, as JSON. */
import { spawn } from "node:child_process";

/** @param args of Node */
export async function runChild(args) {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (text) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${said}`);
  return JSON.parse(said.trimEnd().split("\n").at(-1));
}
