/** HL7's validator writes its options with one dash. */
export const hl7Spellings: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      "output",
      "profile",
      "ig",
      "tx",
      "best-practice",
      "display-issues-are-warnings",
      "extension",
      "security-checks",
      "allow-example-urls",
    ].map((name) => [`-${name}`, `--${name}`]),
  ),
  "-version": "--fhir-version",
};
