/** The real program, as a person runs it: built once, started in a folder of its own. */
import { execFileSync, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { Readable, type Writable } from "node:stream";
import type { JsonReport } from "../../src/report/json.js";

const root = resolve(import.meta.dirname, "../..");
export const program = join(root, "dist/bin/case2fhir.js");
const steps = ["definitions", "terminology", "program"];
execFileSync(process.execPath, [join(root, "src/build/build.mjs"), ...steps], { stdio: "ignore" });

const [first] = readdirSync(join(root, "examples")).filter((name) => name.startsWith("01-"));
/** The first example: a case that maps without errors. */
export const example = join(root, "examples", String(first), "case.yaml");

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

export interface Start extends SpawnOptions {
  input?: string | Buffer | Readable;
  /** Told that it runs, with a way to end it. */
  onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
  /** Told what was written to stdout so far, with a way to end the program. */
  onOut?: (out: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the program to its end; the environment has nothing of case2fhir in it unless given. */
export function case2fhir(args: readonly string[], start: Start = {}): Promise<Ended> {
  return execute(process.execPath, [program, ...args], start);
}

/** Runs any command to its end. */
export function execute(command: string, args: readonly string[], start: Start = {}): Promise<Ended> {
  const { input, onStart, onOut, env, ...options } = start;
  const clean = { ...process.env, SOURCE_DATE_EPOCH: undefined, CASE2FHIR_DEBUG: undefined, FORCE_COLOR: undefined };
  return new Promise((done, fail) => {
    const child = spawn(command, args, { ...options, stdio: "pipe", env: { ...clean, ...env } });
    onStart?.((signal) => child.kill(signal));
    const text = { out: "", err: "" };
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text.out += chunk;
      onOut?.(text.out, (signal) => child.kill(signal));
    });
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      text.err += chunk;
    });
    child.on("error", fail);
    child.on("close", (code, signal) => done({ code, signal, ...text }));
    child.stdin?.on("error", () => undefined);
    if (input instanceof Readable) input.pipe(child.stdin as Writable);
    else child.stdin?.end(input ?? "");
  });
}

/** A user that owns nothing. */
const SOMEBODY = { uid: 65_534, gid: 65_534 };

let copies: { node: string; program: string } | undefined;

/**
 * Runs the program as a user who may not read and write everything. The administrator may, so then it is somebody else
 * who runs a copy: nobody else need be able to enter the folder that the checkout, or Node, stands in.
 */
export function case2fhirAsSomebody(args: readonly string[], start: Start): Promise<Ended> {
  if (process.getuid?.() !== 0) return case2fhir(args, start);
  copies ??= copyForAll();
  return execute(copies.node, [copies.program, ...args], { ...start, ...SOMEBODY });
}

function copyForAll(): { node: string; program: string } {
  const folder = folderWith({ "package.json": '{"type": "module"}' });
  chmodSync(folder, 0o755);
  const dist = dirname(dirname(program));
  cpSync(dist, join(folder, "dist"), { recursive: true });
  const reachable = spawnSync(process.execPath, ["-e", "0"], SOMEBODY).status === 0;
  const node = reachable ? process.execPath : join(folder, "node");
  if (!reachable) copyFileSync(process.execPath, node);
  return { node, program: join(folder, "dist", relative(dist, program)) };
}

/** A folder that is removed when the tests end (tests/temporary.ts), with files in it. */
export function folderWith(files: Record<string, string | Buffer> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "case2fhir-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The report of `--format json`. */
export const reportOf = (text: string): JsonReport => JSON.parse(text) as JsonReport;

/** A small case without errors. */
export const smallCase = (more = ""): string => `language: 1
case: small
namespace: urn:uuid:6f1f2a5e-6a0e-4a5b-9d0c-3a5a3f0f7c11
patient: {sex: female}
conditions:
  - {id: arthritis, name: septic arthritis, onset: 2024-03-01}
${more}`;
