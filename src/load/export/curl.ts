/** Requests as lines of curl (https://curl.se/docs/manpage.html) in a script of the POSIX shell. */

export interface CurlRequest {
  /** The file of the body, beside the script. */
  file: string;
  method: string;
  /** Behind the base URL: empty, or with a slash before it. */
  path: string;
  headers: Readonly<Record<string, string>>;
}

export const FHIR_JSON = "application/fhir+json";

/** The first lines. Whoever runs the script gives what must not stand in it, credentials above all, behind its name. */
export const scriptHead = (count: number, base: string | undefined): string[] => [
  "#!/bin/sh",
  `# What case2fhir would send: ${count} ${count === 1 ? "request" : "requests"}, in this order. Options for each of them go behind the name:`,
  "#   sh requests.sh -H @headers.txt     (a header on each line of headers.txt, such as Authorization)",
  "set -eu",
  'cd "$(dirname "$0")"',
  base === undefined ? `: "\${FHIR:?must be the base URL of the server}"` : `FHIR=${quoted(base)}`,
];

/** One request: the answer with its headers goes to stdout; one that is not a success ends the script. */
export function curlLine({ file, method, path, headers }: CurlRequest): string {
  const said = Object.entries(headers).map(([name, value]) => ` -H ${quoted(`${name}: ${printable(value)}`)}`);
  const url = `"$FHIR"${path === "" ? "" : quoted(pathOf(path))}`;
  return `curl -gsSi --fail-with-body -X ${method} ${url}${said.join("")} --data-binary @${file} "$@"`;
}

/** Between single quotes the shell takes every character as it is, but for the quote (POSIX.1-2017, 2.2.2). */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** As `fetch` would send it: curl leaves a URL as it is. */
function pathOf(path: string): string {
  const { pathname, search } = new URL(`http://host${path.replaceAll("|", "%7C")}`);
  return pathname + search;
}

/** A line break would begin another header. */
const printable = (value: string): string => value.replace(/\p{Cc}/gu, encodeURIComponent);
