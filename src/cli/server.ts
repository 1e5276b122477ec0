/** What `--server` takes, for every command that loads. */
import { whyNoBase } from "../load/index.js";
import type { OptionSpec } from "./command.js";

export const serverUrl: OptionSpec["form"] = {
  accepts: (value) => whyNoBase(value) === undefined,
  words: "an http:// or https:// URL without credentials, query or fragment, like http://localhost:8080/fhir",
};
