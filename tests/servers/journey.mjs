/**
 * One case into one server by one strategy: loaded, loaded again, one line edited and loaded, found by searches, and
 * taken back. What the loader says is checked against the server itself.
 */
import { ID_SYSTEM, load, undo } from "../../dist/lib/index.js";

/** HAPI answers a repeated search from its cache unless told otherwise. */
const FRESH = { headers: { accept: "application/fhir+json", "cache-control": "no-cache" } };

/** How many resources are looked for by their identifier. */
const SOUGHT = 5;

/**
 * @param {string} base the server's base URL
 * @param {{ name: string, first: object, edited?: object }} one
 * @param {object} options of the load: strategy, row …
 */
export async function journey(base, one, options) {
  const result = {
    entries: 0,
    loads: 0,
    duplicates: 0,
    lost: 0,
    different: 0,
    undone: 0,
    reasons: new Set(),
    problems: [],
  };
  const problem = (step, what) => result.problems.push(`${one.name}, ${options.strategy}, ${step}: ${what}`);
  const types = [...new Set(one.first.entry.map(({ resource }) => resource.resourceType))];
  const needs = one.needs && (await load(one.needs, { server: base, fetch, ...options })).receipt;
  const before = await totals();

  const first = await loaded("loaded", one.first);
  const all = first.counts.entries;
  result.entries = all;
  expect("loaded", first, { created: all });
  const after = await totals();
  for (const type of types) {
    const [had, has] = [before.get(type), after.get(type)];
    const wanted = one.first.entry.filter(({ resource }) => resource.resourceType === type).length;
    result.duplicates += Math.max(0, has - had - wanted);
    result.lost += Math.max(0, wanted - (has - had));
    if (has - had !== wanted) problem("loaded", `${has - had} ${type} resources more, not ${wanted}`);
  }
  await expectFound(first);

  const again = await loaded("loaded again", one.first);
  expect("loaded again", again, { unchanged: all });
  expectVersions("loaded again", first, again, 0);
  if (one.edited) {
    const edited = await loaded("edited", one.edited);
    expect("edited", edited, { unchanged: all - 1, updated: 1 });
    expectVersions("edited", first, edited, 1);
    await takenBack("edit taken back", edited);
  }
  await takenBack("taken back", first);
  const last = await totals();
  for (const type of types) {
    if (last.get(type) !== before.get(type))
      problem("taken back", `${last.get(type)} ${type} resources, not ${before.get(type)}`);
  }
  if (needs) await undo(needs, { server: base, fetch, ...options });
  return result;

  async function loaded(step, bundle) {
    const { receipt, findings } = await load(bundle, { server: base, fetch, ...options });
    result.loads += 1;
    for (const { severity, code, message } of findings) {
      if (severity === "error") problem(step, message);
      if (severity === "warning") result.reasons.add(code);
    }
    const { entries, equal, different } = receipt.counts;
    result.different += different;
    result.lost += entries - equal - different;
    // What the server is known to lose is a warning; anything else was an error.
    if (entries !== equal + different) problem(step, `${entries - equal - different} entries not read back`);
    return receipt;
  }

  function expect(step, { counts }, wanted) {
    for (const outcome of ["created", "updated", "unchanged", "failed", "unknown", "unsent", "deleted"]) {
      if (counts[outcome] !== (wanted[outcome] ?? 0)) {
        problem(step, `${counts[outcome]} entries ${outcome}, not ${wanted[outcome] ?? 0}`);
      }
    }
  }

  /** All are at the version they were at but as many as were edited. */
  function expectVersions(step, earlier, { entries }, edits) {
    const changed = entries.filter(({ assigned }, i) => assigned?.version !== earlier.entries[i]?.assigned?.version);
    if (changed.length !== edits) problem(step, `${changed.length} resources at another version, not ${edits}`);
  }

  /** By ordinary searches: what is of the patient, and what has an identifier. */
  async function expectFound({ entries }) {
    const patient = entries.find(({ type }) => type === "Patient")?.assigned;
    const of = (type, path) =>
      one.first.entry.filter(({ resource }) => resource.resourceType === type && path(resource));
    const subjects = of("Observation", ({ subject }) => isThis(subject, patient)).length;
    if (patient && subjects > 0) {
      const total = await count(`Observation?patient=Patient/${patient.id}`);
      if (total !== subjects) problem("found", `${total} Observations by patient, not ${subjects}`);
    }
    const named = entries.filter(({ resource }) => ownIdentifier(resource)).slice(0, SOUGHT);
    for (const { type, resource } of named) {
      const total = await count(`${type}?identifier=${encodeURIComponent(`${ID_SYSTEM}|${ownIdentifier(resource)}`)}`);
      if (total !== 1) problem("found", `${total} ${type} resources by identifier, not 1`);
    }
  }

  function isThis(subject, patient) {
    const ids = one.first.entry.filter(({ resource }) => resource.resourceType === "Patient");
    const source = ids.find(({ resource }) => patient && resource === ids[0]?.resource);
    return [source?.fullUrl, `Patient/${source?.resource.id}`].includes(subject?.reference);
  }

  async function takenBack(step, receipt) {
    const { counts, findings } = await undo(receipt, { server: base, fetch, ...options });
    const wanted = receipt.counts.created + receipt.counts.updated;
    const back = counts.deleted + counts.restored;
    result.undone += back;
    if (back !== wanted || counts.remaining > 0)
      problem(step, `${back} of ${wanted} taken back, ${counts.remaining} left`);
    for (const { severity, message } of findings) if (severity === "error") problem(step, message);
  }

  async function totals() {
    return new Map(await Promise.all(types.map(async (type) => [type, await count(type)])));
  }

  async function count(path) {
    const answer = await fetch(`${base}/${path}${path.includes("?") ? "&" : "?"}_summary=count&_total=accurate`, FRESH);
    const { total, entry = [] } = await answer.json();
    return total ?? entry.length;
  }
}

const ownIdentifier = (resource) =>
  [resource?.identifier].flat().find((identifier) => identifier?.system === ID_SYSTEM)?.value;
