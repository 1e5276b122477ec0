/** `node --import peak.mjs PROGRAM …` ends with one more line: the program's seconds, those of the processor, and its peak memory in MiB. */
import { isMainThread } from "node:worker_threads";

if (isMainThread)
  process.on("exit", () => {
    const seconds = Number((performance.now() / 1000).toFixed(2));
    const { user, system } = process.cpuUsage();
    const cpuSeconds = Number(((user + system) / 1e6).toFixed(2));
    const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(`\n${JSON.stringify({ seconds, cpuSeconds, peakMiB })}`);
  });
