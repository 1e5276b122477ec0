/** What users install: packed, put into an empty folder, and used from there. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { example, execute, folderWith } from "../cli/program.js";

const root = resolve(import.meta.dirname, "../..");
const MIB = 1024 * 1024;

interface Packed {
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string; mode: number }[];
}

const npm = (args: string[], cwd: string) =>
  execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

describe("the package", () => {
  const folder = folderWith();
  const installed = join(folder, "node_modules", "case2fhir");
  let packed: Packed;

  beforeAll(() => {
    execFileSync(process.execPath, [join(root, "src/build/build.mjs")], { stdio: "ignore" });
    [packed] = JSON.parse(npm(["pack", "--json", "--pack-destination", folder], root)) as [Packed];
    writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}');
    npm(["install", "--prefer-offline", "--no-audit", "--no-fund", "--omit=dev", packed.filename], folder);
  }, 300_000);

  it("is small", () => {
    console.log(
      `package: ${(packed.size / MIB).toFixed(2)} MiB packed, ${(packed.unpackedSize / MIB).toFixed(2)} MiB unpacked, ${packed.files.length} files`,
    );
    expect(packed.size).toBeLessThan(3 * MIB);
    expect(packed.unpackedSize).toBeLessThan(16 * MIB);
  });

  it("has what users need and nothing else", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "NOTICE",
        "dist/bin/LICENSES.txt",
        "dist/bin/case2fhir.js",
        "dist/lib/index.d.ts",
        "dist/lib/index.js",
        "dist/schema/case.schema.json",
        "package.json",
        "profiles/package/.index.json",
        "profiles/package/StructureDefinition-case-bundle.json",
        "profiles/package/package.json",
      ]),
    );
    const kinds = [
      /^dist\/(bin|lib|schema)\//,
      /^profiles\//,
      /^docs\//,
      /^examples\//,
      /^(LICENSE|NOTICE|README\.md|package\.json)$/,
    ];
    expect(paths.filter((path) => !kinds.some((kind) => kind.test(path)))).toEqual([]);
    // What the tests hold the examples against is no use to who installs them: `map` makes the Bundles.
    expect(paths.filter((path) => /^examples\/.*(bundle|facts)\.json$/.test(path))).toEqual([]);
    expect(paths.filter((path) => /\.(map|tsx?|tgz)$|\btests?\b/.test(path) && !path.endsWith(".d.ts"))).toEqual([]);
  });

  it("has the pages and the picture that its README leads to", () => {
    const paths = new Set(packed.files.map(({ path }) => path));
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const pages = [...readme.matchAll(/\]\((docs\/[^)#]+)\)/g)].map(([, page]) => page ?? "");
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.filter((page) => !paths.has(page))).toEqual([]);
  });

  it("does the main job from its bin", async () => {
    const bin = join(folder, "node_modules", ".bin", "case2fhir");
    expect(statSync(join(installed, "dist/bin/case2fhir.js")).mode & 0o111).toBe(0o111);
    const { code, out } = await execute(bin, ["run", example, "-o", "result"], { cwd: folder });
    expect(out).toMatch(/(\d+) entries: \1 created; \1 read back equal/);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "result")).sort()).toEqual(["bundle.json", "receipt.json", "trace.json"]);
  });

  it("is a library", async () => {
    const script = `
      import { readFileSync } from "node:fs";
      import { createValidator, load, mapCase, readCase } from "case2fhir";
      import { openPackages } from "case2fhir/packages";
      import { createFhirServer } from "case2fhir/serve";
      import schema from "case2fhir/schema/case.schema.json" with { type: "json" };
      const { case: read } = readCase(readFileSync(${JSON.stringify(example)}, "utf8"));
      const { bundle } = mapCase(read);
      const validator = createValidator();
      const findings = validator.validate(bundle);
      const server = await createFhirServer({ validate: (resource) => validator.validate(resource) }).listen();
      const { receipt } = await load(bundle, { server: server.base, fetch });
      await server.close();
      const { sources } = await openPackages([${JSON.stringify(join(root, "profiles/package"))}]);
      createValidator({ packages: sources }).validate(bundle);
      console.log(JSON.stringify([schema.title, bundle.entry.length, findings.length, receipt.counts.equal, sources[0].id]));
    `;
    const { out, err } = await execute(process.execPath, ["--input-type=module", "-e", script], { cwd: folder });
    expect(err).toBe("");
    const [title, entries, findings, equal, guide] = JSON.parse(out) as unknown[];
    expect(guide).toMatch(/^case2fhir\.r4#/);
    expect(title).toContain("case2fhir case");
    expect(findings).toBe(0);
    expect(equal).toBe(entries);
  });

  it("has types that a strict compiler accepts, and that refuse what is wrong", async () => {
    mkdirSync(join(folder, "typed"));
    const good = `
      import { type Finding, createValidator, mapCase, readCase, type Trace } from "case2fhir";
      const { case: read, findings } = readCase("");
      const all: Finding[] = findings;
      if (read) {
        const { bundle, trace } = mapCase(read, { type: "document", recorded: "2026-11-22T09:00:00Z" });
        const kept: Trace = trace;
        const type: string | undefined = bundle?.type;
        all.push(...createValidator().validate(bundle, { file: String(type) + kept.case }));
      }
      export default all;
    `;
    writeFileSync(join(folder, "typed/good.ts"), good);
    writeFileSync(join(folder, "typed/bad.ts"), good.replace('"document"', '"documents"'));
    const compile = (name: string) => {
      const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--skipLibCheck", "false"];
      const libraries = ["--lib", "es2023,dom", "--types", ""];
      return execute(
        process.execPath,
        [join(root, "node_modules/typescript/bin/tsc"), ...options, ...libraries, `typed/${name}`],
        { cwd: folder },
      );
    };
    const compiled = await compile("good.ts");
    expect(compiled.out).toBe("");
    expect((await compile("bad.ts")).out).toContain('"documents"');
  });

  it("states its size in docs/performance.md", () => {
    const stated = /([\d.]+) MiB packed/.exec(readFileSync(join(root, "docs/performance.md"), "utf8"))?.[1];
    expect(Math.abs(Number(stated) - packed.size / MIB)).toBeLessThan(0.15);
  });
});
