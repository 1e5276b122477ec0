/** What a fact claims of one resource, and the ways to break each claim: a claim that nothing breaks proves nothing. */
import { parseCode } from "../../src/case/codes.js";
import { type Data, isDerived, same, type View, values, type When } from "./view.js";

export interface Claim {
  /** `Type/key` of the resource, as View.find takes it. */
  about: string;
  says: string;
  holds(view: View): boolean;
  /** Each changes a copy of the resource so that the claim no longer holds. */
  breaks: readonly ((resource: Data) => void)[];
}

type Basis = "stated" | "derived";

/** The objects that hold the last step of a path. */
const holders = (resource: Data, path: string): [Data[], string] => {
  const dot = path.lastIndexOf(".");
  const found = dot < 0 ? [resource] : values(resource, path.slice(0, dot));
  return [found as Data[], path.slice(dot + 1)];
};

const other = (value: unknown): unknown => {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  return `not ${value}`;
};

/** Changes every plain value at a path into another one. */
function alter(resource: Data, path: string): void {
  const [found, name] = holders(resource, path);
  for (const holder of found) {
    if (holder[name] !== undefined) holder[name] = [holder[name]].flat().map(other)[0];
  }
}

/** Takes away what stands at a path, extensions by their name. */
function remove(resource: Data, path: string): void {
  const [found, step] = holders(resource, path);
  const [name = "", url] = step.split(":");
  for (const holder of found) {
    if (url === undefined) delete holder[name];
    else holder[name] = values(holder, name).filter((item) => !String((item as Data).url).endsWith(`/${url}`));
  }
}

/** Puts a value at a path, making the objects on the way. */
export function put(resource: Data, path: string, value: unknown): void {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let holder = resource;
  for (const step of steps) {
    const [next] = values(holder, step);
    const inner = (next ?? {}) as Data;
    if (next === undefined) holder[step] = inner;
    holder = inner;
  }
  holder[last] = value;
}

/** The element with a resource's own name for what it is. */
const codeOf = (about: string): string =>
  ({ MedicationStatement: "medicationCodeableConcept", ImagingStudy: "procedureCode" })[about.split("/")[0] ?? ""] ??
  "code";

class Subject {
  constructor(private readonly about: string) {}

  private claim(says: string, holds: (resource: Data, view: View) => boolean, ...breaks: Claim["breaks"]): Claim {
    const { about } = this;
    const found = (view: View) => {
      const resource = view.find(about);
      return resource !== undefined && holds(resource as unknown as Data, view);
    };
    return { about, says: `${about}: ${says}`, holds: found, breaks };
  }

  /** A plain value stands at the path, among others where the element repeats. */
  is(path: string, value: string | number | boolean): Claim {
    return this.claim(
      `${path} is ${value}`,
      (resource) => values(resource, path).includes(value),
      (resource) => alter(resource, path),
      (resource) => remove(resource, path),
    );
  }

  /** Nothing stands at the path; `instead` is what a careless mapping would write. */
  lacks(path: string, instead: unknown): Claim {
    return this.claim(
      `no ${path}`,
      (resource) => values(resource, path).length === 0,
      (resource) => put(resource, path, instead),
    );
  }

  named(words: string, path = codeOf(this.about)): Claim {
    return this.is(`${path}.text`, words);
  }

  /** A coding as the case writes it: `SCT#25044007 "Neuromyelitis optica"`. */
  coded(code: string, path = codeOf(this.about)): Claim {
    const wanted = parseCode(code);
    return this.claim(
      `${path} is coded ${code}`,
      (resource) => values(resource, `${path}.coding`).some((coding) => same(coding, wanted)),
      (resource) => alter(resource, `${path}.coding.code`),
      (resource) => alter(resource, `${path}.coding.system`),
      (resource) => remove(resource, `${path}.coding`),
    );
  }

  /** A reference leads to another resource, read in the source or worked out. */
  links(path: string, to: string, basis: Basis = "stated"): Claim {
    const mark = { url: "https://w3id.org/case2fhir/StructureDefinition/derived", valueString: "inferred" };
    return this.claim(
      `${path} leads to ${to} (${basis})`,
      (resource, view) => {
        const target = view.find(to);
        const found = values(resource, path).filter((item) => target !== undefined && view.target(item) === target);
        return found.length > 0 && found.every((item) => isDerived(item) === (basis === "derived"));
      },
      (resource) => alter(resource, `${path}.reference`),
      (resource) => remove(resource, path),
      (resource) => {
        for (const reference of values(resource, path)) {
          Object.assign(reference as Data, { extension: basis === "derived" ? [] : [mark] });
        }
      },
    );
  }

  /** The time at a path is exactly this: value, basis, phrase, bounds and what it is counted from. */
  dated(path: string, when: When): Claim {
    const beside = path.replace(/([^.]+)$/, "_$1");
    return this.claim(
      `${path} is ${JSON.stringify(when)}`,
      (resource, view) => same(view.when(resource, path), when),
      (resource) => put(resource, path, when.value === "2013-06" ? "2013-07" : "2013-06"),
      ...(when.value === undefined ? [] : [(resource: Data) => remove(resource, path)]),
      (resource) =>
        put(resource, `${beside}.extension`, [
          { url: "http://hl7.org/fhir/StructureDefinition/originalText", valueString: "some day" },
        ]),
    );
  }

  /** One component, by its code's text, has the value. */
  component(code: string, path: string, value: string | number): Claim {
    return this.claim(
      `component "${code}" has ${path} ${value}`,
      (resource) =>
        values(resource, "component").some(
          (part) => values(part, "code.text").includes(code) && values(part, path).includes(value),
        ),
      (resource) => alter(resource, "component.code.text"),
      (resource) => alter(resource, `component.${path}`),
      (resource) => remove(resource, "component"),
    );
  }

  /** An element at the path is marked as worked out. */
  inferred(path: string): Claim {
    return this.claim(
      `${path} is marked as inferred`,
      (resource) => values(resource, path).length > 0 && values(resource, path).every(isDerived),
      (resource) => remove(resource, `${path}.extension`),
    );
  }
}

export const about = (name: string): Subject => new Subject(name);
