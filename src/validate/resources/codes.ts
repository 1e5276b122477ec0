/** Code systems by URL and version. */
import type { CodeSystem } from "../../terminology/index.js";
import type { Context } from "../context.js";
import { text } from "../scope.js";

/** The code system at hand, in this version where one is meant. */
export const knownSystem = ({ terminology }: Context, url: string, version: unknown): CodeSystem | undefined =>
  terminology.codeSystem(text(version) === undefined ? url : `${url}|${text(version)}`);
