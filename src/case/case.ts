/** A read case: the document, its items laid flat with links resolved, and its times. */
import type { CaseDocument } from "./document.js";
import type { Item } from "./item.js";
import type { CaseText } from "./read.js";
import type { ResolvedSpan } from "./time/index.js";

export interface Case {
  file?: string;
  document: CaseDocument;
  /** In the order they are told. */
  items: readonly Item[];
  /** When something was, by item key; `${key}#diagnosed`, `patient#age at` and `patient#born` are times of their own. */
  times: ReadonlyMap<string, ResolvedSpan>;
  /** Where a JSON Pointer into the document leads. */
  readonly place: CaseText["place"];
}
