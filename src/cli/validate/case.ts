/** A case among what is judged: it is mapped, and what is wrong with its Bundle is told at its own lines. */
import type { Validator } from "../../validate/index.js";
import type { Input } from "../input.js";
import type { MapArgs } from "../map-options.js";
import type { Shell } from "../shell.js";
import { mapText, withCasePlaces } from "../stages.js";
import type { Judged } from "./judge.js";

export function judgeCase(
  { file, text }: Input & { kind: "case" },
  validator: Validator,
  args: MapArgs & { profile?: string[] | undefined },
  env: Shell["env"],
): Omit<Judged, "file"> {
  const { bundle, trace, findings } = mapText(text, file, args, env);
  const profiles = args.profile ?? [];
  const found = bundle && trace ? withCasePlaces(validator.validate(bundle, { profiles }), trace) : [];
  return { type: "case", findings: [...findings, ...found], source: text };
}
