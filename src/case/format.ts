/** A case in its canonical form: keys in the order of the schema, short things in brackets, everything else as it was. */
import { type Finding, finding } from "../finding/finding.js";
import { readDocument } from "./read.js";
import { caseSchema, resolve, type SchemaNode } from "./schema-nodes.js";
import { commentsIn, editableYaml, isAlias, isMap, isSeq, visitYaml, WRITING, type YamlNode } from "./yaml.js";

/** The longest line that a mapping or list in brackets may take. */
const WIDTH = 120;
/** Breaking one line may make the next one fit otherwise. */
const ROUNDS = 4;

/**
 * @param text a case in YAML
 * @param file how findings call it
 * @returns the canonical text, which reads as the same case; or why it is left alone: its YAML is broken, it is JSON, or a
 *   comment would be lost
 */
export function formatCase(text: string, file?: string): { text?: string; findings: Finding[] } {
  const bare = text.replace(/^\uFEFF/, "");
  const read = readDocument(bare, file === undefined ? {} : { file });
  const errors = read.findings.filter(({ severity }) => severity === "error");
  if (!read.document || errors.length > 0) return { findings: errors };
  const { place } = read.document;
  if (/^\s*\{/.test(bare)) return { findings: [finding("case/format-json", {}, { case: place("") })] };
  let formatted = bare;
  for (let round = 0; round < ROUNDS; round++) {
    const next = formatOnce(formatted);
    if (next === formatted) break;
    formatted = next;
  }
  const after = new Set(commentsIn(formatted).map((comment) => comment.trim()));
  const lost = commentsIn(bare).find((comment) => !after.has(comment.trim()));
  if (lost === undefined) return { text: formatted, findings: [] };
  return { findings: [finding("case/format-comment", { comment: lost.trim() }, { case: place("") })] };
}

function formatOnce(text: string): string {
  const document = editableYaml(text);
  let isShared = false;
  visitYaml(document, {
    Alias: () => {
      isShared = true;
    },
  });
  // An alias stands behind its anchor, so where there is one nothing is moved.
  if (!isShared) sortRoot(document.contents);
  visitYaml(document, {
    Collection: (_, node) => {
      if (!node.flow) return;
      const [start, end] = node.range ?? [0, 0];
      const column = start - (text.lastIndexOf("\n", start - 1) + 1);
      const source = text.slice(start, end);
      if (commentsIn(source).length > 0 || column + source.replace(/\s+/g, " ").length > WIDTH) node.flow = false;
    },
  });
  return document.toString(WRITING);
}

/** The comment at the top of the file is about the file, whatever key stands first. */
function sortRoot(root: unknown): void {
  const first = firstKey(root);
  const comment = first?.commentBefore;
  sortKeys(root, caseSchema);
  const now = firstKey(root);
  if (!comment || !now || now === first) return;
  first.commentBefore = null;
  now.commentBefore = [comment, now.commentBefore].filter(Boolean).join("\n");
}

const firstKey = (root: unknown): YamlNode | undefined =>
  isMap(root) ? (root.items[0]?.key as YamlNode | undefined) : undefined;

/** Keys in the order of the schema; what it does not know stays behind them, and names stay in their own order. */
function sortKeys(node: unknown, schema: SchemaNode | undefined): void {
  const found = schema && resolve(schema);
  if (isSeq(node)) for (const item of node.items) sortKeys(item, found?.items);
  if (!isMap(node) || isAlias(node)) return;
  const known = Object.keys(found?.properties ?? {});
  const rank = (key: unknown) => (known.includes(String(key)) ? known.indexOf(String(key)) : known.length);
  if (known.length > 0) node.items.sort((a, b) => rank(a.key) - rank(b.key));
  for (const { key, value } of node.items) {
    const other = found?.additionalProperties;
    sortKeys(value, found?.properties?.[String(key)] ?? (typeof other === "object" ? other : undefined));
  }
}
