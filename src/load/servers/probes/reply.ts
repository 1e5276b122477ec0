/** What a server answered a probe, whatever it sent: what is malformed is not there. */
import type { Bundle, BundleEntry, Resource } from "../../../fhir/types.js";
import { type EntryAnswer, readAnswer } from "../../answers.js";
import type { Answer } from "../../http/connection.js";

/** Statuses that say nothing of what a server can do: not allowed, not now, or broken. */
const isSilent = (status: number): boolean => [401, 403, 408, 429].includes(status) || status >= 500;

export interface Reply extends EntryAnswer {
  /** The HTTP status. */
  status: number;
  /** It came after a 202. */
  isLate: boolean;
  resource?: Resource;
  /** Of a Bundle: what became of each entry. */
  entries: EntryAnswer[];
}

/** Reads an answer; undefined when it says nothing of what the server can do. */
export function readReply({ status, headers, json, isLate = false }: Answer): Reply | undefined {
  if (isSilent(status)) return undefined;
  const resource = isObject(json) ? (json as unknown as Resource) : undefined;
  const location = headers.get("location") ?? undefined;
  const whole = readAnswer({ response: { status: String(status), location }, resource } as BundleEntry);
  return { ...whole, status, isLate, entries: entriesOf(resource).map(readAnswer), ...(resource ? { resource } : {}) };
}

export const isFine = ({ status = 0 }: { status?: number }): boolean => status >= 200 && status < 300;
export const isRefused = ({ status = 0 }: { status?: number }): boolean => status >= 400;

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

/** The objects of a list. */
export const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? value.filter(isObject) : []) as T[];

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export const entriesOf = (bundle: Resource | undefined): BundleEntry[] =>
  bundle?.resourceType === "Bundle" ? listOf<BundleEntry>((bundle as Bundle).entry) : [];
