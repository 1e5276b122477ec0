/** What `verify` and `undo` say of a receipt that is none, and of a server that is gone; docs/receipts.md shows them at work. */
import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/load/index.js";
import { case2fhir, folderWith } from "./program.js";

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
