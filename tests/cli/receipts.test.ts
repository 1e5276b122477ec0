/** What `verify` and `undo` say of a receipt that is none, and of a server that is gone; docs/receipts.md shows them at work. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/load/index.js";
import { fhir, plainServer } from "./network.js";
import { case2fhir, folderWith, reportOf, smallCase } from "./program.js";

/** Nothing listens there: no request leaves the machine, and none is answered. */
const receipt: Pick<Receipt, "server" | "entries" | "deleted"> = {
  server: { base: "http://127.0.0.1:65535/fhir" },
  entries: [{ entry: 0, type: "Patient", outcome: "created", assigned: { type: "Patient", id: "1", version: "1" } }],
  deleted: [],
};
const files = {
  "receipt.json": JSON.stringify(receipt),
  "no-server.json": JSON.stringify({ ...receipt, server: { base: "nowhere" } }),
  "no-entries.json": JSON.stringify({ server: receipt.server }),
  "no-outcome.json": JSON.stringify({ ...receipt, entries: [{ entry: 0 }] }),
  "bundle.json": JSON.stringify({ resourceType: "Bundle", type: "collection" }),
  "broken.json": "{",
};

describe.each(["verify", "undo"])("%s", (command) => {
  it.each([
    ["no-server.json", 1, /load\/not-a-receipt\s+this is not a receipt of a load: it names no server/],
    ["no-entries.json", 1, /it has no entries/],
    ["no-outcome.json", 1, /an entry tells no outcome/],
    ["bundle.json", 1, /load\/not-a-receipt/],
    ["broken.json", 2, /cli\/not-json/],
    ["missing.json", 2, /cli\/no-such-file/],
    ["receipt.json", 3, /load\/connection-refused/],
  ])("of %s ends with %i", async (file, code, said) => {
    const ended = await case2fhir([command, file], { cwd: folderWith(files) });
    expect(ended.out + ended.err).toMatch(said);
    expect(ended.code).toBe(code);
  });
});

describe("a load into a receipt that is there", () => {
  /** A server, a folder, and what of a command's findings is about receipts. */
  async function working() {
    const server = `http://127.0.0.1:${await plainServer(fhir().listener)}/fhir`;
    const cwd = folderWith({ "case.yaml": smallCase() });
    const run = async (...args: string[]) => {
      const { code, out } = await case2fhir([...args, "--format", "json"], { cwd });
      expect(code, out).toBe(0);
      return reportOf(out).findings.flatMap((one) => (/^load\/receipt/.test(one.code) ? one.code : []));
    };
    const load = (...more: string[]) =>
      run("load", "case.yaml", "--server", server, "--receipt", "r.receipt.json", ...more);
    const receiptIn = (name: string) => JSON.parse(readFileSync(join(cwd, name), "utf8")) as Receipt;
    const edit = () => writeFileSync(join(cwd, "case.yaml"), smallCase().replace("sex: female", "sex: male"));
    return { cwd, run, load, receiptIn, edit };
  }

  it("leaves it where nothing is changed: undo still takes the first load back", async () => {
    const { cwd, run, load, receiptIn } = await working();
    expect(await load()).toEqual([]);
    const first = receiptIn("r.receipt.json");
    expect(await load()).toEqual(["load/receipt-kept"]);
    expect(receiptIn("r.receipt.json")).toEqual(first);
    expect(existsSync(join(cwd, "r.receipt.json.journal"))).toBe(false);
    await run("undo", "r.receipt.json");
    expect(await load()).toEqual(["load/receipt-beside"]);
    expect(receiptIn("r.receipt.json").counts.created).toBe(first.counts.created);
  });

  it("keeps it beside where something is changed: both loads are taken back, the newest first", async () => {
    const { cwd, run, load, receiptIn, edit } = await working();
    await load();
    const { created } = receiptIn("r.receipt.json").counts;
    edit();
    expect(await load()).toEqual(["load/receipt-beside"]);
    expect(readdirSync(cwd).sort()).toEqual(["case.yaml", "r.1.receipt.json", "r.receipt.json"]);
    expect(receiptIn("r.receipt.json").counts).toMatchObject({ created: 0, updated: expect.any(Number) });
    expect(receiptIn("r.receipt.json").counts.updated).toBeGreaterThan(0);
    await run("undo", "r.receipt.json");
    await run("verify", "r.1.receipt.json");
    await run("undo", "r.1.receipt.json");
    expect(await load()).toEqual(["load/receipt-beside"]);
    expect(receiptIn("r.receipt.json").counts.created).toBe(created);
  });
});
