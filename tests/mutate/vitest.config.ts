/** The tests that judge mutants of src/validate: quick ones that see a change at once. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/validate/**/*.test.ts", "tests/oracles/hl7-tests/*.test.ts"],
    globalSetup: "tests/temporary.ts",
    isolate: false,
    testTimeout: 20_000,
  },
});
