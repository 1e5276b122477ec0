/** HL7's Java validator on the same texts: one process and one validator for all, warm, reading each from its file. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startOracle } from "../../tests/oracles/hl7/oracle.mjs";
import { corpora } from "./corpora.mjs";

/**
 * @param folder where the files may be written
 * @param names of corpora
 * @returns milliseconds of one pass by corpus; undefined, with a line that says why, where Java is not to be had
 */
export async function measureJava(folder, names) {
  let oracle;
  try {
    oracle = await startOracle();
  } catch (error) {
    console.log(`HL7's validator is not measured: ${error.message}`);
    return undefined;
  }
  try {
    const result = {};
    for (const name of names) result[name] = await pass(oracle, filesOf(join(folder, name), corpora[name]()));
    return result;
  } finally {
    oracle.close();
  }
}

function filesOf(folder, texts) {
  mkdirSync(folder, { recursive: true });
  return texts.map((text, i) => {
    const file = join(folder, `${i}.json`);
    writeFileSync(file, text);
    return file;
  });
}

/** The second pass counts. */
async function pass(oracle, files) {
  let start = 0;
  for (const _ of ["warm", "measured"]) {
    start = performance.now();
    for (const file of files) await oracle.validate(file);
  }
  return performance.now() - start;
}
