/** The packages that are asked for, and all that they depend on. */
import { type Finding, finding } from "../finding/finding.js";
import { Cache } from "./cache.js";
import { openPackage, type Package } from "./package.js";
import { idOf, type Request, requestOf, type Substitute } from "./request.js";
import { chooseVersion } from "./versions.js";

/** What is built in: its definitions are asked last and are always there. */
const BUILT_IN = new Map([
  ["hl7.fhir.r4.core", /^4\.0\./],
  ["hl7.fhir.core", /^4\.0\./],
]);

/** Of these what is built in is that of today, and serves where the version that is wanted is not here. */
const BUILT_IN_TODAY: ReadonlySet<string> = new Set(["hl7.terminology.r4", "hl7.fhir.uv.extensions.r4"]);

const R4 = /^4\.0(\.|$)/;

export interface Gathered {
  /** Nearest first: what was asked for, what that depends on, and so on. */
  packages: readonly Package[];
  /** The packages that each depends on, without those that are not here. */
  dependencies: ReadonlyMap<Package, readonly Package[]>;
  /** The names of those that are depended on and are not here. */
  missing: ReadonlySet<string>;
}

export interface Places {
  /** Folders of packages, as ~/.fhir/packages. */
  caches: readonly string[];
  substitutes: readonly Substitute[];
}

/** Opens packages breadth first, each once. */
export class Gathering {
  readonly #cache: Cache;
  readonly #substitutes: readonly Substitute[];
  readonly #tell: (found: Finding) => void;
  /** By path, so that a package is opened once whatever leads to it. */
  readonly #opened = new Map<string, Package>();
  readonly #used = new Set<Substitute>();
  readonly #missing = new Map<string, Request>();

  constructor({ caches, substitutes }: Places, tell: (found: Finding) => void) {
    this.#cache = new Cache(caches);
    this.#substitutes = substitutes;
    this.#tell = tell;
  }

  async gather(wanted: readonly string[]): Promise<Gathered> {
    const dependencies = new Map<Package, readonly Package[]>();
    // All that is named is opened before any dependency is looked for: it may be one.
    const packages: Package[] = [];
    for (const name of wanted) {
      const found = await this.#named(name);
      if (found && !packages.includes(found)) packages.push(found);
    }
    for (const one of packages) {
      const below = await this.#dependenciesOf(one);
      dependencies.set(one, below);
      for (const next of below) if (!packages.includes(next)) packages.push(next);
    }
    for (const one of this.#substitutes) {
      if (!this.#used.has(one)) this.#tell(finding("package/unused-substitute", wordsOf(one)));
    }
    return { packages, dependencies, missing: new Set([...this.#missing.values()].map(({ name }) => name)) };
  }

  /** What the caller names: a package by its name, or a path. */
  async #named(name: string): Promise<Package | undefined> {
    const request = name.includes("#") ? requestOf(name) : undefined;
    if (!request && !this.#isInCache(name)) return this.#open(name);
    const meant = this.#substituted(request ?? { name, version: "latest" });
    if (isBuiltIn(meant)) return undefined;
    const found = await this.#find(meant);
    if (!found) {
      const versions = this.#cache.versionsOf(meant.name).join(", ");
      const hint = versions ? `there is ${meant.name} ${versions}` : "look into ~/.fhir/packages, or name its path";
      this.#tell(finding("package/not-found", { name: idOf(meant), hint }));
    }
    return found;
  }

  #isInCache = (name: string): boolean => this.#cache.versionsOf(name).length > 0;

  async #dependenciesOf(one: Package): Promise<Package[]> {
    const below: Package[] = [];
    for (const [name, version] of one.dependencies) {
      const request = this.#substituted({ name, version });
      if (isBuiltIn(request)) continue;
      const found = await this.#find(request);
      if (found) below.push(found);
      else if (!BUILT_IN_TODAY.has(request.name)) this.#tellMissing(one, request);
    }
    return below;
  }

  /** One warning for each, whoever depends on it. */
  #tellMissing({ id }: Package, request: Request): void {
    const dependency = idOf(request);
    if (this.#missing.has(dependency)) return;
    this.#missing.set(dependency, request);
    const [there] = [...this.#there(request.name)].reverse();
    const hint =
      there === undefined ? "" : `to take another: --package-substitute ${dependency}=${request.name}#${there}`;
    this.#tell(finding("package/dependency-missing", { id, dependency, hint }));
  }

  #there(name: string): string[] {
    const opened = [...this.#opened.values()].filter((one) => one.name === name);
    return [...opened.flatMap(({ version }) => version ?? []), ...this.#cache.versionsOf(name)];
  }

  /** Among what was opened by its path, else in the places where packages are. */
  async #find(request: Request): Promise<Package | undefined> {
    const opened = [...this.#opened.values()].filter((one) => one.name === request.name);
    const version = chooseVersion(request.version, this.#there(request.name));
    const path = version === undefined ? undefined : this.#cache.find({ name: request.name, version });
    return opened.find((one) => one.version === version) ?? (path === undefined ? undefined : this.#open(path));
  }

  async #open(path: string): Promise<Package | undefined> {
    const known = this.#opened.get(path);
    if (known) return known;
    const found = await openPackage(path, this.#tell);
    if ("finding" in found) {
      this.#tell(found.finding);
      return undefined;
    }
    this.#opened.set(path, found);
    const { id, name = "", fhirVersions } = found;
    if (fhirVersions.length > 0 && !fhirVersions.some((version) => R4.test(version)))
      this.#tell(finding("package/other-fhir-version", { id, name, versions: fhirVersions.join(", ") }));
    return found;
  }

  #substituted(request: Request): Request {
    const substitute = this.#substitutes.find(
      ({ of }) => of.name === request.name && (of.version ?? request.version) === request.version,
    );
    if (!substitute) return request;
    if (!this.#used.has(substitute))
      this.#tell(finding("package/substituted", { wanted: idOf(request), by: idOf(substitute.by) }));
    this.#used.add(substitute);
    return substitute.by;
  }
}

const isBuiltIn = ({ name, version }: Request): boolean => BUILT_IN.get(name)?.test(version) === true;

const wordsOf = ({ of, by }: Substitute) => ({
  wanted: of.version === undefined ? of.name : `${of.name}#${of.version}`,
  by: idOf(by),
});
