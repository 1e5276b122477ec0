/** Who asks, as the command line says it. A secret stands in a file or in the environment, never among the arguments. */
import { randomUUID } from "node:crypto";
import { finding } from "../finding/finding.js";
import type { Authorizer, Result } from "../load/index.js";
import type { ArgsOf } from "./command.js";
import { readText } from "./read.js";
import type { Shell } from "./shell.js";

/** Options of the commands that ask a server. */
export const authOptions = {
  auth: {
    type: "string",
    describe: "How to say who asks; secrets come from files or the environment (docs/authorization.md)",
    choices: ["basic", "bearer", "client-credentials", "smart"],
  },
  user: { type: "string", describe: "basic: the user" },
  "password-file": { type: "string", describe: "basic: a file with the password; or CASE2FHIR_PASSWORD" },
  "token-file": { type: "string", describe: "bearer: a file with the token; or CASE2FHIR_TOKEN" },
  "client-id": { type: "string", describe: "client-credentials, smart: the client's id" },
  "client-secret-file": {
    type: "string",
    describe: "client-credentials: a file with the secret; or CASE2FHIR_CLIENT_SECRET",
  },
  "client-secret-in": {
    type: "string",
    describe: "client-credentials: where the secret is sent; header unless told",
    choices: ["header", "form"],
  },
  "key-file": { type: "string", describe: "smart: a file with the private key, JWK or PEM; or CASE2FHIR_KEY" },
  "key-id": { type: "string", describe: "smart: the key's id (kid), where the key has none of its own" },
  scope: { type: "string", describe: "client-credentials, smart: what is asked for, like system/*.cruds" },
  "token-url": {
    type: "string",
    describe: "client-credentials, smart: the token endpoint; the server says it unless told",
    form: { accepts: URL.canParse, words: "a URL" },
  },
} as const;

export type AuthArgs = ArgsOf<typeof authOptions>;

type Auth = typeof import("../load/auth/index.js");

/** What some kind needs; of the others it may be missing all the same. */
type Needed = AuthArgs & { user: string; "client-id": string; scope: string };

interface Kind {
  needs: readonly (keyof AuthArgs)[];
  /** The option of its secret, and the variable where else it may stand. */
  secret: readonly [option: keyof AuthArgs, variable: string];
  takes?: readonly (keyof AuthArgs)[];
  /** @param args has what the kind needs */
  make(auth: Auth, args: Needed, secret: string): Promise<Result<Authorizer>>;
}

const optional = ({ scope, "token-url": tokenUrl }: AuthArgs) => ({
  ...(scope === undefined ? {} : { scope }),
  ...(tokenUrl === undefined ? {} : { tokenUrl }),
});

const KINDS: Readonly<Record<NonNullable<AuthArgs["auth"]>, Kind>> = {
  basic: {
    needs: ["user"],
    secret: ["password-file", "CASE2FHIR_PASSWORD"],
    make: async ({ basic }, { user }, password) => ({ value: basic(user, password) }),
  },
  bearer: {
    needs: [],
    secret: ["token-file", "CASE2FHIR_TOKEN"],
    make: async ({ bearer }, _args, token) => ({ value: bearer(token) }),
  },
  "client-credentials": {
    needs: ["client-id"],
    secret: ["client-secret-file", "CASE2FHIR_CLIENT_SECRET"],
    takes: ["client-secret-in", "scope", "token-url"],
    make: async ({ clientCredentials }, args, clientSecret) => {
      const { "client-id": clientId, "client-secret-in": secretIn = "header" } = args;
      return { value: clientCredentials({ clientId, clientSecret, secretIn, ...optional(args) }) };
    },
  },
  smart: {
    needs: ["client-id", "scope"],
    secret: ["key-file", "CASE2FHIR_KEY"],
    takes: ["key-id", "token-url"],
    make: async ({ backendServices, readKey }, args, text) => {
      const { value: key, failure } = await readKey(text, args["key-id"]);
      if (failure) return { failure };
      const { "client-id": clientId, scope } = args;
      return { value: backendServices({ ...optional(args), clientId, key, scope, newId: randomUUID }) };
    },
  },
};

/** @returns nothing where nobody is to be named; a finding where something is missing or cannot be read */
export async function authorizerOf(args: AuthArgs, env: Shell["env"]): Promise<Result<Authorizer | undefined>> {
  const kind = args.auth && KINDS[args.auth];
  const known: readonly string[] = kind ? ["auth", ...kind.needs, kind.secret[0], ...(kind.takes ?? [])] : [];
  const stray = (Object.keys(authOptions) as (keyof AuthArgs)[]).find(
    (name) => args[name] !== undefined && !known.includes(name),
  );
  if (stray) return wrong(`--${stray} says nothing ${kind ? `to --auth ${args.auth}` : "without --auth"}`, WHICH);
  if (!kind) return { value: undefined };
  const missing = kind.needs.find((name) => args[name] === undefined);
  if (missing) return wrong(`--auth ${args.auth} needs --${missing}`, WHICH);
  const [option, variable] = kind.secret;
  const secret = await readSecret(args[option], env[variable]);
  if (secret.failure) return secret;
  if (!secret.value) return wrong(`--auth ${args.auth} needs a secret`, `give --${option} FILE, or set ${variable}`);
  return kind.make(await import("../load/auth/index.js"), args as Needed, secret.value);
}

const WHICH = "docs/authorization.md has an example of each kind";

const wrong = (problem: string, hint: string) => ({ failure: finding("cli/usage", { problem, hint }) });

/** A file's text without the line end that editors put behind it. */
async function readSecret(path: string | undefined, variable: string | undefined): Promise<Result<string>> {
  if (path === undefined) return { value: variable ?? "" };
  const read = await readText(path);
  return "finding" in read ? { failure: read.finding } : { value: read.text.replace(/\r?\n$/, "") };
}
