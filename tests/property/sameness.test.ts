import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { mapText, plainYaml } from "./bundles.js";
import { cases } from "./cases.js";

const RUNS = 40;

/** A small generator of our own, so that one number replays a shuffle (Lehmer, modulo 2^31 - 1); gives 0 up to 1. */
function numbersFrom(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Shuffles the keys of every mapping. */
function shuffleKeys(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffleKeys(item, random));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => ({
    rank: random(),
    pair: [key, shuffleKeys(member, random)] as const,
  }));
  return Object.fromEntries(members.sort((a, b) => a.rank - b.rank).map(({ pair }) => pair));
}

/** Comments before, behind and between all lines. */
const withComments = (yaml: string): string =>
  yaml
    .trimEnd()
    .split("\n")
    .map((line) => `# before: [it\n\n${line} # behind: "it\n    # between`)
    .join("\n");

describe("the same bytes", () => {
  it("come from the same case", () => {
    fc.assert(
      fc.property(cases, (document) => {
        const text = stringify(document);
        expect(mapText(text)?.bytes).toBe(mapText(text)?.bytes);
      }),
      { numRuns: RUNS },
    );
  });

  it("come from YAML and from JSON", () => {
    fc.assert(
      fc.property(cases, (document) => {
        expect(mapText(plainYaml(document))?.bytes).toBe(mapText(JSON.stringify(document))?.bytes);
      }),
      { numRuns: RUNS },
    );
  });

  it("come whatever the order of the keys", () => {
    fc.assert(
      fc.property(cases, fc.nat(), (document, seed) => {
        const shuffled = shuffleKeys(document, numbersFrom(seed));
        expect(mapText(plainYaml(shuffled))?.bytes).toBe(mapText(plainYaml(document))?.bytes);
      }),
      { numRuns: RUNS },
    );
  });

  it("come whatever the comments say", () => {
    fc.assert(
      fc.property(cases, (document) => {
        const yaml = plainYaml(document);
        expect(mapText(withComments(yaml))?.bytes).toBe(mapText(yaml)?.bytes);
      }),
      { numRuns: RUNS },
    );
  });
});

execFileSync(process.execPath, [fileURLToPath(new URL("../../src/build/build.mjs", import.meta.url))], {
  stdio: "ignore",
});

/** Maps the texts that come in as JSON, and tells where it believes to be. */
const ELSEWHERE = `
import { mapCase, readCase, stringifyJson } from ${JSON.stringify(new URL("../../dist/lib/index.js", import.meta.url))};
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const bundles = JSON.parse(input).map((text) => stringifyJson(mapCase(readCase(text).case).bundle));
const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
process.stdout.write(JSON.stringify({ locale, timeZone, bundles }));
`;

interface Elsewhere {
  locale: string;
  timeZone: string;
  bundles: string[];
}

function mapElsewhere(texts: readonly string[], env: Record<string, string>): Elsewhere {
  const child = spawnSync(process.execPath, ["--input-type=module", "-e", ELSEWHERE], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    env: { PATH: process.env.PATH, ...env },
    maxBuffer: 256 * 1024 * 1024,
  });
  expect(child.stderr).toBe("");
  return JSON.parse(child.stdout) as Elsewhere;
}

describe("time zone and locale", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it("of the process do not matter to any case", () => {
    const noon = Date.UTC(2015, 6, 1, 12);
    fc.assert(
      fc.property(cases, (document) => {
        const text = stringify(document);
        const [east, west] = ["Pacific/Kiritimati", "America/St_Johns"].map((TZ) => {
          process.env.TZ = TZ;
          return { hour: new Date(noon).getHours(), bytes: mapText(text)?.bytes };
        });
        expect(east?.hour).not.toBe(west?.hour);
        expect(east?.bytes).toBe(west?.bytes);
      }),
      { numRuns: RUNS },
    );
  });

  it("of another country give the same bytes of the first case and of many others", () => {
    const seed = readFileSync(new URL("../../examples/01-neuromyelitis-optica/case.yaml", import.meta.url), "utf8");
    const sampled = fc.sample(cases, { numRuns: 40, seed: 1 }).map((document) => stringify(document));
    const texts = [seed, ...sampled.filter((text) => mapText(text) !== undefined)];
    expect(texts.length).toBeGreaterThan(30);
    const east = mapElsewhere(texts, { TZ: "Pacific/Kiritimati" });
    const west = mapElsewhere(texts, { TZ: "America/St_Johns", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" });
    expect([east.timeZone, west.timeZone]).toEqual(["Pacific/Kiritimati", "America/St_Johns"]);
    expect([east.locale, west.locale]).toEqual([expect.stringMatching(/^en/), "tr-TR"]);
    expect(west.bundles).toEqual(east.bundles);
  });
});
