/** What asking a server needs of the command line: time limits, headers, who asks, certificates. */
import { type Finding, finding } from "../finding/finding.js";
import { isLoopback } from "../load/auth/token.js";
import type { ConnectionOptions, Fetch, Result } from "../load/index.js";
import { type ArgsOf, numberFrom } from "./command.js";
import { authOptions, authorizerOf } from "./credentials.js";
import { tellWait } from "./progress.js";
import { readText } from "./read.js";
import type { Shell } from "./shell.js";

/** A header as HTTP writes it (RFC 9110, section 5). */
const HEADER = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([^\r\n\0]*)$/;

/** Headers with secrets, which have options of their own. */
const SECRET = /^(authorization|proxy-authorization|cookie):/i;

/** Options of the commands that ask a server. */
export const serverOptions = {
  timeout: {
    type: "number",
    describe: "The longest one request to the server may take, in seconds",
    default: 120,
    form: numberFrom(0.001, 86_400),
  },
  "retry-for": {
    type: "number",
    describe: "How long to repeat what failed for a moment, all requests together, in seconds; 0 for never",
    default: 300,
    form: numberFrom(0, 86_400),
  },
  gzip: { type: "boolean", describe: "Compress what is sent; for servers that take it", default: false },
  header: {
    type: "string",
    array: true,
    describe: 'A header for every request to the server, like "X-Tenant: 7"; may be given again',
    form: {
      accepts: (value: string) => HEADER.test(value) && !SECRET.test(value),
      words: '"Name: value", and none with a secret: credentials go by --auth, those of a proxy into HTTPS_PROXY',
    },
  },
  ...authOptions,
  "ca-file": { type: "string", describe: "PEM: an authority whose certificates are accepted, beside the public ones" },
  "cert-file": { type: "string", describe: "PEM: the certificate that proves to the server who asks" },
  "cert-key-file": {
    type: "string",
    describe: "PEM: the key of --cert-file; its passphrase is CASE2FHIR_CERT_PASSPHRASE",
  },
} as const;

export type ServerArgs = ArgsOf<typeof serverOptions>;

/** The files that are read for it: no output may replace one. */
export const filesOf = (args: ServerArgs): string[] =>
  Object.entries(args).flatMap(([name, path]) => (name.endsWith("-file") && typeof path === "string" ? [path] : []));

export interface Connecting {
  options: Omit<ConnectionOptions, "server">;
  /** What is not well about it. */
  findings: Finding[];
}

/**
 * Reads the files that the options name, and makes of it what the library asks a server with.
 *
 * @param server the base URL; undefined for the embedded one
 */
export async function connectWith(
  args: ServerArgs,
  server: string | undefined,
  shell: Shell,
  signal: AbortSignal,
): Promise<Result<Connecting>> {
  const { env } = shell;
  const { value: authorizer, failure } = await authorizerOf(args, env);
  if (failure) return { failure };
  const fetch = await fetchWith(args, env);
  if (fetch.failure) return fetch;
  const options = {
    fetch: fetch.value,
    clock: () => new Date(),
    random: Math.random,
    timeoutMs: args.timeout * 1000,
    retryForMs: args["retry-for"] * 1000,
    gzip: args.gzip,
    signal,
    onWait: (milliseconds: number) => tellWait(shell, milliseconds),
    headers: Object.fromEntries((args.header ?? []).map((text) => (HEADER.exec(text) ?? []).slice(1, 3))),
    ...(authorizer ? { authorizer } : {}),
  };
  const isOpen = authorizer && server !== undefined && isPlain(new URL(server));
  return { value: { options, findings: isOpen ? [finding("load/plain-http", { server })] : [] } };
}

const isPlain = ({ protocol, hostname }: URL): boolean => protocol === "http:" && !isLoopback(hostname);

async function fetchWith(args: ServerArgs, env: Shell["env"]): Promise<Result<Fetch>> {
  const { "ca-file": ca, "cert-file": cert, "cert-key-file": key } = args;
  if ((cert === undefined) !== (key === undefined)) {
    return wrong("--cert-file and --cert-key-file go together", "give both");
  }
  const files: Record<string, string> = {};
  for (const [name, path] of Object.entries({ ca, cert, key })) {
    if (path === undefined) continue;
    const read = await readText(path);
    if ("finding" in read) return { failure: read.finding };
    files[name] = read.text;
  }
  const { makeFetch } = await import("./transport.js");
  const made = makeFetch({ ...files, passphrase: env.CASE2FHIR_CERT_PASSPHRASE }, env);
  return "why" in made ? wrong(made.why, "docs/authorization.md has an example") : { value: made.fetch };
}

const wrong = (problem: string, hint: string) => ({ failure: finding("cli/usage", { problem, hint }) });
