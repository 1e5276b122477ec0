/** This program's version: package.json's, written in here by the bundler. */
declare const CASE2FHIR_VERSION: string;

export const version: string = CASE2FHIR_VERSION;
