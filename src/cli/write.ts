/** Writing files whole or not at all. */
import { randomUUID } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { type Finding, finding } from "../finding/finding.js";
import { reasonOf } from "./system.js";

export interface WriteOptions {
  /** Makes the file's folder when it is not there. */
  makeFolder?: boolean;
  /** Leaves a file that is there as it is, and says so. */
  keep?: boolean;
}

/**
 * Writes to a new file beside the target, then renames it: a reader sees the old file or the new one, never a part.
 * A device or a pipe (`-o /dev/stdout`) is written to as it is: there is nothing to keep whole.
 *
 * @returns why it could not be written
 */
export async function writeWhole(path: string, text: string, options: WriteOptions = {}): Promise<Finding | undefined> {
  const stop = () => process.exit(130);
  // Ctrl-C waits for the end of the writing, which leaves nothing behind, and takes effect then. Who listens for it ends by himself.
  if (process.listenerCount("SIGINT") === 0) process.once("SIGINT", stop);
  try {
    if (options.makeFolder) mkdirSync(dirname(path), { recursive: true });
    writeNow(path, text, options.keep === true);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === "EEXIST" && options.keep) return finding("cli/exists", { file: path });
    return finding("cli/cannot-write", { file: path, reason: reasonOf(error as NodeJS.ErrnoException) });
  } finally {
    await turn();
    process.off("SIGINT", stop);
  }
}

/** A file that is written piece by piece, and is there once it is whole. */
export interface Writing {
  /** What cannot be written is told at the end. */
  write(text: string): void;
  /** @returns why it could not be written */
  end(): Finding | undefined;
}

/** The pieces go to a new file beside the target, which takes its place at the end; a device or a pipe gets them itself. */
export function beginWhole(path: string): Writing {
  let failure: Finding | undefined;
  const attempt = <T>(step: () => T): T | undefined => {
    if (failure) return undefined;
    try {
      return step();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      failure = finding("cli/cannot-write", { file: path, reason: reasonOf(error as NodeJS.ErrnoException) });
      return undefined;
    }
  };
  const opened = attempt(() => {
    const before = statSync(path, { throwIfNoEntry: false });
    if (before && !before.isFile() && !before.isDirectory()) return { file: openSync(path, "w") };
    if (before?.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
    const target = targetOf(path);
    const draft = draftOf(target);
    const file = openSync(draft, "wx");
    if (before) fchmodSync(file, before.mode);
    // Whatever ends the program leaves no draft behind.
    const drop = () => rmSync(draft, { force: true });
    process.once("exit", drop);
    return { file, target, draft, drop };
  });
  return {
    write(text) {
      attempt(() => opened && text !== "" && writeAll(opened.file, text));
    },
    end() {
      attempt(() => opened && flush(opened.file));
      if (opened) closeSync(opened.file);
      attempt(() => opened?.draft && renameSync(opened.draft, opened.target));
      if (opened?.drop) {
        opened.drop();
        process.off("exit", opened.drop);
      }
      return failure;
    },
  };
}

/**
 * Tries whether a file can be written, and leaves nothing behind: before something is done that cannot be undone.
 *
 * @returns why it could not be written
 */
export function whyNotWritable(path: string, { makeFolder }: WriteOptions = {}): Finding | undefined {
  try {
    if (makeFolder) mkdirSync(dirname(path), { recursive: true });
    const before = statSync(path, { throwIfNoEntry: false });
    if (before?.isDirectory()) return finding("cli/cannot-write", { file: path, reason: reasonOf({ code: "EISDIR" }) });
    if (before && !before.isFile()) return undefined;
    const draft = draftOf(targetOf(path));
    closeSync(openSync(draft, "wx"));
    rmSync(draft);
    return undefined;
  } catch (error) {
    return finding("cli/cannot-write", { file: path, reason: reasonOf(error as NodeJS.ErrnoException) });
  }
}

/** Where a path leads; a link is followed even if its file is not there yet. */
function targetOf(path: string): string {
  const link = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined;
  return link === undefined ? path : targetOf(resolve(dirname(path), link));
}

const draftOf = (target: string): string => join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);

function writeNow(path: string, text: string, keep: boolean): void {
  const before = statSync(path, { throwIfNoEntry: false });
  if (before && !before.isFile() && !before.isDirectory()) {
    fill(openSync(path, "w"), text);
    return;
  }
  const target = targetOf(path);
  const draft = draftOf(target);
  try {
    writeDraft(draft, text, before);
    if (keep) linkSync(draft, target);
    else renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A file that is replaced hands on who may read it. */
function writeDraft(draft: string, text: string, before: Stats | undefined): void {
  const file = openSync(draft, "wx");
  if (before?.isFile()) fchmodSync(file, before.mode);
  fill(file, text);
}

function fill(file: number, text: string): void {
  try {
    writeAll(file, text);
    if (text !== "") flush(file);
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** On the disk before the rename is; devices and pipes have no disk. */
function flush(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EINVAL") throw error;
  }
}
