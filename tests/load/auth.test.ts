import { exportPKCS8 } from "jose";
import { describe, expect, it } from "vitest";
import { backendServices, basic, bearer, clientCredentials, readKey } from "../../src/load/auth/index.js";
import { type Authorizer, type ConnectionOptions, connect, exchange } from "../../src/load/http/connection.js";
import { type LoadOptions, load } from "../../src/load/index.js";
import { guarded, keyPair, SCOPE, secretive, signing } from "./guarded.js";
import { caseResources, misbehaving, options, putBundle } from "./harness.js";

const rsa = await keyPair("RS384", "rsa");
const curve = await keyPair("ES384", "curve");
const stranger = await keyPair("ES384", "curve");

const SECRET = "s:e c/r%t";
const clients = [
  signing("signs-rsa", "RS384", rsa),
  signing("signs-curve", "ES384", curve),
  secretive("header", SECRET, "basic"),
  secretive("form", SECRET, "post"),
];

const loadAs = (base: string, authorizer: Authorizer, more: Partial<LoadOptions> = {}) =>
  load(putBundle(caseResources()), options(base, { authorizer, clock: () => new Date(), ...more }));

async function smart(clientId: string, text: string, more: { scope?: string; tokenUrl?: string } = {}) {
  const { value: key, failure } = await readKey(text);
  if (!key) throw new Error(failure?.message);
  return backendServices({ clientId, key, scope: SCOPE, newId: () => crypto.randomUUID(), ...more });
}

describe("SMART Backend Services", () => {
  it.each<[string, string, object]>([
    ["RS384", "signs-rsa", rsa.private],
    ["ES384", "signs-curve", curve.private],
    ["ES384, the key in a set", "signs-curve", { keys: [rsa.public, curve.private] }],
  ])("loads with one token: %s", async (_what, clientId, key) => {
    const { base, taken } = await guarded(clients);
    const { findings, receipt } = await loadAs(base, await smart(clientId, JSON.stringify(key)));
    expect(findings).toEqual([]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 2 });
    expect(taken.size).toBe(1);
  });

  it("finds the token endpoint in the CapabilityStatement, or is told", async () => {
    const text = JSON.stringify(curve.private);
    const old = await guarded(clients, { tells: "CapabilityStatement" });
    expect((await loadAs(old.base, await smart("signs-curve", text))).findings).toEqual([]);
    const mute = await guarded(clients, { tells: "nothing" });
    const { tokenUrl } = mute;
    expect((await loadAs(mute.base, await smart("signs-curve", text))).findings).toMatchObject([
      { code: "load/no-token-endpoint" },
    ]);
    expect((await loadAs(mute.base, await smart("signs-curve", text, { tokenUrl }))).findings).toEqual([]);
  });

  it.each<[string, () => Promise<Authorizer>, RegExp]>([
    ["another's key", () => smart("signs-curve", JSON.stringify(stranger.private)), /\(401\): invalid_client/],
    ["an unknown client", () => smart("nobody", JSON.stringify(curve.private)), /\(401\): invalid_client/],
    [
      "a scope it may not have",
      () => smart("signs-rsa", JSON.stringify(rsa.private), { scope: "system/*.rs" }),
      /\(400\): invalid_scope/,
    ],
  ])("says why it gets no token: %s", async (_what, authorizer, why) => {
    const { base, taken } = await guarded(clients);
    const { findings, receipt } = await loadAs(base, await authorizer());
    expect(findings).toMatchObject([{ code: "load/no-token", message: expect.stringMatching(why) }]);
    expect(receipt.counts).toMatchObject({ unsent: 2 });
    expect(taken.size).toBe(0);
  });
});

describe("client credentials", () => {
  it.each<["header" | "form"]>([["header"], ["form"]])("loads with the secret in the %s", async (secretIn) => {
    const { base } = await guarded(clients);
    const authorizer = clientCredentials({ clientId: secretIn, clientSecret: SECRET, scope: SCOPE, secretIn });
    expect((await loadAs(base, authorizer)).receipt.counts).toMatchObject({ created: 2 });
    const wrong = clientCredentials({ clientId: secretIn, clientSecret: "another", scope: SCOPE, secretIn });
    expect((await loadAs(base, wrong)).findings).toMatchObject([{ code: "load/no-token" }]);
  });

  it("is known not to have sent anything when no token can be had", async () => {
    const { base } = await guarded(clients);
    const tokenUrl = await misbehaving((request) => request.socket.destroy());
    const authorizer = clientCredentials({ clientId: "form", clientSecret: SECRET, tokenUrl });
    const { value: to } = connect({ server: base, fetch, timeoutMs: 30_000, authorizer, retryForMs: 0 });
    const asked = to && (await exchange(to, { method: "POST", path: "", body: "{}", name: "the transaction" }));
    expect(asked?.failure?.code).toBe("load/no-token-endpoint");
    expect(asked?.failure?.message).toContain(tokenUrl);
  });

  it("asks no token over plain http, but on this machine", async () => {
    for (const tokenUrl of ["http://as.example/token", "ftp://127.0.0.1/token", "here"]) {
      const authorizer = clientCredentials({ clientId: "x", clientSecret: "y", tokenUrl });
      const fetch = () => Promise.reject(new Error("nothing is sent"));
      const { value: to } = connect({ server: "https://x.example", fetch, timeoutMs: 1000, authorizer });
      const found = to && (await exchange(to, { method: "GET", path: "", name: "x" })).failure;
      expect(found).toMatchObject({ code: "load/no-token-endpoint", message: expect.stringContaining("no https") });
    }
  });
});

describe("a token", () => {
  const authorizer = () =>
    clientCredentials({ clientId: "form", clientSecret: SECRET, scope: SCOPE, secretIn: "form" });

  it("that is refused in the middle is replaced, and nothing is lost or done twice", async () => {
    const { base, taken, server } = await guarded(clients, { uses: 2 });
    const { findings, receipt } = await loadAs(base, authorizer());
    expect(findings).toEqual([]);
    expect(receipt.counts).toMatchObject({ created: 2, equal: 2 });
    expect(taken.size).toBeGreaterThan(1);
    const { body } = server.handle({ method: "GET", url: "/Observation?_summary=count" });
    expect(JSON.parse(String(body)).total).toBe(1);
  });

  it("that is refused is replaced once: a server that takes none is not asked for ever", async () => {
    const weak = { ...clients[3], scope: `${SCOPE} system/*.rs` } as (typeof clients)[0];
    const { base } = await guarded([weak]);
    const urls: string[] = [];
    const { value: to } = connect({
      server: base,
      fetch: (url, init) => {
        urls.push(url.slice(base.length - "/fhir".length));
        return fetch(url, init);
      },
      timeoutMs: 30_000,
      authorizer: clientCredentials({ clientId: "form", clientSecret: SECRET, scope: "system/*.rs", secretIn: "form" }),
    });
    const answer = to && (await exchange(to, { method: "GET", path: "/Patient", name: "GET Patient" }));
    expect(answer?.value?.status).toBe(401);
    expect(urls.slice(1)).toEqual(["/token", "/fhir/Patient", "/token", "/fhir/Patient"]);
  });

  it("is asked for once by all who wait for it, and anew before it expires", async () => {
    const { base, taken } = await guarded(clients);
    let now = Date.now();
    const { value: to } = connect({
      server: base,
      fetch,
      timeoutMs: 30_000,
      clock: () => new Date(now),
      authorizer: authorizer(),
    });
    if (!to) throw new Error(base);
    const read = () => exchange(to, { method: "GET", path: "/Patient", name: "GET Patient" });
    await Promise.all([read(), read(), read()]);
    expect(taken.size).toBe(1);
    now += 569_000;
    await read();
    expect(taken.size).toBe(1);
    now += 2000;
    await read();
    expect(taken.size).toBe(2);
  });
});

describe("who asks", () => {
  const seen = async (authorizer: Authorizer, answer = 200, more: Partial<ConnectionOptions> = {}) => {
    const lines: (string | undefined)[] = [];
    const server = await misbehaving((request, response) => {
      lines.push(request.headers.authorization);
      response.writeHead(answer, { location: "http://127.0.0.2/" }).end();
    });
    const { value: to } = connect({ server, fetch, timeoutMs: 30_000, authorizer, ...more });
    const result = to && (await exchange(to, { method: "GET", path: "/Patient/1", name: "x" }));
    return { lines, result };
  };

  it("is a user with a password, or who holds a token", async () => {
    expect((await seen(basic("zoë", "p:ss"))).lines).toEqual([`Basic ${Buffer.from("zoë:p:ss").toString("base64")}`]);
    expect((await seen(bearer("abc"))).lines).toEqual(["Bearer abc"]);
  });

  it("comes before a header of that name", async () => {
    expect((await seen(bearer("abc"), 200, { headers: { Authorization: "old" } })).lines).toEqual(["Bearer abc"]);
  });

  it("is said once where there is no other way to say it, and never where a redirect leads", async () => {
    expect((await seen(bearer("abc"), 401)).lines).toHaveLength(1);
    const { lines, result } = await seen(bearer("abc"), 307);
    expect([lines.length, result?.value?.status]).toEqual([1, 307]);
  });

  it("is not shown where it cannot be sent", async () => {
    const { lines, result } = await seen(bearer("secret\nof mine"));
    expect(lines).toEqual([]);
    expect(result?.failure).toMatchObject({ code: "load/bad-header" });
    expect(JSON.stringify(result)).not.toMatch(/secret\\nof|of mine/);
  });
});

describe("a private key", () => {
  it("may be PEM, with an id beside it", async () => {
    const pem = await exportPKCS8(curve.key);
    expect((await readKey(pem, "k")).value).toMatchObject({ algorithm: "ES384", keyId: "k" });
    expect((await readKey(await exportPKCS8(rsa.key), "k")).value).toMatchObject({ algorithm: "RS384" });
    expect((await readKey(pem)).failure?.message).toMatch(/no id/);
    const { base } = await guarded(clients);
    const { value: key } = await readKey(pem, "curve");
    if (!key) throw new Error("no key");
    const authorizer = backendServices({
      clientId: "signs-curve",
      key,
      scope: SCOPE,
      newId: () => crypto.randomUUID(),
    });
    expect((await loadAs(base, authorizer)).findings).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ["a public one", JSON.stringify(rsa.public), /no private key/],
    ["another curve", '{"kty":"EC","crv":"P-256","d":"SECRET","kid":"x"}', /neither RSA/],
    ["nonsense", "SECRET", /neither a JWK nor PEM/],
    ["JSON of something else", "null", /neither a JWK nor PEM/],
    ["a broken key", '{"kty":"RSA","d":"SECRET","kid":"x"}', /neither a JWK nor PEM/],
    ["old PEM", "-----BEGIN RSA PRIVATE KEY-----\nSECRET", /not PKCS#8/],
    ["broken PEM", "-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----", /PKCS#8 key that can be read/],
  ])("that is none is told without showing it: %s", async (_what, text, why) => {
    const { failure } = await readKey(text, "k");
    expect(failure).toMatchObject({ code: "load/bad-key", message: expect.stringMatching(why) });
    expect(JSON.stringify(failure)).not.toContain("SECRET");
  });
});
