import { COMMON_ROWS, PARAMETER_ROWS, type ParameterKind } from "./rows.js";

export interface Parameter {
  code: string;
  kind: ParameterKind;
  /** Where its values stand; `target` limits references to one type. */
  places: { path: string; target?: string }[];
}

const byType = new Map<string, Map<string, Parameter>>();

for (const { code, kind, path, target, on } of PARAMETER_ROWS) {
  for (const type of on.split(" ")) {
    const parameters = byType.get(type) ?? new Map<string, Parameter>();
    byType.set(type, parameters);
    const parameter = parameters.get(code) ?? { code, kind, places: [] };
    parameters.set(code, parameter);
    parameter.places.push({ path, ...(target ? { target } : {}) });
  }
}

const common: Parameter[] = COMMON_ROWS.map(({ code, kind, path }) => ({ code, kind, places: [{ path }] }));

/** The search parameters of a resource type. */
export function parametersOf(type: string): Parameter[] {
  return [...common, ...(byType.get(type)?.values() ?? [])];
}

export function findParameter(type: string, code: string): Parameter | undefined {
  return common.find((row) => row.code === code) ?? byType.get(type)?.get(code);
}
