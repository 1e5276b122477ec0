/** The picture in docs/architecture.md, held against the imports. */
import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const picture = readFileSync(join(root, "docs/architecture.md"), "utf8");

interface Import {
  file: string;
  room: string;
  from: string;
}

const posix = (path: string) => path.split(sep).join("/");

const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .map((file) => posix(join("src", file)))
  .filter((file) => file.endsWith(".ts"));

const roomOf = (file: string): string => file.split("/")[1] ?? "";

const text = (file: string): string => readFileSync(join(root, file), "utf8");

/** Static imports and exports, dynamic imports, and types. */
const imports: Import[] = files.flatMap((file) =>
  [...text(file).matchAll(/(?:^(?:import|export)\b[^;=("]*?\bfrom\s*|^import\s*|\bimport\()"([^"]+)"/gm)].map(
    ([, from = ""]) => ({
      file,
      room: roomOf(file),
      from: from.startsWith(".") ? posix(relative(root, resolve(root, dirname(file), from))) : from,
    }),
  ),
);

/** The rows of the table whose header begins with that word, the cells without their backquotes. */
function table(head: string): string[][] {
  const lines = picture.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  const rows = lines.slice(
    start + 2,
    lines.findIndex((line, i) => i > start && !line.startsWith("|")),
  );
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const words = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);

const rooms = new Map(table("room").map(([name = "", , below = ""]) => [words(name)[0] ?? "", words(below)]));
const doors = new Map(table("library").map(([name = "", door = ""]) => [words(name)[0] ?? "", words(door)]));

describe("the picture", () => {
  it("has every room there is, and no other", () => {
    const there = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect([...rooms.keys(), "build"].sort()).toEqual(there.map(({ name }) => name).sort());
  });

  it("has arrows that go down only: no room is below itself", () => {
    const below = (room: string, seen: readonly string[] = []): string[] => {
      expect(seen, `${[...seen, room].join(" -> ")}`).not.toContain(room);
      return (rooms.get(room) ?? []).flatMap((next) => [next, ...below(next, [...seen, room])]);
    };
    for (const room of rooms.keys()) below(room);
  });

  it("keeps map from validate and load, and validate and load from cases", () => {
    expect(rooms.get("map")).toEqual(["case", "fhir", "finding"]);
    expect(rooms.get("validate")).toEqual(["fhirpath", "terminology", "definitions", "fhir", "finding"]);
    expect(rooms.get("load")).toEqual(["definitions", "fhir", "finding"]);
  });

  it("shows arrows that the table has", () => {
    const drawn = [...picture.matchAll(/^ {2}([\w &]+) --> ([\w &]+)$/gm)].flatMap(([, from = "", to = ""]) =>
      from.split(" & ").flatMap((upper) => to.split(" & ").map((lower) => [upper, lower] as const)),
    );
    expect(drawn.length).toBeGreaterThan(8);
    for (const [upper, lower] of drawn) expect(rooms.get(upper), `${upper} --> ${lower}`).toContain(lower);
  });
});

describe("the imports", () => {
  it("are found at all", () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports).toContainEqual({ file: "src/cli/program.ts", room: "cli", from: "yargs" });
    expect(imports).toContainEqual({ file: "src/cli/commands.ts", room: "cli", from: "src/cli/commands/run.js" });
  });

  it("follow the arrows", () => {
    const against = imports.filter(({ file, room, from }) => {
      if (file === "src/index.ts" || !from.startsWith("src/")) return false;
      return roomOf(from) !== room && !rooms.get(room)?.includes(roomOf(from));
    });
    expect(against).toEqual([]);
  });

  it("leave src only for the published schema", () => {
    const outside = imports.filter(
      ({ from }) => /^[.\w-]+\//.test(from) && !from.startsWith("src/") && !from.startsWith("node:"),
    );
    const elsewhere = outside.filter(({ from }) => !libraryOf(from));
    expect(elsewhere.map(({ file, from }) => [file, from])).toEqual([
      ["src/case/schema-nodes.ts", "schema/case.schema.json"],
    ]);
  });

  it("use each library through its one door", () => {
    const past = imports.filter(({ file, from }) => {
      const library = libraryOf(from);
      return library && !doors.get(library)?.some((door) => file === door || file.startsWith(`${door}/`));
    });
    expect(past).toEqual([]);
  });

  it("know each library in one place; only what Node itself has may be used in more", () => {
    expect([...doors].filter(([name, { length }]) => length > 1 && !name.startsWith("node:"))).toEqual([]);
  });

  it("use every door", () => {
    const used = new Set(imports.map(({ from }) => libraryOf(from)));
    expect([...doors.keys()].filter((library) => !used.has(library))).toEqual([]);
  });
});

/** The package or built-in module of an import; undefined for a file of ours. */
function libraryOf(from: string): string | undefined {
  if (from.startsWith("src/") || from.startsWith("schema/")) return undefined;
  if (from.startsWith("node:") || builtinModules.includes(from)) return from;
  return /^(@[^/]+\/)?[^/]+/.exec(from)?.[0];
}

describe("the rooms that run anywhere", () => {
  const anywhere = files.filter((file) =>
    ["finding", "fhir", "fhirpath", "definitions", "terminology", "case", "map", "validate", "load", "report"].includes(
      roomOf(file),
    ),
  );
  const own =
    /\b(process\.(env|argv|exit|std)|Buffer\.|__dirname|new Date\(\)|Date\.now\(|performance\.now|Math\.random|crypto\.|globalThis\.fetch|console\.)/;

  it("import nothing that only Node has", () => {
    const ofNode = ({ from }: Import) => from.startsWith("node:") || builtinModules.includes(from);
    expect(imports.filter((one) => anywhere.includes(one.file) && ofNode(one))).toEqual([]);
  });

  it("use no clock, randomness, network, process or console of their own", () => {
    const code = (file: string) => text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    expect(anywhere.filter((file) => own.test(code(file)))).toEqual([]);
  });
});

describe("files", () => {
  it("are small: nine in ten have fewer than 200 lines", () => {
    const long = files.filter((file) => text(file).split("\n").length > 200);
    expect(long.length).toBeLessThan(files.length / 10);
  });
});
