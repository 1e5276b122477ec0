/** What the command line says about the mapping of a case: apart from the mapping itself, which not every command needs. */
import type { MapOptions } from "../map/index.js";
import { instant } from "./command.js";

/** Options of the commands that map. */
export const mapOptions = {
  type: {
    type: "string",
    describe: "The kind of Bundle",
    choices: ["transaction", "batch", "collection", "document"],
    default: "transaction",
  },
  request: {
    type: "string",
    describe: "How entries of a transaction are sent: put (by our ids) or post (the server gives ids)",
    choices: ["put", "post"],
    default: "put",
  },
  "compact-medications": {
    type: "boolean",
    describe: "One statement for a drug, its courses as dosages in sequence; says what that loses",
    default: false,
  },
  "dicom-uids": {
    type: "boolean",
    describe: "Give a study without a UID one that is made from our id (2.25.…)",
    default: false,
  },
  "meta-profile": {
    type: "boolean",
    describe: "Each resource says in meta.profile which profile of our guide it fits (docs/profiles.md)",
    default: false,
  },
  recorded: {
    type: "string",
    describe:
      "When this was recorded, as an instant (2026-11-22T09:00:00Z); else the case's own, else SOURCE_DATE_EPOCH",
    form: instant,
  },
} as const;

export interface MapArgs {
  type?: MapOptions["type"];
  request?: MapOptions["request"];
  recorded?: string | undefined;
  "compact-medications"?: boolean | undefined;
  "dicom-uids"?: boolean | undefined;
  "meta-profile"?: boolean | undefined;
}
