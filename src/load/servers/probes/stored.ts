/** What a server keeps of what it is given, and how it is found. */
import { digitsOf, parseJson } from "../../../fhir/json.js";
import type { Basic, Coding, Extension } from "../../../fhir/types.js";
import { sameNarrative } from "../../read/narrative.js";
import type { Probe } from "./probe.js";
import { isFine, isRefused, listOf, textOf } from "./reply.js";
import { PROBE_SYSTEM } from "./workbench.js";

const DECIMAL = parseJson(`{"url":"${PROBE_SYSTEM}/decimal","valueDecimal":1.50}`) as Extension;
const NARRATIVE = '<div xmlns="http://www.w3.org/1999/xhtml"><p>This &amp; <b>that</b></p><ul><li>one</li></ul></div>';
/** An answer as old as a minute would do. */
const CACHED = { "cache-control": "max-age=60" };

export const searchProbe: Probe = {
  finds: ["searchAfterWrite"],
  run: async (bench) => {
    const resource = bench.resource();
    const before = await bench.searchFor(resource, CACHED);
    if (!before || before.length > 0) return {};
    const made = await bench.send("POST", "/Basic", resource);
    if (!made || !isFine(made)) return {};
    if ((await bench.searchFor(resource, CACHED))?.length === 1) return { searchAfterWrite: "fresh" };
    const found = await bench.searchFor(resource);
    return { searchAfterWrite: found && (found.length === 1 ? "fresh-with-no-cache" : "stale") };
  },
};

export const storedProbes: readonly Probe[] = [
  {
    finds: ["decimals"],
    run: async (bench) => {
      const stored = await bench.create({ extension: [DECIMAL] });
      const [extension] = listOf<Extension>(stored?.extension);
      const digits = extension && digitsOf(extension, "valueDecimal");
      return digits === undefined ? {} : { decimals: digits === "1.50" ? "kept" : "digits-lost" };
    },
  },
  {
    finds: ["narrative"],
    run: async (bench) => {
      const stored = await bench.create({ text: { status: "generated", div: NARRATIVE } });
      if (!stored) return {};
      return { narrative: sameNarrative(textOf(stored.text?.div) ?? "", NARRATIVE) ? "kept" : "changed" };
    },
  },
  {
    finds: ["unknownProfiles"],
    run: async (bench) => {
      const profile = [`${PROBE_SYSTEM}/StructureDefinition/unknown`];
      const reply = await bench.send("POST", "/Basic", bench.resource({ meta: { profile } }));
      return { unknownProfiles: reply && (isRefused(reply) ? "refused" : "stored") };
    },
  },
  {
    finds: ["tagSearch"],
    run: async (bench) => {
      const tag = { system: PROBE_SYSTEM, code: bench.newId() };
      const made = await bench.create({ meta: { tag: [tag] } });
      if (!made) return {};
      const isTagged = ({ meta }: Basic) => listOf<Coding>(meta?.tag).some(({ code }) => code === tag.code);
      const query = `_tag=${encodeURIComponent(`${tag.system}|${tag.code}`)}`;
      const found = await bench.search(query, isTagged);
      return { tagSearch: found?.length === 1 };
    },
  },
];
