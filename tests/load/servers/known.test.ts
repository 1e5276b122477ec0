/** Where a value is taken from, the most trusted first. */
import { describe, expect, it } from "vitest";
import type { CapabilityStatement } from "../../../src/fhir/types.js";
import { assumptions } from "../../../src/load/servers/assumed.js";
import { capabilityNames } from "../../../src/load/servers/capability-kinds.js";
import { knowServer } from "../../../src/load/servers/known.js";
import { servers } from "../../../src/load/servers/table.js";
import { capabilityStatement } from "../../../src/serve/capabilities.js";

const base = "https://fhir.example.org/r4";
type Statement = Partial<CapabilityStatement>;

const statement = (rest: object): Statement => ({ rest: [{ mode: "server", ...rest }] as never });
const types = (...resource: object[]): Statement => statement({ resource });
const rowOf = (id: string) => servers.find((row) => row.id === id);

describe("knowServer", () => {
  it("trusts the user most, then a probe, the table, the server's statement, and assumes the rest", () => {
    const said = statement({ interaction: [{ code: "transaction" }, { code: "batch" }] });
    const overrides = { transaction: "none" } as const;
    const probed = { transaction: "as-batch", batch: false } as const;
    const { cells, capabilities, server } = knowServer({
      base,
      statement: said,
      overrides,
      probed,
      row: rowOf("azure"),
    });
    expect(server).toEqual({ id: "azure", name: "Microsoft FHIR server, Azure Health Data Services" });
    expect(cells.transaction).toEqual({ value: "none", from: "flag" });
    expect(cells.batch).toEqual({ value: false, from: "probe" });
    expect(cells.maxEntries).toMatchObject({ value: 500, from: "table", date: "2026-11-25" });
    expect(cells.maxEntries.source).toContain("learn.microsoft.com");
    expect(knowServer({ base, statement: said }).cells.transaction).toEqual({
      value: "atomic",
      from: "CapabilityStatement",
    });
    expect(cells.gzip).toMatchObject({ value: false, from: "assumed" });
    for (const name of capabilityNames) expect(capabilities[name]).toBe(cells[name].value);
  });

  it("assumes everything of a server that says nothing, and no limit among it", () => {
    const { server, cells, capabilities } = knowServer({ base });
    expect(server).toBeUndefined();
    expect(new Set(capabilityNames.map((name) => cells[name].from))).toEqual(new Set(["assumed"]));
    expect(capabilities).toMatchObject({
      transaction: "none",
      clientIds: "none",
      maxEntries: Number.POSITIVE_INFINITY,
    });
    for (const [, reason] of Object.values(assumptions)) expect(reason).not.toBe("");
  });

  it("reads what the embedded server says of itself as the table has it", () => {
    const said = capabilityStatement({ name: "somebody else's" }, base, "2026-11-25T00:00:00Z");
    const { cells } = knowServer({ base, statement: said });
    const { capabilities } = knowServer({ base, row: rowOf("case2fhir") });
    const read = capabilityNames.filter((name) => cells[name].from === "CapabilityStatement");
    expect(read).toEqual(
      expect.arrayContaining([
        "transaction",
        "batch",
        "clientIds",
        "conditionalCreate",
        "conditionalUpdate",
        "ifMatch",
        "references",
      ]),
    );
    for (const name of read) expect(cells[name].value, name).toBe(capabilities[name]);
  });

  it.each([
    ["a list with batch alone", statement({ interaction: [{ code: "batch" }] }), { transaction: "none", batch: true }],
    [
      "a list with neither",
      statement({ interaction: [{ code: "history-system" }] }),
      { transaction: "none", batch: false },
    ],
    ["one type without create by id", types({ updateCreate: true }, { updateCreate: false }), { clientIds: "none" }],
    ["types of which some are silent", types({ updateCreate: true }, {}), { clientIds: "any" }],
    ["no conditional create", types({ conditionalCreate: false }), { conditionalCreate: false }],
    ["versions that an update must name", types({ versioning: "versioned-update" }), { ifMatch: true }],
    ["no versions", types({ versioning: "no-version" }), { ifMatch: false }],
    [
      "enforced references",
      types({ referencePolicy: ["literal"] }, { referencePolicy: ["enforced"] }),
      { references: "enforced" },
    ],
    ["references that are not", types({ referencePolicy: ["literal"] }), { references: "not-enforced" }],
    ["_tag among the parameters", statement({ searchParam: [{ name: "_tag" }] }), { tagSearch: true }],
  ])("reads %s", (_what, said, expected) => {
    const { cells, capabilities } = knowServer({ base, statement: said });
    expect(capabilities).toMatchObject(expected);
    for (const name of Object.keys(expected))
      expect(cells[name as never]).toMatchObject({ from: "CapabilityStatement" });
  });

  it.each([
    ["no rest, as _elements may cut it", {}],
    ["no list of interactions", statement({ resource: [{ type: "Patient" }] })],
    ["an empty list", statement({ interaction: [] })],
    ["what it needs itself, as a client", { rest: [{ mode: "client", interaction: [{ code: "batch" }] }] } as never],
    ["nonsense", { rest: "all", interaction: 7 } as never],
    ["nonsense inside", statement({ interaction: [null, 7], resource: [null, 7], searchParam: [null] })],
  ])("settles nothing from %s", (_what, said) => {
    const { cells } = knowServer({ base, statement: said });
    for (const name of capabilityNames) expect(cells[name].from, name).toBe("assumed");
  });

  it("does not take a batch for impossible where only transaction is listed, as HAPI does", () => {
    const said = statement({ interaction: [{ code: "transaction" }] });
    expect(knowServer({ base, statement: said }).cells.batch.from).toBe("assumed");
    expect(knowServer({ base, statement: { ...said, software: { name: "HAPI FHIR Server" } } }).cells.batch.value).toBe(
      true,
    );
  });
});
