/**
 * What an ImplementationGuide depends on.
 * @see https://hl7.org/fhir/R4/implementationguide.html
 */
import type { ResourceRule } from "../context.js";
import { child } from "../place.js";
import { text } from "../scope.js";
import { indexed } from "./elements.js";

const PACKAGE_ID = /^[A-Za-z][\w-]*(\.[\w-]+)+$/;
const VERSION = /^[\w$-]+(\.[\w$-]+)*$/;

export const checkImplementationGuide: ResourceRule = ({ report }, guide, place) => {
  for (const [i, dependency] of indexed(guide.dependsOn)) {
    const at = child(place, "dependsOn", i);
    const [url = "", inUrl] = (text(dependency.uri) ?? "").split("|");
    const [packageId, version] = [text(dependency.packageId), text(dependency.version)];
    if (inUrl !== undefined && inUrl !== version)
      report.add("validate/guide-version", child(at, "uri"), { inUrl, version: version ?? "nothing" });
    if (dependency.uri !== undefined && !url.includes("/ImplementationGuide/"))
      report.add("validate/guide-url", child(at, "uri"), { url });
    if (packageId !== undefined && !PACKAGE_ID.test(packageId))
      report.add("validate/guide-package", child(at, "packageId"), { packageId });
    if (version !== undefined && !VERSION.test(version))
      report.add("validate/guide-package-version", child(at, "version"), { version });
  }
};
