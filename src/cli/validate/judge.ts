/** A judge: what reads a text and says what is wrong with it. The same for one file and for millions of lines. */
import type { Finding } from "../../finding/finding.js";
import { withLines } from "../../validate/lines.js";
import { type Input, inputOf, readFhir } from "../input.js";
import { linesOf } from "../ndjson.js";
import { readText, type Text, textOf } from "../read.js";
import type { Shell } from "../shell.js";
import type { ValidateArgs } from "./args.js";
import { makeValidator } from "./validator.js";

/** What is to be judged; it goes to a worker as it is. */
export type Work =
  | { kind: "file"; path: string }
  /** A text that was read already. */
  | { kind: "bytes"; file: string; bytes: Uint8Array }
  /** Lines of NDJSON, a resource each. */
  | { kind: "lines"; file: string; firstLine: number; bytes: Uint8Array };

/** One resource, and what is wrong with it. */
export interface Judged {
  file: string;
  /** Its line in NDJSON. */
  line?: number;
  /** `Patient`, or `case`; absent where nothing could be read. */
  type?: string;
  findings: Finding[];
  /** The text of a case, to show its lines. */
  source?: string;
}

export interface Judge {
  judge(work: Work): Promise<Judged[]>;
  /** What is wrong with the packages; it may grow while they are used. */
  readonly findings: readonly Finding[];
}

export type JudgeArgs = Omit<ValidateArgs, "format" | "output" | "ignore" | "jobs">;

/** @param env for the place of ~/.fhir, and of SOURCE_DATE_EPOCH */
export async function makeJudge(args: JudgeArgs, env: Shell["env"]): Promise<Judge> {
  const { validator, findings } = await makeValidator(args, env);
  const profiles = args.profile ?? [];

  async function judged(input: Input, text: string, firstLine?: number): Promise<Omit<Judged, "file">> {
    if (input.kind === "none") return { findings: [input.finding] };
    if (input.kind === "case") {
      const { judgeCase } = await import("./case.js");
      return judgeCase(input, validator, args, env);
    }
    const { resource, file } = input;
    const found = [...input.findings, ...validator.validate(resource, { file, profiles })];
    return { type: typeOf(resource), findings: withLines(found, text, firstLine) };
  }

  async function* lines(work: Work & { kind: "lines" }): AsyncGenerator<Judged> {
    const bytes = Buffer.from(work.bytes.buffer, work.bytes.byteOffset, work.bytes.byteLength);
    for (const { line, bytes: one } of linesOf({ firstLine: work.firstLine, bytes })) {
      const text = textOf(work.file, one);
      const input: Input = "finding" in text ? { kind: "none", ...text } : readFhir(text, line);
      yield { file: work.file, line, ...(await judged(input, "finding" in text ? "" : text.text, line)) };
    }
  }

  const whole = async (file: string, text: Text | { finding: Finding }): Promise<Judged> => ({
    file,
    ...(await judged(inputOf(text), "finding" in text ? "" : text.text)),
  });

  return {
    findings,
    async judge(work) {
      if (work.kind === "file") return [await whole(work.path, await readText(work.path))];
      if (work.kind === "bytes") return [await whole(work.file, textOf(work.file, Buffer.from(work.bytes)))];
      const all: Judged[] = [];
      for await (const one of lines(work)) all.push(one);
      return all;
    },
  };
}

const typeOf = (resource: unknown): string => {
  const { resourceType } = (resource ?? {}) as { resourceType?: unknown };
  return typeof resourceType === "string" ? resourceType : "?";
};
