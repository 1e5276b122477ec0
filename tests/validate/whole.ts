/** What the validator says, and whether it says it in whole sentences: every blank of a template has something in it. */
import { expect } from "vitest";
import { catalogue } from "../../src/finding/catalogue.js";
import { PLACEHOLDER } from "../../src/finding/entry.js";
import type { Finding } from "../../src/finding/finding.js";
import { createValidator, type ValidatorOptions } from "../../src/validate/index.js";

const verbatim = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** Passes findings on that are told in whole sentences. */
export function whole(findings: Finding[]): Finding[] {
  for (const { code, message } of findings) {
    const [first = "", ...others] = catalogue[code].message.split(PLACEHOLDER).filter((_, i) => i % 2 === 0);
    const sentence = new RegExp(`^${verbatim(first)}${others.map((text) => `[^]+${verbatim(text)}`).join("")}$`);
    expect(message).toMatch(sentence);
  }
  return findings;
}

/** @returns `severity code place` of all that is told of a resource, the code without its room */
export const said = (resource: object, options: ValidatorOptions = {}): string[] =>
  whole(createValidator(options).validate(resource)).map(
    ({ severity, code, bundle }) => `${severity} ${code.slice("validate/".length)} ${bundle?.expression}`,
  );
