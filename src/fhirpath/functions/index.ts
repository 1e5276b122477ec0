/** All functions that are compiled, by name. */
import type { Functions } from "../call.js";
import { CONVERSION } from "./conversion.js";
import { EXISTENCE } from "./existence.js";
import { FHIR } from "./fhir.js";
import { FILTERING } from "./filtering.js";
import { MATH } from "./math.js";
import { STRINGS } from "./strings.js";
import { SUBSETTING } from "./subsetting.js";
import { UTILITY } from "./utility.js";

export const FUNCTIONS: Functions = {
  ...EXISTENCE,
  ...FILTERING,
  ...SUBSETTING,
  ...STRINGS,
  ...CONVERSION,
  ...MATH,
  ...UTILITY,
  ...FHIR,
};
