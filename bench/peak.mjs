/** `node --import peak.mjs PROGRAM …` ends with one more line: the program's seconds and its peak memory in MiB. */
process.on("exit", () => {
  const seconds = Number((performance.now() / 1000).toFixed(2));
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`\n${JSON.stringify({ seconds, peakMiB })}`);
});
