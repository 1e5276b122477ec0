/** The findings in each format, written as they come: however many there are, none is kept. */

import { issueOf, outcomeOf } from "../../fhir/outcome.js";
import type { OperationOutcome } from "../../fhir/types.js";
import { URL_NAMESPACE, uuidFromName } from "../../fhir/uuid.js";
import { summarize } from "../../finding/finding.js";
import { toJson } from "../../report/json.js";
import type { Style } from "../../report/style.js";
import { renderTally, type Tally, tallyAsData } from "../../report/tally.js";
import { renderFindings, renderSummary } from "../../report/text.js";
import type { FORMATS } from "./args.js";
import type { Judged } from "./judge.js";

export interface Writer {
  /** @returns what is written for it; of what stands in no file `file` is empty */
  add(judged: Judged): string;
  end(tally: Tally): string;
}

/** @param named the files that get a line of their own at the end */
export const writers: Readonly<Record<(typeof FORMATS)[number], (style: Style, named: ReadonlySet<string>) => Writer>> =
  { text: textWriter, json: jsonWriter, ndjson: ndjsonWriter, outcome: outcomeWriter };

function textWriter(style: Style, named: ReadonlySet<string>): Writer {
  const verdicts: string[] = [];
  let written = 0;
  return {
    add({ file, line, type, findings, source }) {
      if (line === undefined && type !== undefined && named.has(file))
        verdicts.push(`${file}: ${renderSummary(summarize(findings))}\n`);
      const text = renderFindings(findings, new Map(source === undefined ? [] : [[file, source]]), style);
      return text === "" ? "" : `${written++ > 0 ? "\n" : ""}${text}`;
    },
    end(tally) {
      const sum = tally.judged === 0 ? `${renderSummary(tally.summary)}\n` : renderTally(tally);
      const parts = [verdicts.join(""), tally.judged === 1 && verdicts.length === 1 ? "" : sum].filter(Boolean);
      return `${written > 0 ? "\n" : ""}${parts.join("\n")}`;
    },
  };
}

/** The shape of jsonReport, and what was judged where that is more than one resource. */
function jsonWriter(): Writer {
  let written = 0;
  const opening = () => (written++ === 0 ? '{\n  "findings": [' : ",");
  return {
    add: ({ findings }) =>
      findings.map((found) => `${opening()}\n${indented(JSON.stringify(toJson(found), null, 2), 4)}`).join(""),
    end(tally) {
      const rest = {
        summary: tally.summary,
        ...(tally.judged > 1 ? { validated: tallyAsData(tally) } : {}),
      };
      const start = written === 0 ? `${opening()}]` : "\n  ]";
      return `${start},\n${indented(JSON.stringify(rest, null, 2).slice("{\n".length), 0)}\n`;
    },
  };
}

const indented = (text: string, by: number): string => text.replace(/^/gm, " ".repeat(by));

function ndjsonWriter(): Writer {
  return {
    add: ({ findings }) => findings.map((found) => `${JSON.stringify(toJson(found))}\n`).join(""),
    end: () => "",
  };
}

/** One OperationOutcome for one resource, a Bundle of them for several, as HL7's validator does. */
function outcomeWriter(): Writer {
  let first: OperationOutcome | undefined;
  let isSeveral = false;
  let count = 0;
  const entry = (resource: OperationOutcome) => {
    const fullUrl = `urn:uuid:${uuidFromName(`${count++} ${JSON.stringify(resource)}`, URL_NAMESPACE)}`;
    return JSON.stringify({ fullUrl, resource });
  };
  return {
    add({ file, line, findings }) {
      const name = line === undefined ? file : `${file}:${line}`;
      const outcome = outcomeOf(findings.map(issueOf), name === "" ? undefined : name);
      if (!isSeveral && first === undefined) {
        first = outcome;
        return "";
      }
      const start = isSeveral
        ? ""
        : `{"resourceType":"Bundle","type":"collection","entry":[\n${entry(first ?? outcome)}`;
      isSeveral = true;
      return `${start},\n${entry(outcome)}`;
    },
    end: () => (isSeveral ? "\n]}\n" : `${JSON.stringify(first ?? outcomeOf([]), null, 2)}\n`),
  };
}
