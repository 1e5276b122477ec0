/** A package that is there: what it says of itself, and its definitions. */
import { readFileSync, statSync } from "node:fs";
import { type Finding, finding } from "../finding/finding.js";
import { shelve, shelveText } from "./contents.js";
import { folderFiles, type PackageFiles } from "./files.js";
import { type Manifest, manifestOf } from "./manifest.js";
import type { Shelf } from "./shelf.js";
import { archiveFiles, isGzip } from "./tar.js";

export interface Package extends Manifest {
  /** `name#version`; the path of what has no name. */
  id: string;
  path: string;
  /** Made on first use. */
  shelf(): Shelf;
}

/** @param onFinding told of broken files, when they are met */
export async function openPackage(
  path: string,
  onFinding: (found: Finding) => void,
): Promise<Package | { finding: Finding }> {
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (!there) return { finding: finding("package/not-found", { name: path }) };
    if (there.isDirectory()) return fromFiles(path, folderFiles(path), onFinding);
    const bytes = readFileSync(path);
    if (isGzip(bytes)) return fromFiles(path, await archiveFiles(bytes), onFinding);
    const shelf = shelveText(bytes.toString("utf8"));
    if (shelf.size === 0) return { finding: finding("package/no-definitions", { path }) };
    return { id: path, path, fhirVersions: [], dependencies: [], shelf: () => shelf };
  } catch (error) {
    return { finding: finding("package/unreadable", { path, reason: (error as Error).message }) };
  }
}

function fromFiles(path: string, files: PackageFiles, onFinding: (found: Finding) => void): Package {
  const manifest = manifestOf(files);
  const { name, version } = manifest;
  const id = name === undefined ? path : `${name}#${version ?? "?"}`;
  let shelf: Shelf | undefined;
  return {
    ...manifest,
    id,
    path,
    shelf() {
      shelf ??= shelve(files, (file, reason) => onFinding(finding("package/broken-file", { id, file, reason })));
      return shelf;
    },
  };
}
