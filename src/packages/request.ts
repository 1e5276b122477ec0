/** How packages are named: `name#version`, and what shall stand in for what. */

export interface Request {
  name: string;
  /** `latest` where none was named. */
  version: string;
}

/** What is taken instead of a package that is asked for. */
export interface Substitute {
  /** Without a version: whatever version of it. */
  of: { name: string; version?: string };
  by: Request;
}

const NAME = "[A-Za-z0-9@][\\w.@-]*";
const REQUEST = new RegExp(`^(${NAME})(?:#([^#\\s/\\\\]+))?$`);

/** @returns undefined for what is no name of a package, such as a path */
export function requestOf(text: string): Request | undefined {
  const [, name, version = "latest"] = REQUEST.exec(text) ?? [];
  return name === undefined ? undefined : { name, version };
}

/** @param text `A#x=A#y`, or `A=A#y` for every version of A */
export function substituteOf(text: string): Substitute | undefined {
  const [left = "", right = "", ...more] = text.split("=");
  const [of, by] = [requestOf(left), requestOf(right)];
  if (!of || !by || more.length > 0) return undefined;
  return { of: left.includes("#") ? of : { name: of.name }, by };
}

export const idOf = ({ name, version }: Request): string => `${name}#${version}`;
