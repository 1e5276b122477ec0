/** The files of a package in a .tgz. The one place that knows modern-tar. */
import { gunzipSync } from "node:zlib";
import { unpackTar } from "modern-tar";
import type { PackageFiles } from "./files.js";

/** The largest packages known hold some 200 MB; what promises more is made to fill the memory. */
const MOST_BYTES = 2 ** 30;

export const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

/**
 * @param bytes a gzipped tar archive, as npm and FHIR's registries serve it
 * @throws when it is none, or unpacks to more than 1 GiB
 */
export async function archiveFiles(bytes: Uint8Array): Promise<PackageFiles> {
  const entries = await unpackTar(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }), {
    filter: ({ name, type }) => type === "file" && name.endsWith(".json"),
  });
  const contents = new Map(entries.map(({ header, data }) => [header.name.replace(/^\.\//, ""), data]));
  const folder = folderOf([...contents.keys()]);
  const names = [...contents.keys()].flatMap((name) =>
    name.startsWith(folder) && !name.includes("/", folder.length) ? [name.slice(folder.length)] : [],
  );
  return { names, read: (name) => new TextDecoder().decode(contents.get(folder + name)) };
}

/** Where its definitions are: beside the outermost package.json. */
function folderOf(names: readonly string[]): string {
  const manifests = names.filter((name) => /(^|\/)package\.json$/.test(name));
  const [outermost = "package/package.json"] = manifests.sort((a, b) => a.split("/").length - b.split("/").length);
  return outermost.slice(0, -"package.json".length);
}
