import type { Call } from "./message.js";
import { refuse } from "./refusal.js";

/**
 * Takes `Patient/1?x=y` apart.
 *
 * @throws Refusal 400 for a path that is not percent-encoded properly
 */
export function parseUrl(url: string): Pick<Call, "path" | "query"> {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  try {
    return {
      path: path.split("/").filter(Boolean).map(decodeURIComponent),
      query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)),
    };
  } catch {
    throw refuse(400, "value", "The path of the URL is not properly percent-encoded.");
  }
}
