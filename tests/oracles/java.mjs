/**
 * What the Java-based checks share: is Java there, and building a small Maven project of ours once.
 * Everything it makes goes to .cache; only Maven's own ~/.m2 is outside.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cache, once } from "../../src/build/once.mjs";

export { cache, once } from "../../src/build/once.mjs";
export { root } from "../../src/build/process.mjs";

const DEBIAN_PACKAGES = ["openjdk-17-jdk-headless", "maven"];

/** A short name for what was made from these texts. */
export const stamp = (...texts) => createHash("sha256").update(texts.join("\0")).digest("hex").slice(0, 12);

const runs = (command) => spawnSync(command, ["-version"], { stdio: "ignore" }).status === 0;

/** Java 17 or later with its compiler, and Maven; installed through apt-get in CI on Debian, otherwise asked for. */
function needJava() {
  const missing = () => ["java", "javac", "mvn"].filter((command) => !runs(command));
  if (missing().length > 0 && process.env.CI && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execFileSync("apt-get", ["update", "-q"], { stdio: "inherit", env });
    execFileSync("apt-get", ["install", "-qy", "--no-install-recommends", ...DEBIAN_PACKAGES], {
      stdio: "inherit",
      env,
    });
  }
  if (missing().length > 0) {
    throw new Error(
      `This check needs Java 17 or later and Maven; not found: ${missing().join(", ")}. On Debian or Ubuntu: apt-get install ${DEBIAN_PACKAGES.join(" ")}`,
    );
  }
}

/**
 * Compiles a Maven project of ours unless it is built already.
 *
 * @param {string} project folder with pom.xml and src/
 * @param {string} name what the build is called in .cache
 * @returns {string} the class path, ours first
 */
export function buildJava(project, name) {
  needJava();
  const sources = readdirSync(join(project, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  const key = stamp(...[join(project, "pom.xml"), ...sources].map((file) => readFileSync(file, "utf8")));
  const folder = once(join(name, `build-${key}`), (draft) => maven(project, draft));
  const classPath = readFileSync(join(folder, "class-path"), "utf8").trim();
  if (classPath.split(delimiter).every((jar) => existsSync(jar)))
    return [join(folder, "classes"), classPath].join(delimiter);
  rmSync(folder, { recursive: true });
  return buildJava(project, name);
}

function maven(project, folder) {
  process.stderr.write(`building ${project} (the first time Maven downloads what it needs)\n`);
  const goals = ["compile", "dependency:build-classpath", `-Dmdep.outputFile=${join(folder, "class-path")}`];
  const { status, stdout, stderr } = spawnSync("mvn", ["-q", "-B", `-DbuildFolder=${folder}`, ...goals], {
    cwd: project,
    encoding: "utf8",
  });
  if (status === 0) return;
  const log = join(cache, "maven.log");
  writeFileSync(log, `${stdout}\n${stderr}`);
  const first = stdout
    .split("\n")
    .filter((line) => line.includes("[ERROR]"))
    .slice(0, 5);
  throw new Error(`Maven could not build ${project} (all of it in ${log}):\n${first.join("\n")}`);
}
