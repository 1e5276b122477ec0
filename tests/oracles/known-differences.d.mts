export const KNOWN_ROWS: Readonly<Record<string, string>>;
export const KNOWN_KINDS: Readonly<Record<string, string>>;
