/** Packages made for a test, in a folder that is removed at the end (tests/temporary.ts). */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { packTar } from "modern-tar";

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "case2fhir-"));

type Files = Readonly<Record<string, unknown>>;

/** A folder with files: JSON of what is no string. */
export function folderOf(files: Files, folder = newFolder()): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), textOf(content));
  return folder;
}

/** A package as caches have it: `name#version/package`. */
export function layPackage(cache: string, id: string, dependencies: Record<string, string>, files: Files): void {
  const [name, version] = id.split("#");
  const manifest = { name, version, fhirVersions: ["4.0.1"], dependencies };
  folderOf({ "package.json": manifest, ...files }, join(cache, id, "package"));
}

/** A .tgz with files of these paths. */
export async function archiveOf(files: Files): Promise<string> {
  const entries = Object.entries(files).map(([name, content]) => {
    const body = textOf(content);
    return { header: { name, size: Buffer.byteLength(body), type: "file" as const }, body };
  });
  const path = join(newFolder(), "package.tgz");
  writeFileSync(path, gzipSync(await packTar(entries)));
  return path;
}

const textOf = (content: unknown): string => (typeof content === "string" ? content : JSON.stringify(content));

/** A small profile. */
export const profile = (url: string, version?: string, more: Record<string, unknown> = {}) => ({
  resourceType: "StructureDefinition",
  url,
  ...(version === undefined ? {} : { version }),
  ...more,
});
