/** What a command reads and writes, before it does: an output never replaces an input or another output. */
import { type BigIntStats, fstatSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Finding, finding } from "../finding/finding.js";

/** Paths as they stand on the command line; `-` is the standard input. */
export interface Files {
  reads: readonly string[];
  /** Files beside what a command writes to stdout. */
  writes: readonly (string | undefined)[];
}

/** @returns the finding on the first output that is a file which is read, or another output, whatever path leads to it */
export function clashIn({ reads, writes }: Files): Finding | undefined {
  const taken = new Map<string, string>();
  for (const path of reads) {
    const file = identityOf(
      path,
      path === "-" ? () => fstatSync(0, { bigint: true }) : () => statSync(path, { bigint: true }),
    );
    if (file !== undefined) taken.set(file, "the file that is read");
  }
  for (const path of writes) {
    if (path === undefined) continue;
    if (path === "-") return finding("cli/same-file", { file: path, other: "where the Bundle or the report goes" });
    const file = identityOf(path, () => statSync(path, { bigint: true }));
    if (file === undefined) continue;
    const other = taken.get(file);
    if (other !== undefined) return finding("cli/same-file", { file: path, other });
    taken.set(file, `the same file as ${path}`);
  }
  return undefined;
}

/** The same for every path of a file; undefined for a device, a pipe or a folder, which nothing replaces. */
function identityOf(path: string, stat: () => BigIntStats): string | undefined {
  try {
    const file = stat();
    return file.isFile() ? `${file.dev}:${file.ino}` : undefined;
  } catch {
    return path === "-" ? undefined : newFile(path);
  }
}

/** A file that is not there yet is known by its folder; where that is not there either, by the path alone. */
function newFile(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return resolve(path);
  }
}
