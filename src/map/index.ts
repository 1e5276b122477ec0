export type { BundleType, RequestKind } from "./bundle.js";
export { type MapOptions, type MapResult, mapCase } from "./map.js";
export { type ElementTrace, locateInCase, type ResourceTrace, type Trace } from "./trace.js";
