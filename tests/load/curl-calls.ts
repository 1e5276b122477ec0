/** The calls of curl in a script of ours, as a real shell makes them, and sending them without curl. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlanFile } from "../../src/load/index.js";

export interface Call {
  method: string;
  url: string;
  headers: Record<string, string>;
  file: string;
  /** Options that the script handed on. */
  more: string[];
}

const TELLS_ITS_WORDS = `curl() { printf '%s\\0' "$@"; printf '\\n\\0'; }\n`;

/** Runs `requests.sh` in its folder with a curl that only tells its words; each has to stand where curlLine puts it. */
export function callsIn(folder: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const told = join(folder, "told.sh");
  writeFileSync(told, `${TELLS_ITS_WORDS}${readFileSync(join(folder, "requests.sh"), "utf8")}`);
  const { stdout, stderr, status } = spawnSync("sh", [told, ...args], { encoding: "utf8", env });
  const calls = stdout
    .split("\n\0")
    .slice(0, -1)
    .map((call) => callOf(call.split("\0").slice(0, -1)));
  return { calls, status, stderr };
}

function callOf(words: readonly string[]): Call {
  const [options, fail, x, method = "", url = "", ...rest] = words;
  if ([options, fail, x].join(" ") !== "-gsSi --fail-with-body -X") throw new Error(words.join(" "));
  const end = rest.indexOf("--data-binary");
  const headers = rest.slice(0, end).filter((word) => word !== "-H");
  return {
    method,
    url,
    headers: Object.fromEntries(headers.map((line) => line.split(/: (.*)/s).slice(0, 2))),
    file: String(rest[end + 1]).slice(1),
    more: rest.slice(end + 2),
  };
}

export function writeAll(files: readonly PlanFile[], folder: string): void {
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
}

/** Sends a call, and gives the answer with where things were stored. */
export async function send({ method, url, headers, file }: Call, folder: string) {
  const answer = await fetch(url, { method, headers, body: readFileSync(join(folder, file)) });
  const json = (await answer.json()) as { entry?: { response: { location: string; status: string } }[] };
  const locations = json.entry?.map(({ response }) => response.location) ?? [String(answer.headers.get("location"))];
  return { status: answer.status, places: locations.map((one) => /(\w+\/[^/]+)\/_history/.exec(one)?.[1] ?? "") };
}
