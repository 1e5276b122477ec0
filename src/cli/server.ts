/** What `--server` takes, for every command that loads. */
import { whyNoBase } from "../load/index.js";
import type { OptionSpec } from "./command.js";

export const serverUrl = {
  accepts: (value: string) => whyNoBase(value) === undefined,
  words: "an http:// or https:// URL without credentials, query or fragment, like http://localhost:8080/fhir",
} satisfies OptionSpec["form"];
