/** Every command that a document shows is run: those of case2fhir for real, those of npm must be scripts of the package. */
import { execFile, execFileSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { createFhirServer, type Listening } from "../../src/serve/index.js";

const root = join(import.meta.dirname, "../..");
const bin = join(root, "dist/bin/case2fhir.js");
const exec = promisify(execFile);
execFileSync(process.execPath, [join(root, "src/build/build.mjs")], { stdio: "ignore" });

interface Shown {
  command: string;
  output: string;
}

/** The `$ ` lines of the ```console blocks of a document, each with the lines that follow it. */
function shownIn(markdown: string): Shown[] {
  return [...markdown.matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block = ""]) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = "", ...output] = part.split("\n");
        return { command, output: output.join("\n").trim() };
      }),
  );
}

/** The blocks that name their file in the first line: ```yaml and ```text. */
const filesIn = (markdown: string) => [...markdown.matchAll(/```(?:yaml|text)\n# (\S+\.(?:yaml|txt))\n([\s\S]*?)```/g)];

/** Where documents say a server is; there is one for each of them. */
const SERVER = "http://localhost:8080/fhir";

const withoutPort = (text: string) => text.replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT");

async function runShown(command: string, cwd: string, server: string): Promise<{ output: string; code: number }> {
  const words = command.replace(/^npx /, "").replaceAll(SERVER, server).split(" ").slice(1);
  const options = { cwd, env: { ...process.env, NO_COLOR: "1" } };
  try {
    const { stdout, stderr } = await exec(process.execPath, [bin, ...words], options);
    return { output: (stdout + stderr).replaceAll(server, SERVER), code: 0 };
  } catch (error) {
    const failed = error as { stdout: string; stderr: string; code: number };
    return { output: (failed.stdout + failed.stderr).replaceAll(server, SERVER), code: failed.code };
  }
}

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...(await readdir(join(root, "docs"))).filter((f) => f.endsWith(".md")).map((f) => `docs/${f}`),
];

describe.each(documents)("%s", async (document) => {
  const markdown = await readFile(join(root, document), "utf8");
  const shown = shownIn(markdown);
  let folder = "";
  let server: Listening;

  beforeAll(async () => {
    const software = { name: "case2fhir", version: packageJson.version };
    server = await createFhirServer({ validate: () => [], software }).listen();
    folder = await mkdtemp(join(tmpdir(), "case2fhir-docs-"));
    await cp(join(root, "examples"), join(folder, "examples"), { recursive: true });
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    for (const [, name = "", text = ""] of filesIn(markdown)) await writeFile(join(folder, name), `# ${name}\n${text}`);
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("names only scripts the package has", () => {
    for (const { command } of shown) {
      const [program, verb = "", script = ""] = command.split(" ");
      if (program !== "npm") continue;
      const name = verb === "run" ? script : verb;
      expect([...Object.keys(packageJson.scripts), "ci", "pack", "install"]).toContain(name);
    }
  });

  it("shows commands that work, and their output as it is", async () => {
    for (const { command, output } of shown) {
      if (!/^(npx )?case2fhir /.test(command)) continue;
      const ran = await runShown(command, folder, server.base);
      expect(ran.code, `${command}\n${ran.output}`).toBeLessThanOrEqual(1);
      if (output) expect(withoutPort(ran.output).trim()).toBe(withoutPort(output));
      else expect(ran.code, `${command}\n${ran.output}`).toBe(0);
    }
  });
});
