/** The embedded server in a process of its own, as `case2fhir serve` starts it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../inputs.mjs";

const program = join(root, "dist/bin/case2fhir.js");

/** Runs a step against an empty server that is there for it alone. */
export async function withServer(step) {
  const child = spawn(process.execPath, [program, "serve", "--port", "0", "--format", "json"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) return await step(JSON.parse(line).base);
    throw new Error("the server did not start");
  } finally {
    child.kill("SIGINT");
  }
}
