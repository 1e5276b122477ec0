/** Language tags by their grammar: https://www.rfc-editor.org/rfc/rfc5646#section-2.1. Their subtags are not looked up. */

const LANGUAGE = "[a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8}";
const SCRIPT = "-[a-z]{4}";
const REGION = "-([a-z]{2}|[0-9]{3})";
const VARIANT = "-([a-z0-9]{5,8}|[0-9][a-z0-9]{3})";
const EXTENSION = "-[a-wy-z0-9](-[a-z0-9]{2,8})+";
const PRIVATE = "x(-[a-z0-9]{1,8})+";
/** Registered before there was a grammar. */
const IRREGULAR = "i-[a-z]{3,8}|en-gb-oed|sgn-be-(fr|nl)|sgn-ch-de";

const TAG = new RegExp(
  `^((${LANGUAGE})(${SCRIPT})?(${REGION})?(${VARIANT})*(${EXTENSION})*(-${PRIVATE})?|${PRIVATE}|${IRREGULAR})$`,
  "i",
);

/** Whether a text has the form of a language tag of BCP 47, as in `en`, `de-CH`, `zh-Hant-TW`. */
export const isLanguageTag = (text: string): boolean => TAG.test(text);
