import { describe, expect, it } from "vitest";
import { Memo } from "../../src/fhir/memo.js";

describe("what is worked out once", () => {
  it("is asked for once by each name, also where there is nothing", () => {
    const asked: string[] = [];
    const memo = new Memo((name) => {
      asked.push(name);
      return name === "none" ? undefined : name.length;
    });
    expect(["one", "none", "one", "none"].map((name) => memo.of(name))).toEqual([3, undefined, 3, undefined]);
    expect(asked).toEqual(["one", "none"]);
  });

  it("is not to be had while it is made from itself, however long its name", () => {
    for (const name of ["short", "long".repeat(1_000)]) {
      const memo: Memo<string> = new Memo((own) => `${own} of ${memo.of(own)}`);
      expect(memo.of(name)).toBe(`${name} of undefined`);
    }
  });

  it("keeps neither names without end nor names without end in length", () => {
    let asked = 0;
    const memo = new Memo(() => ++asked);
    memo.of("first");
    for (let i = 0; i < 20_000; i++) memo.of(String(i));
    expect([memo.of("first") !== 1, memo.of("19999")]).toEqual([true, 20_001]);
    const long = "x".repeat(100_000);
    expect(memo.of(long)).not.toBe(memo.of(long));
  });
});
