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

const NAMES = "name#version of a package in ~/.fhir/packages, or the path of a folder, a .tgz or a file";

/** @param onFinding told of broken files, when they are met */
export async function openPackage(
  path: string,
  onFinding: (found: Finding) => void,
): Promise<Package | { finding: Finding }> {
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (!there) return { finding: finding("package/not-found", { name: path, hint: NAMES }) };
    if (there.isDirectory()) return demandSomething(fromFiles(path, folderFiles(path), onFinding));
    const bytes = readFileSync(path);
    if (isGzip(bytes)) return demandSomething(fromFiles(path, await archiveFiles(bytes), onFinding));
    const shelf = shelveText(bytes.toString("utf8"));
    return demandSomething({ id: path, path, fhirVersions: [], dependencies: [], shelf: () => shelf });
  } catch (error) {
    return { finding: finding("package/unreadable", { path, reason: (error as Error).message }) };
  }
}

/** A manifest alone may be meant: some packages only gather others. */
const demandSomething = (one: Package): Package | { finding: Finding } =>
  one.name === undefined && one.shelf().size === 0
    ? { finding: finding("package/no-definitions", { path: one.path }) }
    : one;

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
