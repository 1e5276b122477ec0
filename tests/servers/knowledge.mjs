/** The table of servers held against a server that runs: what a probe finds is what the table says. */
import { case2fhir } from "../program.mjs";

/**
 * Recognises and probes a server. Its row of the table must know every capability that a probe finds out.
 *
 * @param {string} base the server's base URL
 * @param {{ row?: string, configured?: Record<string, unknown> }} [how] `row`: the id of its row, where nothing it
 *   shows tells it; `configured`: what it does otherwise than the row says, by its configuration
 * @returns {Promise<string[]>} each difference, in words
 */
export async function disagreements(base, { row, configured = {} } = {}) {
  const { known, capabilities, findings } = await shown("server", base, "--probe", ...(row ? ["--as", row] : []));
  if (!known) return ["the table does not recognise it"];
  const table = (await shown("server", "--as", known.id)).capabilities;
  const differences = Object.entries(capabilities)
    .filter(([, { from }]) => from === "probe")
    .map(([name, { value }]) => ({
      name,
      found: value,
      said: configured[name] ?? table[name].value,
      from: table[name].from,
    }))
    .filter(({ found, said, from }) => from !== "table" || found !== said)
    .map(
      ({ name, found, said, from }) =>
        `${name} is ${found}; the table ${from === "table" ? `says ${said}` : "does not know"}`,
    );
  return [...differences, ...findings.map(({ message }) => message)];
}

async function shown(...args) {
  const { stdout, stderr } = await case2fhir(...args, "--format", "json");
  if (!stdout) throw new Error(`case2fhir ${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout);
}
