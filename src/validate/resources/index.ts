/** Rules about single types of resources, beyond their definitions: each in a file of its own. */
import type { ResourceRule } from "../context.js";

export const RESOURCE_RULES: ReadonlyMap<string, readonly ResourceRule[]> = new Map();
