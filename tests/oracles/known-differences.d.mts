export interface Known {
  why: string;
  clause: { resource: string; at: string; says: string };
  rare?: true;
}

export const KNOWN_ROWS: Readonly<Record<string, Known>>;
export const KNOWN_DIFFERENCES: Readonly<Record<string, Known>>;
