/** What a figure was measured on. */
import { cpus, totalmem } from "node:os";

export function machine() {
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  return { cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB, node: process.version };
}
