/**
 * Kinds of single defects: each changes one thing in an official example that is right. What must come of it is not said
 * here: HL7's validator is asked.
 */
import { answersToQuestions } from "./kinds/answers.mjs";
import { bundles } from "./kinds/bundles.mjs";
import { attachments, identifiers } from "./kinds/datatypes.mjs";
import { extensions } from "./kinds/extensions.mjs";
import { invariants } from "./kinds/invariants.mjs";
import { narrative } from "./kinds/narrative.mjs";
import { contained, references } from "./kinds/references.mjs";
import { others } from "./kinds/resources.mjs";
import { primitives, structure } from "./kinds/structure.mjs";
import { terminology } from "./kinds/terminology.mjs";

const rooms = {
  structure,
  primitive: primitives,
  terminology,
  reference: references,
  contained,
  extension: extensions,
  narrative,
  attachment: attachments,
  identifier: identifiers,
  invariant: invariants,
  bundle: bundles,
  answer: answersToQuestions,
  resource: others,
};

/** Name of a kind -> `(resource, by chance) => boolean`, which changes the resource. */
export const kinds = Object.fromEntries(
  Object.entries(rooms).flatMap(([room, list]) =>
    Object.entries(list).map(([name, kind]) => [`${room}: ${name}`, kind]),
  ),
);
