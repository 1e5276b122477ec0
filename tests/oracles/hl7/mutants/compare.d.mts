export interface Row {
  kind: string;
  example: string;
  theirs: readonly object[];
  ours: readonly object[];
  agrees: boolean;
}

export function beside(
  rows: readonly Row[],
  known: Readonly<Record<string, { rare?: true }>>,
  refused: ReadonlySet<string>,
  isAll: boolean,
): { unknown: Row[]; settled: string[] };
