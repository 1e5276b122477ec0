import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lazyTexts, writeTexts } from "../../src/build/texts.mjs";
import codeSystems from "../../src/definitions/generated/code-systems.js";
import profiles from "../../src/definitions/generated/profiles.js";
import types from "../../src/definitions/generated/types.js";
import valueSets from "../../src/definitions/generated/value-sets.js";

const generated = new URL("../../src/definitions/generated/", import.meta.url);

describe("the texts that the program reads when it needs them", () => {
  it.each([
    ["types", types],
    ["profiles", profiles],
    ["code-systems", codeSystems],
    ["value-sets", valueSets],
  ])("are those of the module %s", (name, module) => {
    const read = lazyTexts(new URL(`${name}.js`, generated));
    expect({ ...read }).toEqual({ ...module });
    expect(Object.keys(read).length).toBeGreaterThan(50);
    expect([Object.hasOwn(read, "none"), read.none, "toString" in read]).toEqual([false, undefined, false]);
  });

  it("come back as they were written, whatever they are", async () => {
    const folder = mkdtempSync(join(tmpdir(), "case2fhir-"));
    let number = 0;
    const text = fc.string({
      unit: fc.constantFrom("'", "\\", '"', ",", ":", "\n", "\r", "\t", "é", "\u2028", "x", "{"),
    });
    const key = fc.stringMatching(/^[a-z:/.|-]{1,9}$/);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, text), async (texts) => {
        const name = `texts-${number++}`;
        writeTexts(folder, name, texts);
        const file = pathToFileURL(join(folder, `${name}.js`));
        const module = (await import(/* @vite-ignore */ file.href)) as { default: object };
        expect([{ ...lazyTexts(file) }, { ...module.default }]).toEqual([{ ...texts }, { ...texts }]);
      }),
      { numRuns: 50 },
    );
  });

  it("are not taken from a file of another form, as if they were none", () => {
    const file = join(mkdtempSync(join(tmpdir(), "case2fhir-")), "types.js");
    writeFileSync(file, 'export default {\n"Patient":"{}",\n};\n');
    expect(() => lazyTexts(pathToFileURL(file)).Patient).toThrow("build it again");
  });
});
