/**
 * Tables of texts that the library imports as modules, and that the program reads from the same files when it needs
 * one of the texts: compiling megabytes of literals at every start would take longer than the rest of it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a module, an entry a line. JSON in double quotes would have each of its own escaped, and one letter beyond ASCII
 * would double the memory of the whole file.
 *
 * @param {Readonly<Record<string, string>>} texts
 */
export function writeTexts(folder, name, texts) {
  const lines = Object.entries(texts).map(([key, text]) => `${literal(key)}:${literal(text)},\n`);
  writeFileSync(join(folder, `${name}.js`), `export default {\n${lines.join("")}};\n`);
  const type = "Readonly<Record<string, string>>";
  writeFileSync(join(folder, `${name}.d.ts`), `declare const data: ${type};\nexport default data;\n`);
}

function literal(text) {
  const beyond = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `'${text.replace(/[\\']/g, "\\$&").replace(/[^ -~]/g, beyond)}'`;
}

const unescaped = (text) =>
  text.replace(/\\(?:u([0-9a-f]{4})|(.))/g, (_, code, sign) => sign ?? String.fromCharCode(Number.parseInt(code, 16)));

/**
 * What such a module exports, without importing it.
 *
 * @param {URL} file
 */
export function lazyTexts(file) {
  let lines;
  const load = () => {
    lines ??= linesOf(readFileSync(file, "latin1"));
    return lines;
  };
  const text = (key) => {
    const line = load().get(key);
    return line === undefined ? undefined : unescaped(line);
  };
  return new Proxy(Object.create(null), {
    get: (_, key) => text(key),
    has: (_, key) => load().has(key),
    ownKeys: () => [...load().keys()],
    getOwnPropertyDescriptor: (_, key) =>
      load().has(key) ? { value: text(key), enumerable: true, configurable: true } : undefined,
  });
}

/** Key -> the text between its quotes, as it is written. */
function linesOf(source) {
  const lines = new Map();
  let start = source.indexOf("\n") + 1;
  for (let end = source.indexOf("',\n", start); end >= 0; end = source.indexOf("',\n", start)) {
    const colon = source.indexOf("':'", start + 1);
    lines.set(unescaped(source.slice(start + 1, colon)), source.slice(colon + 3, end));
    start = end + 3;
  }
  if (source.slice(start) !== "};\n")
    throw new Error("definitions of another version stand beside the program: build it again");
  return lines;
}
