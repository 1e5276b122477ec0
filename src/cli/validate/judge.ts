/** A judge: what reads a text and says what is wrong with it. The same for one file and for millions of lines. */
import type { Finding } from "../../finding/finding.js";
import { withLines } from "../../validate/lines.js";
import { bugOf } from "../bug.js";
import { type Input, inputOf, readFhir } from "../input.js";
import { linesOf } from "../ndjson.js";
import { nameOf, readText, type Text, textOf } from "../read.js";
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

  const oneLine = (file: string, line: number, bytes: Buffer) =>
    attempt({ file, line }, env, async () => {
      const text = textOf(file, bytes);
      return "finding" in text ? { findings: [text.finding] } : judged(readFhir(text, line), text.text, line);
    });

  const whole = (file: string, read: () => Promise<Text | { finding: Finding }>) =>
    attempt({ file }, env, async () => {
      const text = await read();
      return judged(inputOf(text), "finding" in text ? "" : text.text);
    });

  return {
    findings,
    async judge(work) {
      if (work.kind === "file") return [await whole(nameOf(work.path), () => readText(work.path))];
      const bytes = Buffer.from(work.bytes.buffer, work.bytes.byteOffset, work.bytes.byteLength);
      if (work.kind === "bytes") return [await whole(work.file, async () => textOf(work.file, bytes))];
      const all: Judged[] = [];
      for (const { line, bytes: one } of linesOf({ firstLine: work.firstLine, bytes }))
        all.push(await oneLine(work.file, line, one));
      return all;
    },
  };
}

/** What is thrown while one is judged is a bug of ours: it is told there, and keeps no other from being judged. */
export async function attempt(
  at: { file: string; line?: number },
  env: Shell["env"],
  judging: () => Promise<Omit<Judged, "file">>,
): Promise<Judged> {
  try {
    return { ...at, ...(await judging()) };
  } catch (error) {
    return { ...at, findings: [bugOf(error, env, at)] };
  }
}

const typeOf = (resource: unknown): string => {
  const { resourceType } = (resource ?? {}) as { resourceType?: unknown };
  return typeof resourceType === "string" ? resourceType : "?";
};
