import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/finding/finding.js";
import { createValidator } from "../../src/validate/index.js";
import { DEFECTS } from "./defects.js";
import { example, set } from "./examples.js";
import { whole } from "./whole.js";

const validator = createValidator({ bestPractice: "ignore" });
const place = ({ code, bundle }: Finding) => `${code} at ${bundle?.expression}`;

describe("one defect in an official example gives one finding, at its place", () => {
  it.each(DEFECTS.map((defect) => [defect.name, defect] as const))(
    "%s",
    (_, { example: name, put, code, at, says }) => {
      const before = validator.validate(example(name)).map((one) => `${place(one)} ${one.message}`);
      const broken = example(name);
      for (const [path, value] of Object.entries(put)) set(broken, path, value);
      const findings = whole(validator.validate(broken)).filter(
        (one) => !before.includes(`${place(one)} ${one.message}`),
      );
      expect(findings.map(place)).toEqual([`${code} at ${at}`]);
      expect(findings[0]?.message).toContain(says ?? "");
    },
  );

  it("has no two defects of one name", () => {
    expect(new Set(DEFECTS.map(({ name }) => name)).size).toBe(DEFECTS.length);
  });
});
