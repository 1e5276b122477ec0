/** A file is written whole or not at all, whatever the disk, the rights or Ctrl-C have to say. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { case2fhir, case2fhirAsSomebody, type Ended, example, execute, folderWith, program } from "./program.js";

const OLD = "what was there before\n";

function expectRefused(ended: Ended, reason: string): void {
  expect(ended.out + ended.err).toContain("error  cli/cannot-write");
  expect(ended.out + ended.err).toContain(reason);
  expect(ended.code).toBe(2);
}

const map = (...more: string[]) => [program, "map", example, ...more];

describe("a file that cannot be written", () => {
  it.each([
    ["its folder is missing", "nowhere/bundle.json", "its folder does not exist"],
    ["it is a folder", "folder", "it is a folder"],
    ["its folder is a file", "old.json/bundle.json", "part of its path is a file"],
  ])("%s", async (_what, path, reason) => {
    const cwd = folderWith({ "old.json": OLD });
    mkdirSync(join(cwd, "folder"));
    expectRefused(await case2fhir(["map", example, "-o", path], { cwd }), reason);
    expect(readdirSync(cwd).sort()).toEqual(["folder", "old.json"]);
    expect(readFileSync(join(cwd, "old.json"), "utf8")).toBe(OLD);
  });

  it("its folder is somebody else's", async () => {
    const cwd = folderWith({ "bundle.json": OLD, "case.yaml": readFileSync(example) });
    chmodSync(cwd, 0o555);
    const ended = await case2fhirAsSomebody(["map", "case.yaml", "-o", "bundle.json"], { cwd });
    chmodSync(cwd, 0o755);
    expectRefused(ended, "permission denied");
    expect(readFileSync(join(cwd, "bundle.json"), "utf8")).toBe(OLD);
  });

  it("it would be larger than the system allows: the old file stays, no part of the new one", async () => {
    const cwd = folderWith({ "bundle.json": OLD });
    const limited = `ulimit -f 8; exec "$@"`;
    const ended = await execute("bash", ["-c", limited, "bash", process.execPath, ...map("-o", "bundle.json")], {
      cwd,
    });
    expectRefused(ended, "larger than the system allows");
    expect(readdirSync(cwd)).toEqual(["bundle.json"]);
    expect(readFileSync(join(cwd, "bundle.json"), "utf8")).toBe(OLD);
  });

  it("stdout is a full disk", async () => {
    const ended = await execute("bash", ["-c", '"$@" > /dev/full', "bash", process.execPath, ...map()]);
    expectRefused(ended, "no space is left on the device");
  });
});

describe("an output that would replace what is read, or another output", () => {
  const url = "http://127.0.0.1:9/fhir";
  it.each([
    ["the Bundle", ["map", "case.yaml", "-o", "case.yaml"]],
    ["by another path", ["map", "case.yaml", "-o", "folder/../case.yaml"]],
    ["by a link", ["map", "case.yaml", "-o", "link.yaml"]],
    ["the Trace", ["map", "case.yaml", "--trace", "case.yaml"]],
    ["the receipt", ["load", "case.yaml", "--server", url, "--receipt", "case.yaml"]],
    ["the Trace on stdout, where the Bundle goes", ["map", "case.yaml", "--trace", "-"]],
    ["the receipt on stdout, where the report goes", ["load", "case.yaml", "--server", url, "--receipt", "-"]],
    ["a file of the folder", ["run", "folder/trace.json", "-o", "folder"]],
    ["both outputs", ["map", "case.yaml", "-o", "new.json", "--trace", "./new.json"]],
    ["both outputs, one of them there", ["map", "case.yaml", "-o", "old.json", "--trace", "folder/../old.json"]],
  ])("%s", async (_what, args) => {
    const text = readFileSync(example, "utf8");
    const cwd = folderWith({ "case.yaml": text, "old.json": OLD });
    mkdirSync(join(cwd, "folder"));
    writeFileSync(join(cwd, "folder/trace.json"), text);
    symlinkSync("case.yaml", join(cwd, "link.yaml"));
    const ended = await case2fhir(args, { cwd });
    expect(ended).toMatchObject({ code: 2, out: "", err: expect.stringContaining("error  cli/same-file") });
    expect(readdirSync(cwd).sort()).toEqual(["case.yaml", "folder", "link.yaml", "old.json"]);
    for (const path of ["case.yaml", "folder/trace.json"]) expect(readFileSync(join(cwd, path), "utf8")).toBe(text);
    expect(readFileSync(join(cwd, "old.json"), "utf8")).toBe(OLD);
  });

  it("a case from the standard input", async () => {
    const cwd = folderWith({ "case.yaml": readFileSync(example) });
    const command = ["-c", '"$@" < case.yaml', "bash", process.execPath, program, "map", "-", "-o", "case.yaml"];
    expect(await execute("bash", command, { cwd })).toMatchObject({ code: 2 });
    expect(readFileSync(join(cwd, "case.yaml"))).toEqual(readFileSync(example));
  });

  it("a device takes both", async () => {
    expect((await case2fhir(["map", example, "-o", "/dev/null", "--trace", "/dev/null"])).code).toBe(0);
  });
});

/** Runs the program with a file system of its own mounted at ./mnt: needs Linux's namespaces. */
const mounted = (cwd: string, mount: string, after: string) =>
  execute(
    "unshare",
    [
      "--mount",
      "--map-root-user",
      "bash",
      "-c",
      `${mount} && "$@"; code=$?; ${after}; exit $code`,
      "bash",
      process.execPath,
      ...map("-o", "mnt/bundle.json"),
    ],
    { cwd },
  );

async function canMount(): Promise<boolean> {
  const cwd = folderWith();
  mkdirSync(join(cwd, "mnt"));
  try {
    const { code } = await execute("unshare", ["--mount", "--map-root-user", "mount", "-t", "tmpfs", "none", "mnt"], {
      cwd,
    });
    return code === 0;
  } catch {
    return false;
  }
}

describe("a disk of its own", async () => {
  const possible = await canMount();
  const unlessImpossible = () => {
    if (possible) return true;
    console.log("not checked: this system lets nobody mount a file system");
    expect(process.env.CI, "CI must be able to mount").toBeFalsy();
    return false;
  };
  const inFolder = () => {
    const cwd = folderWith();
    mkdirSync(join(cwd, "mnt"));
    return cwd;
  };

  it("is full: the old file stays, no part of the new one", async () => {
    if (!unlessImpossible()) return;
    const mount = `mount -t tmpfs -o size=64k none mnt && printf '${OLD.trim()}\\n' > mnt/bundle.json`;
    const ended = await mounted(inFolder(), mount, "ls -A mnt; cat mnt/bundle.json");
    expectRefused(ended, "no space is left on the device");
    expect(ended.out).toContain(`bundle.json\n${OLD}`);
    expect(ended.out).not.toContain(".tmp");
  });

  it("is read-only", async () => {
    if (!unlessImpossible()) return;
    const ended = await mounted(inFolder(), "mount -t tmpfs -o ro none mnt", "ls -A mnt");
    expectRefused(ended, "the file system is read-only");
  });
});

describe("a file that is replaced", () => {
  it("keeps who may read it, and the link that leads to it", async () => {
    const cwd = folderWith({ "real.json": OLD });
    chmodSync(join(cwd, "real.json"), 0o600);
    symlinkSync("real.json", join(cwd, "link.json"));
    const { code } = await case2fhir(["map", example, "-o", "link.json"], { cwd });
    expect(code).toBe(0);
    expect(statSync(join(cwd, "real.json")).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(cwd, "real.json"), "utf8"))).toHaveProperty("resourceType", "Bundle");
    expect(readdirSync(cwd).sort()).toEqual(["link.json", "real.json"]);
  });

  it("may be a link whose file is not there yet", async () => {
    const cwd = folderWith();
    symlinkSync("real.json", join(cwd, "link.json"));
    expect((await case2fhir(["map", example, "-o", "link.json"], { cwd })).code).toBe(0);
    expect(lstatSync(join(cwd, "link.json")).isSymbolicLink()).toBe(true);
    expect(readdirSync(cwd).sort()).toEqual(["link.json", "real.json"]);
  });

  it("is written to as it is when it is a device", async () => {
    const ended = await case2fhir(["map", example, "-o", "/dev/null"]);
    expect(ended.code).toBe(0);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });
});

describe("an output that cannot be written", () => {
  it.each([
    ["a receipt in no folder", "load", ["--receipt", "nowhere/receipt.json"]],
    ["a receipt that is a folder", "load", ["--receipt", "."]],
    ["a folder that is a file", "run", ["-o", "file"]],
  ])("%s is found out before anything is sent", async (_what, command, options) => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(String(request.url));
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
    const cwd = folderWith({ file: "x" });
    const ended = await case2fhir([command, example, "--server", url, ...options], { cwd });
    server.close();
    expect(ended.out).toContain("error  cli/cannot-write");
    expect(ended.code).toBe(2);
    expect(asked).toEqual([]);
  });

  it("and standard error neither: the program ends all the same", async () => {
    const ended = await execute("bash", ["-c", '"$@" 2>/dev/full', "bash", process.execPath, program, "nonsense"]);
    expect(ended).toMatchObject({ code: 2, out: "" });
  });
});

describe("ended early", () => {
  it("a reader that goes away is no error", async () => {
    const ended = await execute("bash", ["-c", 'set -o pipefail; "$@" | head -1', "bash", process.execPath, ...map()]);
    expect(ended).toMatchObject({ code: 0, out: "{\n" });
    expect(ended.err).not.toMatch(/EPIPE|cli\/bug/);
  });

  it("Ctrl-C while a server is silent ends the program at once, as the shell's 130 says", async () => {
    const cwd = folderWith();
    const input = new PassThrough();
    const server = createServer(() => input.end("now\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
    const script = '"$@" & pid=$!; read -r; kill -INT $pid; wait $pid; echo "code $?"';
    const command = ["-m", "-c", script, "bash", process.execPath, program, "run", example, "--server", url];
    const ended = await execute("bash", command, { cwd, input });
    server.closeAllConnections();
    server.close();
    expect(ended.out).toContain("error  load/interrupted");
    expect(ended.out).toMatch(/code 130\n$/);
    expect(ended.err).not.toMatch(/cli\/bug|^\s+at /m);
    expect(readdirSync(join(cwd, "out")).sort()).toEqual(["bundle.json", "receipt.json", "trace.json"]);
  });
});
