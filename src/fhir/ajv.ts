/**
 * The one door to ajv, for the case language's schema and for FHIR's structures alike: JSON Schema 2020-12, strict, all
 * errors of a document in one pass, nothing coerced or filled in.
 */
import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from "ajv/dist/2020.js";

export type { Ajv2020, ErrorObject, ValidateFunction };

export const createAjv = (options: Options = {}): Ajv2020 => new Ajv2020({ allErrors: true, strict: true, ...options });
