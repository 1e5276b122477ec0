/** HL7's StructureDefinitions as they ship them: what an element of a type is. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../node_modules/hl7.fhir.r4.examples/", import.meta.url));
const known = new Map();

/** The elements of a type's snapshot but the first; undefined when R4 has no such type. */
export function elementsOf(type) {
  if (!known.has(type)) {
    const file = `${folder}StructureDefinition-${type}.json`;
    known.set(type, existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).snapshot.element.slice(1) : undefined);
  }
  return known.get(type);
}

/**
 * What a JSON property is.
 *
 * @param {string} type whose definition it stands in
 * @param {string} path from there to the object that has it, as in `.contact`; "" for the type itself
 * @param {string} name of the property, as in `valueQuantity`
 * @returns {{ name: string, type: string, repeats: boolean, inline: boolean, definition: object } | undefined} inline: its
 *   own properties stand in the same definition, below `${path}.${name}`
 */
export function elementOf(type, path, name) {
  const stem = `${path}.${name}`.slice(1);
  for (const definition of elementsOf(type) ?? []) {
    const { path: full, max, base, type: types = [], contentReference } = definition;
    const own = full.slice(full.indexOf(".") + 1);
    const repeats = (base?.max ?? max) !== "1";
    if (own === stem) {
      if (contentReference) {
        const target = contentReference.split(".").slice(1);
        const to = target.pop();
        const parent = target.map((step) => `.${step}`).join("");
        return { ...elementOf(type, parent, to), at: `${parent}.${to}`, repeats, definition };
      }
      const code = typeCode(types[0]);
      return {
        ...{ name, type: code, repeats, definition, at: `${path}.${name}` },
        inline: code === "BackboneElement" || code === "Element",
      };
    }
    const choice = own.endsWith("[x]") ? own.slice(0, -3) : undefined;
    if (choice === undefined || !stem.startsWith(choice)) continue;
    const chosen = types.find(({ code }) => code.toLowerCase() === stem.slice(choice.length).toLowerCase());
    if (chosen) return { name, type: chosen.code, repeats, inline: false, definition, choice: choice.split(".").pop() };
  }
  return undefined;
}

/** Ids and URLs of elements are FHIRPath strings in the definitions. */
function typeCode({ code } = {}) {
  return code?.startsWith("http://hl7.org/fhirpath/System.") ? code.slice(31).toLowerCase() : (code ?? "");
}
