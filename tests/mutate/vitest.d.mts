export function collector(): { tests: Map<string, () => unknown>; module: object };
