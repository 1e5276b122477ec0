/** The one door to @lhncbc/ucum-lhc: is this a UCUM code (https://ucum.org), and of what dimension? */
import { UcumLhcUtils } from "@lhncbc/ucum-lhc";
import { isUcum } from "../../fhir/ucum.js";

/** Exponents of length, time and mass, whether it has any other dimension (temperature, charge ...), and its size. */
export interface Dimension {
  length: number;
  time: number;
  mass: number;
  other: boolean;
  /** How large it is beside the base units. */
  magnitude: number;
}

/** Parts joined by `.` and `/`, each a code with or without an annotation; brackets are already taken out. */
const PART = String.raw`(?:[\w%'*^+\-"[\]]+(?:\{[!-z|~]+\})?|\{[!-z|~]+\})`;
const TERM = new RegExp(`^/?${PART}(?:[./]${PART})*$`);
const INNERMOST = /\(([^()]*)\)/g;

/**
 * The outline of UCUM's syntax, less a bare number and empty braces, which are UCUM units but say nothing. The library writes to the
 * console when a text is further off than a mistyped code.
 */
function looksLikeUcum(code: string): boolean {
  if (code.length > 80 || /^\d*$/.test(code)) return false;
  let outer = code;
  let well = true;
  for (let before = ""; before !== outer; ) {
    before = outer;
    outer = outer.replace(INNERMOST, (_, inside: string) => {
      well &&= TERM.test(inside);
      return "1";
    });
  }
  return well && TERM.test(outer);
}

const seen = new Map<string, Dimension | undefined>();

/** @returns its dimension; undefined when the text is not exactly a UCUM code */
export function ucumDimension(code: string): Dimension | undefined {
  // The library lets prefixes stand before units that take none: `umo`, a millionth of a month.
  if (!looksLikeUcum(code) || !isUcum(code)) return undefined;
  if (!seen.has(code)) {
    if (seen.size > 1000) seen.clear();
    seen.set(code, lookUp(code));
  }
  return seen.get(code);
}

function lookUp(code: string): Dimension | undefined {
  const { unit, retMsg } = UcumLhcUtils.getInstance().getSpecifiedUnit(code, "validate");
  // The library finds `constructor` and the like among its units, as objects that have no dimension.
  if (!unit?.dim_ || retMsg.length > 0) return undefined;
  const [length = 0, time = 0, mass = 0, ...others] = unit.dim_.dimVec_ ?? [];
  return { length, time, mass, other: others.some((exponent) => exponent !== 0), magnitude: unit.magnitude_ ?? 1 };
}
