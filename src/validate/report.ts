/** Collects the findings of one validation, up to a limit that keeps hostile input from filling the memory. */
import type { FindingCode } from "../finding/catalogue.js";
import { type Finding, type FindingDetails, type FindingParams, finding } from "../finding/finding.js";
import type { Anchors } from "./anchors.js";
import { type Place, toBundlePlace } from "./place.js";

/** More findings than this help nobody; the last one says that there are more. */
export const MAX_FINDINGS = 10_000;

export class Report {
  readonly findings: Finding[] = [];
  #anchors: Anchors | undefined;

  constructor(readonly file?: string) {}

  /** What links in narratives can lead to, found once. */
  get anchors(): Anchors {
    this.#anchors ??= new Map();
    return this.#anchors;
  }

  /** True when the limit is reached and judging can stop. */
  get isFull(): boolean {
    return this.findings.length > MAX_FINDINGS;
  }

  /** Takes over what another report has. */
  take(found: Finding): void {
    if (this.findings.length < MAX_FINDINGS) this.findings.push(found);
    else if (!this.isFull) this.findings.push(this.#full(found));
  }

  add(
    code: FindingCode,
    place: Place,
    params: FindingParams = {},
    details: Pick<FindingDetails, "hint" | "severity"> = {},
  ): void {
    if (this.isFull) return;
    this.take(finding(code, params, { ...details, bundle: toBundlePlace(place, this.file) }));
  }

  #full({ bundle }: Finding): Finding {
    return finding("validate/too-many-findings", { limit: MAX_FINDINGS }, bundle ? { bundle } : {});
  }
}
