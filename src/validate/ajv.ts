/** Structure by ajv: the schemas of src/validate/schema.ts become functions. */
import { type Ajv2020, createAjv, type ErrorObject } from "../fhir/ajv.js";
import { FORMATS, type JsonSchema } from "./schema.js";

/** What ajv says of one thing that is wrong; params depend on the keyword. */
export type SchemaError = Pick<ErrorObject, "keyword" | "instancePath" | "params" | "data">;

/** Gives everything that is wrong at one level of a value. */
export type SchemaCheck = (value: object) => readonly SchemaError[];

/** A keyword's function, as ajv calls it. */
interface KeywordCheck {
  (value: object): boolean;
  errors?: Partial<ErrorObject>[];
}

interface Alternatives {
  element: string;
  keys: readonly string[];
}

const has = (value: object, key: string): boolean => Object.hasOwn(value, key) || Object.hasOwn(value, `_${key}`);

/** A keyword over elements that several properties can hold: wrong where `isRight` denies the properties present. */
function elementKeyword(ajv: Ajv2020, keyword: string, isRight: (present: readonly string[]) => boolean): void {
  ajv.addKeyword({
    keyword,
    type: "object",
    errors: true,
    compile: (rules: readonly Alternatives[]) => {
      const check: KeywordCheck = (value) => {
        check.errors = rules
          .map(({ element, keys }) => ({ element, keys: keys.filter((key) => has(value, key)) }))
          .filter(({ keys }) => !isRight(keys))
          .map((params) => ({ keyword, params, message: "" }));
        return check.errors.length === 0;
      };
      return check;
    },
  });
}

/** Compiles schemas one by one; each validator has its own ajv. */
export function schemaCompiler(): (schema: JsonSchema) => SchemaCheck {
  const ajv = createAjv({
    verbose: true,
    allowUnionTypes: true,
    messages: false,
    // Our schemas are made, not written, and most serve a few values only: compiling them has to be quick.
    validateSchema: false,
    code: { optimize: false },
  });
  for (const [name, accepts] of FORMATS) ajv.addFormat(name, accepts);
  elementKeyword(ajv, "requiredElements", (present) => present.length > 0);
  elementKeyword(ajv, "singleChoices", (present) => present.length < 2);
  return (schema) => {
    const validate = ajv.compile(schema);
    return (value) => (validate(value) ? [] : (validate.errors ?? []));
  };
}
