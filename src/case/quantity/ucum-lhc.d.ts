/** The part of @lhncbc/ucum-lhc 7 that ucum.ts uses; the package brings no types. */
declare module "@lhncbc/ucum-lhc" {
  interface Unit {
    /** Exponents of length, time, mass, angle, temperature, charge and luminous intensity; null when dimensionless. */
    dim_?: { dimVec_: number[] | null };
    magnitude_?: number;
  }
  export class UcumLhcUtils {
    static getInstance(): UcumLhcUtils;
    /** `retMsg` is not empty when the string was only understood by guessing. */
    getSpecifiedUnit(code: string, use: "validate"): { unit: Unit | null; retMsg: string[] };
  }
}
