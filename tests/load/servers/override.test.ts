import { describe, expect, it } from "vitest";
import { parseOverride } from "../../../src/load/servers/override.js";

describe("parseOverride", () => {
  it.each([
    ["maxEntries=150", "maxEntries", 150],
    ["maxBytes=5242880", "maxBytes", 5_242_880],
    ["maxEntries=none", "maxEntries", Number.POSITIVE_INFINITY],
    ["gzip=yes", "gzip", true],
    ["gzip=true", "gzip", true],
    ["batch=no", "batch", false],
    ["clientIds=not-numeric", "clientIds", "not-numeric"],
    ["transaction=none", "transaction", "none"],
  ])("reads %s", (text, capability, value) => {
    expect(parseOverride(text)).toEqual({ capability, value });
  });

  it.each([
    ["maxEntries", "NAME=VALUE"],
    ["maxEntrys=1", "is it maxEntries?"],
    ["colour=blue", "no such capability"],
    ["toString=1", "no such capability"],
    ["maxEntries=0", "from 1 on"],
    ["maxEntries=-5", "from 1 on"],
    ["maxEntries=1.5", "from 1 on"],
    ["maxEntries=99999999999999999999", "from 1 on"],
    ["maxEntries=", "from 1 on"],
    ["maxEntries=1=2", "from 1 on"],
    ["gzip=maybe", "yes or no"],
    ["gzip=none", "yes or no"],
    ["clientIds=all", "any, not-numeric, uuid, none"],
    ["transaction=", "atomic, as-batch, none"],
  ])("says why it cannot read %s", (text, why) => {
    expect(parseOverride(text)).toEqual({ why: expect.stringContaining(why) });
  });
});
