/** `case2fhir server`, as a person runs it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import type { Bundle } from "../../src/fhir/types.js";
import { servers } from "../../src/load/index.js";
import { createFhirServer } from "../../src/serve/index.js";
import { createValidator } from "../../src/validate/index.js";
import { case2fhir, program } from "./program.js";

interface Shown {
  server?: { base: string; software?: { name: string } };
  known?: { id: string };
  lacks: string[];
  strategy: { id: string; why: string };
  strategies: { id: string; whyNot?: string }[];
  capabilities: Record<string, { value: unknown; from: string; source?: string; date?: string }>;
}

/** The embedded server with its validator, listening for as long as `use` runs. */
async function serving<T>(use: (base: string) => Promise<T>): Promise<T> {
  const validator = createValidator();
  const server = createFhirServer({ validate: (resource) => validator.validate(resource) });
  const { base, close } = await server.listen({ port: 0 });
  try {
    return await use(base);
  } finally {
    await close();
  }
}

describe("server", () => {
  it("says what a server is and where each value is known from", () =>
    serving(async (base) => {
      const { code, out } = await case2fhir(["server", base, "--set", "maxEntries=20"]);
      expect(code).toBe(0);
      expect(out).toContain(`${base}: case2fhir, FHIR 4.0.1; known as case2fhir serve (case2fhir)\n`);
      expect(out).toMatch(/^ {2}transaction +atomic +table \[1\] /m);
      expect(out).toMatch(/^ {2}maxEntries +20 +flag /m);
      expect(out).toMatch(/^ {2}\[1\] docs\/serve\.md/m);
    }));

  it("says the same as data", () =>
    serving(async (base) => {
      const { code, out } = await case2fhir(["server", base, "--format", "json"]);
      expect(code).toBe(0);
      const shown = JSON.parse(out) as Shown;
      expect(shown.server).toMatchObject({ base, software: { name: "case2fhir" }, fhirVersion: "4.0.1" });
      expect(shown.known?.id).toBe("case2fhir");
      expect(shown.capabilities.maxEntries).toMatchObject({ value: "none", from: "table", date: "2026-11-25" });
    }));

  it("probes, and takes back what it wrote", () =>
    serving(async (base) => {
      const { code, out } = await case2fhir(["server", base, "--as", "medplum", "--probe", "--format", "json"]);
      expect(code).toBe(0);
      const { capabilities } = JSON.parse(out) as Shown;
      expect(capabilities.transaction).toEqual({ value: "atomic", from: "probe" });
      expect(capabilities.decimals).toEqual({ value: "kept", from: "probe" });
      expect(capabilities.maxUpdates).toMatchObject({ value: 50, from: "table" });
      const left = (await (await fetch(`${base}/Basic`)).json()) as Bundle;
      expect(left.total).toBe(0);
    }));

  it("takes back what it wrote when it is ended with Ctrl-C", () =>
    serving(async (base) => {
      let count = 0;
      let child: ChildProcess | undefined;
      const between = createServer(async (incoming, outgoing) => {
        if (++count === 30) child?.kill("SIGINT");
        const body = Buffer.concat(await incoming.toArray());
        const { method = "GET", url = "", headers } = incoming;
        const type = { "content-type": headers["content-type"] ?? "application/fhir+json" };
        const init = { method, headers: type, ...(body.length > 0 ? { body } : {}) };
        const answer = await fetch(new URL(url, base), init);
        const location = answer.headers.get("location");
        outgoing.writeHead(answer.status, {
          "content-type": "application/fhir+json",
          ...(location ? { location } : {}),
        });
        outgoing.end(await answer.text());
      });
      await once(between.listen(0, "127.0.0.1"), "listening");
      const through = `http://127.0.0.1:${(between.address() as AddressInfo).port}/fhir`;
      child = spawn(process.execPath, [program, "server", through, "--probe"], { stdio: ["ignore", "pipe", "ignore"] });
      const out = Buffer.concat((await child.stdout?.toArray()) ?? []).toString();
      expect(child.exitCode ?? (await once(child, "close"))[0]).toBe(130);
      between.close();
      expect(out).toContain("load/interrupted");
      expect(out).not.toContain("load/probe-remains");
      expect(count).toBeGreaterThan(30);
      const left = (await (await fetch(`${base}/Basic`)).json()) as Bundle;
      expect(left.total).toBe(0);
    }));

  it("shows a row of the table without a network", async () => {
    const { code, out } = await case2fhir(["server", "--as", "azure", "--set", "maxBytes=5242880"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}maxEntries +500 +table /m);
    expect(out).toMatch(/^ {2}maxBytes +5 MiB +flag /m);
    expect(out).toMatch(/^ {2}gzip +no +assumed /m);
  });

  it.each([
    ["azure", "A", {}],
    ["medplum", "C", { A: "choose ids" }],
    ["blaze", "A", { B2: "no conditional update" }],
    ["epic", "E", { A: "no transactions", C: "no batches" }],
  ])("says how %s will be loaded, and what is out", async (id, used, out) => {
    const shown = JSON.parse((await case2fhir(["server", "--as", id, "--format", "json"])).out) as Shown;
    expect(shown.strategy.id).toBe(used);
    for (const [strategy, why] of Object.entries(out))
      expect(shown.strategies.find((one) => one.id === strategy)?.whyNot).toContain(why);
    const { out: text } = await case2fhir(["server", "--as", id]);
    expect(text).toContain(`\n  strategy ${used}: ${shown.strategy.why}\n`);
    expect(text).toMatch(new RegExp(`^ {2}${used} +used `, "m"));
    for (const strategy of Object.keys(out)) expect(text).toMatch(new RegExp(`^ {2}${strategy} +out `, "m"));
  });

  it("says what a server lacks", async () => {
    const { out } = await case2fhir([
      "server",
      "--as",
      "azure",
      "--set",
      "decimals=digits-lost",
      "--set",
      "ifMatch=no",
    ]);
    expect(out).toContain(
      "\n  - what others change in between is not noticed when it is written over\n  - decimals lose digits",
    );
    const { lacks } = JSON.parse((await case2fhir(["server", "--as", "case2fhir", "--format", "json"])).out) as Shown;
    expect(lacks).toEqual([]);
  });

  it("lists the whole table", async () => {
    const text = await case2fhir(["server", "--list"]);
    for (const { id, name } of servers) expect(text.out).toContain(`${name} (${id})\n`);
    const { out } = await case2fhir(["server", "--list", "--format", "json"]);
    const listed = JSON.parse(out) as { servers: { id: string; capabilities: object }[] };
    expect(listed.servers.map(({ id }) => id)).toEqual(servers.map(({ id }) => id));
  });

  it.each([
    [[], "no server is named"],
    [["--as", "hapi", "--probe"], "--probe needs the URL"],
    [["--as", "hapi", "--set", "maxEntrys=1"], "is it maxEntries?"],
    [["ftp://example.org/fhir"], "the URL must be an http"],
    [["http://me:secret@example.org/fhir"], "without credentials"],
    [["--as", "nobody"], '--as cannot be "nobody"'],
  ])("refuses %j", async (args, why) => {
    const { code, err } = await case2fhir(["server", ...args]);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
    expect(err).not.toContain("secret");
  });

  it("ends with 3 where nobody answers, and shows nothing it does not know", async () => {
    const { code, out } = await case2fhir(["server", "http://127.0.0.1:1/fhir"]);
    expect(code).toBe(3);
    expect(out).toContain("load/connection-refused");
    expect(out).not.toContain("assumed");
  });
});
