/** How the program reaches a server: certificates, proxies, who asks, and what of it is never shown. */
import { readdirSync, readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { guarded, keyPair, SCOPE, secretive, signing } from "../load/guarded.js";
import { authority, certified, fhir, forwardProxy, plainServer, tlsServer } from "./network.js";
import { case2fhir, type Ended, folderWith, reportOf, smallCase } from "./program.js";

interface Given {
  files?: Record<string, string>;
  env?: Record<string, string>;
}

const NO_PROXY = { HTTP_PROXY: "", HTTPS_PROXY: "", http_proxy: "", https_proxy: "", NO_PROXY: "", no_proxy: "" };

/** Loads a small case; its folder has the files beside. */
async function loadInto(server: string, args: string[] = [], { files = {}, env = {} }: Given = {}) {
  const cwd = folderWith({ "case.yaml": smallCase(), ...files });
  const ended = await case2fhir(["load", "case.yaml", "--server", server, "--format", "json", ...args], {
    cwd,
    env: { ...NO_PROXY, ...env },
  });
  return { ...ended, cwd };
}

/** What is found of the server and the command line; the case is not what this is about. */
const codesOf = ({ out, err }: Ended) =>
  reportOf(out || err).findings.flatMap(({ code }) => (code.startsWith("map/") ? [] : [code]));

const ca = await authority("An authority");
const { key, cert } = await certified(ca);
const client = await certified(ca, "a passphrase");

describe("a certificate", () => {
  it("of an authority that is named is accepted, and of no other", async () => {
    const port = await tlsServer({ key, cert }, fhir().listener);
    const server = `https://127.0.0.1:${port}/fhir`;
    const other = await authority("Another");
    const known = await loadInto(server, ["--ca-file", "ca.pem"], { files: { "ca.pem": ca.cert } });
    expect([known.code, ...codesOf(known)]).toEqual([0]);
    for (const [args, files] of [
      [[], {}],
      [["--ca-file", "ca.pem"], { "ca.pem": other.cert }],
    ] as const) {
      const refused = await loadInto(server, [...args], { files });
      expect([refused.code, ...codesOf(refused)]).toEqual([3, "load/certificate"]);
    }
  });

  it("is refused for another name", async () => {
    const { port: proxy } = await forwardProxy();
    const port = await tlsServer({ key, cert }, fhir().listener);
    const given = { files: { "ca.pem": ca.cert }, env: { HTTPS_PROXY: `http://127.0.0.1:${proxy}` } };
    const ended = await loadInto(`https://other.test:${port}/fhir`, ["--ca-file", "ca.pem"], given);
    expect([ended.code, ...codesOf(ended)]).toEqual([3, "load/certificate"]);
  });

  it("of the client is shown to a server that wants one", async () => {
    const port = await tlsServer(
      { key, cert, ca: ca.cert, requestCert: true, rejectUnauthorized: true },
      fhir().listener,
    );
    const server = `https://127.0.0.1:${port}/fhir`;
    const files = { "ca.pem": ca.cert, "own.pem": client.cert, "own.key": client.key };
    const trusting = ["--ca-file", "ca.pem"];
    const own = ["--cert-file", "own.pem", "--cert-key-file", "own.key"];
    const env = { CASE2FHIR_CERT_PASSPHRASE: "a passphrase" };
    expect((await loadInto(server, [...trusting, ...own], { files, env })).code).toBe(0);
    expect((await loadInto(server, trusting, { files, env })).code).toBe(3);
    for (const [args, given] of [
      [[...trusting, ...own], { files }],
      [[...trusting, "--cert-file", "own.pem"], { files, env }],
      [[...trusting, "--cert-file", "own.pem", "--cert-key-file", "ca.pem"], { files, env }],
    ] as const) {
      const ended = await loadInto(server, [...args], given);
      expect([ended.code, ...codesOf(ended)]).toEqual([2, "cli/usage"]);
    }
  });
});

describe("a proxy", () => {
  it("is used for plain requests, and for TLS through a tunnel, with its own credentials", async () => {
    const { port: proxy, seen } = await forwardProxy("me:its password");
    const http = fhir();
    const https = fhir();
    const plain = await plainServer(http.listener);
    const tls = await tlsServer({ key, cert }, https.listener);
    const address = `http://me:its%20password@127.0.0.1:${proxy}`;
    const env = { HTTP_PROXY: address, HTTPS_PROXY: address };
    expect((await loadInto(`http://fhir.test:${plain}/fhir`, [], { env })).code).toBe(0);
    expect(seen.length).toBe(http.seen.length);
    expect(new Set(seen.map((line) => new URL(line.split(" ")[1] ?? "").host))).toEqual(
      new Set([`fhir.test:${plain}`]),
    );
    seen.length = 0;
    const files = { "ca.pem": ca.cert };
    const through = await loadInto(`https://fhir.test:${tls}/fhir`, ["--ca-file", "ca.pem"], { env, files });
    expect(through.code).toBe(0);
    expect(new Set(seen)).toEqual(new Set([`CONNECT fhir.test:${tls}`]));
    expect(https.seen.length).toBeGreaterThan(seen.length);
    expect([...http.seen, ...https.seen].some(({ headers }) => headers["proxy-authorization"])).toBe(false);
  });

  it("is not used for this machine, nor where NO_PROXY says so", async () => {
    const { port: proxy, seen } = await forwardProxy();
    const port = await plainServer(fhir().listener);
    const HTTP_PROXY = `http://127.0.0.1:${proxy}`;
    expect((await loadInto(`http://127.0.0.1:${port}/fhir`, [], { env: { HTTP_PROXY } })).code).toBe(0);
    const env = { HTTP_PROXY, NO_PROXY: "no-such-host.invalid" };
    expect(codesOf(await loadInto(`http://no-such-host.invalid:${port}/fhir`, [], { env }))).toEqual([
      "load/host-unknown",
    ]);
    expect(seen).toEqual([]);
  });

  it("that is no address is told without its password", async () => {
    const ended = await loadInto("http://fhir.test/fhir", [], { env: { HTTP_PROXY: "me:SECRET@proxy" } });
    expect([ended.code, ...codesOf(ended)]).toEqual([2, "cli/usage"]);
    expect(ended.out + ended.err).not.toContain("SECRET");
  });
});

const rsa = await keyPair("RS384", "rsa");

describe("who asks", () => {
  it.each<[string, string[], Given]>([
    [
      "smart, from a file",
      ["--auth", "smart", "--client-id", "signs", "--scope", SCOPE, "--key-file", "k.json"],
      { files: { "k.json": JSON.stringify(rsa.private) } },
    ],
    [
      "smart, from the environment",
      ["--auth", "smart", "--client-id", "signs", "--scope", SCOPE],
      { env: { CASE2FHIR_KEY: JSON.stringify(rsa.private) } },
    ],
    [
      "client-credentials, from a file",
      ["--auth", "client-credentials", "--client-id", "header", "--scope", SCOPE, "--client-secret-file", "s"],
      { files: { s: "the secret\n" } },
    ],
    [
      "client-credentials in the form, from the environment",
      ["--auth", "client-credentials", "--client-id", "form", "--client-secret-in", "form", "--scope", SCOPE],
      { env: { CASE2FHIR_CLIENT_SECRET: "the secret" } },
    ],
  ])("is known to an authorization server: %s", async (_what, args, given) => {
    const clients = [
      signing("signs", "RS384", rsa),
      secretive("header", "the secret", "basic"),
      secretive("form", "the secret", "post"),
    ];
    const { base, tokenUrl } = await guarded(clients);
    const ended = await loadInto(base, args, given);
    expect([ended.code, ...codesOf(ended)]).toEqual([0]);
    expect((await loadInto(base, [...args, "--token-url", tokenUrl], given)).code).toBe(0);
  });

  it.each<[string, string[], Given, string]>([
    [
      "basic",
      ["--auth", "basic", "--user", "me", "--password-file", "p"],
      { files: { p: "pass word\r\n" } },
      `Basic ${btoa("me:pass word")}`,
    ],
    ["bearer", ["--auth", "bearer"], { env: { CASE2FHIR_TOKEN: "abc" } }, "Bearer abc"],
    [
      "bearer, the file before the environment",
      ["--auth", "bearer", "--token-file", "t"],
      { files: { t: "def\n" }, env: { CASE2FHIR_TOKEN: "abc" } },
      "Bearer def",
    ],
  ])("is said with every request: %s", async (_what, args, given, expected) => {
    const { seen, listener } = fhir();
    const ended = await loadInto(`http://127.0.0.1:${await plainServer(listener)}/fhir`, args, given);
    expect([ended.code, ...codesOf(ended)]).toEqual([0]);
    expect(new Set(seen.map(({ headers }) => headers.authorization))).toEqual(new Set([expected]));
  });

  it("is a warning where everybody can listen", async () => {
    const { port: proxy } = await forwardProxy();
    const port = await plainServer(fhir().listener);
    const env = { HTTP_PROXY: `http://127.0.0.1:${proxy}`, CASE2FHIR_TOKEN: "abc" };
    expect(codesOf(await loadInto(`http://fhir.test:${port}/fhir`, ["--auth", "bearer"], { env }))).toEqual([
      "load/plain-http",
    ]);
  });

  it.each<[string[], RegExp]>([
    [["--auth", "bearer"], /needs a secret.*CASE2FHIR_TOKEN/s],
    [["--auth", "basic"], /needs --user/],
    [["--auth", "smart", "--client-id", "x"], /needs --scope/],
    [["--client-id", "x"], /--client-id says nothing without --auth/],
    [["--auth", "bearer", "--user", "x"], /--user says nothing to --auth bearer/],
    [["--auth", "kerberos"], /it is one of/],
    [["--header", "Authorization: Bearer SECRET"], /credentials go by --auth/],
    [["--header", "cookie: SECRET"], /credentials go by --auth/],
    [["--header", "Proxy-Authorization: SECRET"], /HTTPS_PROXY/],
  ])("is asked for when it is missing, and refused among the arguments: %j", async (args, said) => {
    const ended = await loadInto("http://127.0.0.1:9/fhir", args);
    expect([ended.code, ...codesOf(ended)]).toEqual([2, "cli/usage"]);
    expect(ended.out + ended.err).toMatch(said);
    expect(ended.out + ended.err).not.toContain("SECRET");
  });
});

describe("docs/authorization.md", () => {
  const text = readFileSync(join(import.meta.dirname, "../../docs/authorization.md"), "utf8");
  const commands = [...text.matchAll(/^case2fhir load bundle\.json (--server .*)$/gm)].map(([, words = ""]) => words);
  const files = {
    "password.txt": "a password\n",
    "token.txt": "abc\n",
    "secret.txt": "the secret\n",
    "key.json": JSON.stringify(rsa.private),
    "authority.pem": ca.cert,
    "loader.pem": client.cert,
    "loader.key": client.key,
  };
  const env = { CASE2FHIR_CERT_PASSPHRASE: "a passphrase" };

  it("shows a command of each kind", () => expect(commands).toHaveLength(5));

  it.each(commands)("shows what works: %s", async (words) => {
    const baseFor = async () => {
      if (/client-credentials|smart/.test(words)) {
        return (await guarded([secretive("loader", "the secret", "basic"), signing("loader-key", "RS384", rsa)])).base;
      }
      const { listener } = fhir();
      const tls = { key, cert, ca: ca.cert, requestCert: true };
      if (/--cert-file/.test(words)) return `https://127.0.0.1:${await tlsServer(tls, listener)}/fhir`;
      return `http://127.0.0.1:${await plainServer(listener)}/fhir`;
    };
    const [, , ...args] = words.split(" ");
    const ended = await loadInto(await baseFor(), args, { files, env });
    expect([ended.code, ...codesOf(ended)]).toEqual([0]);
  });
});

/** Every secret that can be given, each with a mark. */
const MARK = "MARKED";
const marked = (name: string) => `${MARK}-${name}`;

describe("a secret", () => {
  const echo: RequestListener = (request, response) => {
    const said = `you sent ${request.headers.authorization}`;
    const issue = [{ severity: "error", code: "login", diagnostics: said }];
    response.writeHead(500, { "content-type": "application/fhir+json" });
    response.end(
      JSON.stringify({ resourceType: "OperationOutcome", issue, error: "invalid_client", error_description: said }),
    );
  };
  const status =
    (code: number, headers: Record<string, string> = {}): RequestListener =>
    (_request, response) =>
      void response.writeHead(code, headers).end();
  const failures: [string, RequestListener][] = [
    ["none", fhir().listener],
    ["500 that repeats what it was sent", echo],
    ["401", status(401)],
    ["403", status(403)],
    ["redirect", status(302, { location: "http://127.0.0.1:9/elsewhere" })],
    ["cut", (request) => request.socket.destroy()],
    ["nonsense", (_request, response) => void response.end("nonsense")],
  ];
  const files = {
    password: marked("password"),
    token: marked("token"),
    broken: `${marked("token")}\nsecond line`,
    secret: marked("secret"),
    key: JSON.stringify({ ...rsa.private, d: undefined, note: marked("key") }),
    "own.pem": client.cert,
    "own.key": client.key,
  };
  const kinds = [
    ["--auth", "basic", "--user", "me", "--password-file", "password"],
    ["--auth", "bearer", "--token-file", "token"],
    ["--auth", "bearer", "--token-file", "broken"],
    ["--auth", "client-credentials", "--client-id", "x", "--client-secret-file", "secret"],
    ["--auth", "smart", "--client-id", "x", "--scope", "s", "--key-file", "key"],
    ["--cert-file", "own.pem", "--cert-key-file", "own.key"],
  ];
  const env = {
    CASE2FHIR_TOKEN: marked("token"),
    CASE2FHIR_PASSWORD: marked("password"),
    CASE2FHIR_CLIENT_SECRET: marked("secret"),
    CASE2FHIR_KEY: marked("key"),
    CASE2FHIR_CERT_PASSPHRASE: marked("passphrase"),
    HTTP_PROXY: `http://me:${marked("proxy")}@127.0.0.1:9`,
    HTTPS_PROXY: `http://me:${marked("proxy")}@127.0.0.1:9`,
  };
  const shapes = [MARK, btoa(`me:${marked("password")}`), btoa(`x:${marked("secret")}`)].map((text) =>
    text.replace(/=+$/, ""),
  );

  it.each(failures)("is in no output and no file, whatever fails: %s", async (_what, listener) => {
    const origin = `http://127.0.0.1:${await plainServer(listener)}`;
    for (const kind of kinds) {
      const cwd = folderWith({ "case.yaml": smallCase(), ...files });
      const target = ["--server", `${origin}/fhir`, "--retry-for", "0", "--timeout", "20"];
      const token = /client|smart/.test(kind[1] ?? "") ? ["--token-url", `${origin}/token`] : [];
      const format = ["--format", listener === echo ? "text" : "json"];
      const args = ["load", "case.yaml", "--receipt", "receipt.json", ...format, ...target, ...kind, ...token];
      const { out, err } = await case2fhir(args, { cwd, env: { ...env, CASE2FHIR_DEBUG: "1" } });
      const written = readdirSync(cwd).filter((name) => !(name in files));
      const all = [out, err, ...written.map((name) => readFileSync(join(cwd, name), "utf8"))].join("\n");
      expect(out.length + err.length).toBeGreaterThan(10);
      for (const shape of shapes) expect(all, kind.join(" ")).not.toContain(shape);
    }
  });

  it("in a file is not replaced by an output", async () => {
    const args = ["--auth", "bearer", "--token-file", "token", "--receipt", "token"];
    const ended = await loadInto("http://127.0.0.1:9/fhir", args, { files });
    expect([ended.code, ...codesOf(ended)]).toEqual([2, "cli/same-file"]);
    expect(readFileSync(join(ended.cwd, "token"), "utf8")).toBe(files.token);
  });

  it("is in nothing that is told of a proxy", async () => {
    for (const server of ["http://fhir.test/fhir", "https://fhir.test/fhir"]) {
      const { out, err } = await loadInto(server, ["--auth", "bearer"], { env });
      expect(out + err).toMatch(/load\/connection-refused|load\/unreachable/);
      expect(out + err).not.toContain(MARK);
    }
  });
});

describe("an answer", () => {
  /** The embedded server, whose bodies go through `coded`. */
  const coding = (headers: Record<string, string>, coded: (body: string) => string | Buffer): RequestListener => {
    const { listener } = fhir();
    return (incoming, outgoing) => {
      const end = outgoing.end.bind(outgoing) as (body: string | Buffer) => typeof outgoing;
      const writeHead = outgoing.writeHead.bind(outgoing) as (status: number, headers: object) => typeof outgoing;
      outgoing.writeHead = ((status: number, own: object) => writeHead(status, { ...own, ...headers })) as never;
      outgoing.end = ((body: string) => end(coded(body))) as never;
      listener(incoming, outgoing);
    };
  };

  it("is asked for packed, and unpacked", async () => {
    const { seen, listener } = fhir();
    await loadInto(`http://127.0.0.1:${await plainServer(listener)}/fhir`);
    expect(new Set(seen.map(({ headers }) => headers["accept-encoding"]))).toEqual(new Set(["gzip"]));
    const port = await plainServer(coding({ "content-encoding": "gzip" }, (body) => gzipSync(body)));
    const ended = await loadInto(`http://127.0.0.1:${port}/fhir`);
    expect([ended.code, ...codesOf(ended)]).toEqual([0]);
  });

  it("that is not packed as it says is a finding", async () => {
    const port = await plainServer(coding({ "content-encoding": "gzip" }, (body) => body));
    const ended = await loadInto(`http://127.0.0.1:${port}/fhir`, ["--retry-for", "0"]);
    expect([ended.code, ...codesOf(ended)]).toEqual([3, "load/unreachable"]);
  });

  it("may have headers of any bytes, and more than one of a name", async () => {
    const odd = { "x-odd": Buffer.from("zwölf €").toString("latin1"), "set-cookie": ["a=1", "b=2"] };
    const port = await plainServer(coding(odd as never, (body) => body));
    const ended = await loadInto(`http://127.0.0.1:${port}/fhir`);
    expect([ended.code, ...codesOf(ended)]).toEqual([0]);
  });
});

describe("what a server says", () => {
  const evil = "\u001b[2J\u001b]0;title\u0007one\r\ntwo\u009b31m\u202e";
  const outcome = { resourceType: "OperationOutcome", issue: [{ severity: "error", code: "x", diagnostics: evil }] };
  it.each<[string, number, object | string]>([
    ["an outcome", 500, outcome],
    ["a page", 502, `<html><title>${evil}</title>`],
    ["a refused token", 400, { error: "invalid_client", error_description: evil }],
    ["a token of a strange type", 200, { access_token: "x", token_type: evil }],
    [
      "software",
      200,
      { resourceType: "CapabilityStatement", fhirVersion: evil, software: { name: evil, version: evil } },
    ],
    ["nonsense", 200, evil],
  ])("reaches no terminal as it is: %s", async (_what, code, body) => {
    const port = await plainServer((_request, response) => {
      response.writeHead(code, { "content-type": "application/fhir+json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
    const origin = `http://127.0.0.1:${port}`;
    const asking = ["--auth", "client-credentials", "--client-id", "x", "--token-url", `${origin}/token`];
    for (const auth of [[], asking]) {
      const cwd = folderWith({ "case.yaml": smallCase() });
      const { out, err } = await case2fhir(
        ["load", "case.yaml", "--server", `${origin}/fhir`, "--retry-for", "0", ...auth],
        {
          cwd,
          env: { ...NO_PROXY, CASE2FHIR_CLIENT_SECRET: "x" },
        },
      );
      expect(out + err).toMatch(/error {2}load\//);
      expect(out + err).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    }
  });
});
