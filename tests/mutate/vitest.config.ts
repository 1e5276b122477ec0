/** The tests that judge mutants of src/validate: quick ones that see a change at once. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/validate/**/*.test.ts", "tests/oracles/hl7-tests/*.test.ts"],
    // A rule that asks for itself ends at the stack's limit, which Stryker's own frames move.
    exclude: ["tests/validate/conforms-to.test.ts"],
    globalSetup: "tests/temporary.ts",
    isolate: false,
    testTimeout: 20_000,
  },
});
