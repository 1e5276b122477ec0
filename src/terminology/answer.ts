/** The three answers to "is this code one of these?": not knowing is not the same as no. */
export interface Answer {
  is: "member" | "not-member" | "unknown";
  /** For unknown: the canonical of the code system or value set that is not at hand, or cannot be worked out. */
  missing?: string;
}

export const MEMBER: Answer = { is: "member" };
export const NOT_MEMBER: Answer = { is: "not-member" };
export const unknown = (missing: string): Answer => ({ is: "unknown", missing });

/** A member of both; a no outweighs not knowing. */
export function both(a: Answer, b: Answer): Answer {
  if (a.is === "not-member" || b.is === "not-member") return NOT_MEMBER;
  return a.is === "unknown" ? a : b;
}

/** A member of one of them; a yes outweighs not knowing. */
export function either(a: Answer, b: Answer): Answer {
  if (a.is === "member" || b.is === "member") return MEMBER;
  return a.is === "unknown" ? a : b;
}

export function without(a: Answer, b: Answer): Answer {
  if (b.is === "member") return NOT_MEMBER;
  return b.is === "unknown" && a.is === "member" ? b : a;
}
