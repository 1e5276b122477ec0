/** Versions of packages and of definitions: which is newer, and which one a package means. */

/** Numbers count as numbers; 2.0.0-ballot is older than 2.0.0 (https://semver.org, 11). */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [partsOf(a), partsOf(b)];
  return compareParts(one.release, other.release) || comparePreRelease(one.pre, other.pre);
}

function partsOf(version: string): { release: string[]; pre: string[] } {
  const [, release = "", pre = ""] = /^([^-+]*)(?:-([^+]*))?/.exec(version) ?? [];
  return { release: release.split("."), pre: pre === "" ? [] : pre.split(/[.-]/) };
}

function comparePreRelease(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  return compareParts(a, b);
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [one = "", other = ""] = [a[i], b[i]];
    const difference = Number(one) - Number(other);
    const order = Number.isNaN(difference) ? (one < other ? -1 : Number(one > other)) : difference;
    if (order !== 0) return order;
  }
  return 0;
}

/** The newest, a release before any pre-release. */
export function newest(versions: readonly string[]): string | undefined {
  const releases = versions.filter((version) => !version.includes("-"));
  return [...(releases.length > 0 ? releases : versions)].sort(compareVersions).at(-1);
}

/**
 * Which of the versions that are there is meant (https://confluence.hl7.org/display/FHIR/NPM+Package+Specification).
 *
 * @param wanted a version, one with `x` for any (`5.2.x`), `latest`, or a name such as `current`, which is a version of its own
 */
export function chooseVersion(wanted: string, there: readonly string[]): string | undefined {
  if (there.includes(wanted)) return wanted;
  if (wanted === "latest" || wanted === "") return newest(there);
  const [open] = /^(?:\d+\.)+(?=[x*](?:\.[x*])*$)/.exec(wanted) ?? [];
  return open === undefined ? undefined : newest(there.filter((version) => version.startsWith(open)));
}
