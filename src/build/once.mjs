/** Folders below .cache that are made once: downloads, builds, packages laid out for tools that are not JavaScript's. */
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./process.mjs";

/** Where what is made along the way goes; git ignores it. */
export const cache = join(root, ".cache");

/**
 * Makes a folder once: `make` fills a temporary folder, which then takes its name at once, so that neither an
 * interrupted run nor a second process leaves a half-made one.
 *
 * @param {string} name path below .cache
 * @param {(folder: string) => void} make
 * @returns {string} the finished folder
 */
export function once(name, make) {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    make(draft);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
