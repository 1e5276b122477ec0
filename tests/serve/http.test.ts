import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { CapabilityStatement } from "../../src/fhir/types.js";
import type { Listening, ListenOptions } from "../../src/serve/index.js";
import { patient, testServer } from "./server.js";

const listening: Listening[] = [];

async function start(options?: ListenOptions): Promise<Listening> {
  const one = await testServer().listen(options);
  listening.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(listening.splice(0).map((one) => one.close()));
});

describe("over HTTP", () => {
  it("takes a free port of 127.0.0.1, names its base in links and ends when told", async () => {
    const { base, close } = await start();
    expect(base).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/fhir$/);
    const created = await fetch(`${base}/Patient`, {
      method: "POST",
      body: JSON.stringify(patient()),
      headers: { "content-type": "application/fhir+json" },
    });
    expect(created.status).toBe(201);
    expect(created.headers.get("location")).toBe(`${base}/Patient/new-1/_history/1`);
    expect(created.headers.get("content-type")).toBe("application/fhir+json; charset=utf-8");
    const metadata = (await (await fetch(`${base}/metadata`)).json()) as CapabilityStatement;
    expect(metadata.implementation?.url).toBe(base);
    await close();
    await expect(fetch(`${base}/metadata`)).rejects.toThrow();
  });

  it("says so when the port is taken", async () => {
    const { base } = await start();
    const port = Number(new URL(base).port);
    await expect(start({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("answers what it cannot take with an OperationOutcome", async () => {
    const { base } = await start({ maxBodyBytes: 1000 });
    const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      fetch(`${base}/Patient`, {
        method: "POST",
        body,
        headers: { "content-type": "application/fhir+json", ...headers },
      });
    const answers = [
      await post("x".repeat(1001)),
      await post(new Uint8Array([0x7b, 0xff, 0xfe])),
      await post("abc", { "content-encoding": "gzip" }),
      await post("abc", { "content-encoding": "br" }),
      // Half a million bytes in the thousand that may come.
      await post(gzipSync("x".repeat(500_000)), { "content-encoding": "gzip" }),
      await post(gzipSync(JSON.stringify(patient({ id: "x".repeat(1001) }))), { "content-encoding": "gzip" }),
      await fetch(base.replace("/fhir", "/elsewhere")),
      await fetch(`${base}x/Patient`),
      await fetch(`${base}/Patient/1`, { method: "PATCH", body: "[]" }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([413, 400, 400, 415, 413, 413, 404, 404, 405]);
    expect(answers[3]?.headers.get("accept-encoding")).toBe("gzip");
    for (const answer of answers) expect(await answer.json()).toMatchObject({ resourceType: "OperationOutcome" });
    expect((await fetch(`${base}/Patient`)).status).toBe(200);
  });

  it.each(["gzip", "X-GZIP"])("reads a body that comes as %s, its last byte too", async (coding) => {
    const { base } = await start({ maxBodyBytes: 1000 });
    const empty = JSON.stringify(patient({ language: "" }));
    const whole = JSON.stringify(patient({ language: "é".repeat((1000 - empty.length) / 2) }));
    const answer = await fetch(`${base}/Patient`, {
      method: "POST",
      body: gzipSync(whole),
      headers: { "content-type": "application/fhir+json", "content-encoding": coding },
    });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject(JSON.parse(whole));
  });

  it("lets no page of another origin in", async () => {
    const { base } = await start();
    const from = async (origin: string) => (await fetch(`${base}/Patient`, { headers: { origin } })).status;
    expect(await from("https://elsewhere.example")).toBe(403);
    expect(await from("null")).toBe(403);
    expect(await from(new URL(base).origin)).toBe(200);
  });

  it("survives a client that hangs up in the middle, and one that speaks no HTTP", async () => {
    const { base } = await start();
    const port = Number(new URL(base).port);
    for (const said of [
      "POST /fhir/Patient HTTP/1.1\r\nhost: x\r\ncontent-length: 999\r\n\r\n{",
      "\u0000\u0001garbage\r\n\r\n",
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => socket.write(said, () => socket.destroy()));
        socket.on("close", () => resolve());
        socket.on("error", () => undefined);
      });
    }
    expect((await fetch(`${base}/Patient`)).status).toBe(200);
  });
});
