/**
 * What validators are measured on, as minified JSON texts: HL7's clinical examples, and Synthea's resources (every third
 * entry) and Bundles, undefined where CASE2FHIR_TEST_DATA does not lead to them.
 */
import { officialExamples, syntheaBundles } from "../inputs.mjs";

const minified = (text) => JSON.stringify(JSON.parse(text));
const everyThird = (text) => JSON.parse(text).entry.filter((_, i) => i % 3 === 0);

export const corpora = {
  clinical: () => officialExamples().map(minified),
  syntheaResources: () =>
    syntheaBundles()
      ?.flatMap(everyThird)
      .map(({ resource }) => JSON.stringify(resource)),
  syntheaBundles: () => syntheaBundles()?.map(minified),
};
