/** Words that people write where the case language has a word of its own: suggested, never taken silently. */

/** In lower case and without what separates words -> the words of the language. */
export const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  angiography: ["XA"],
  bilateral: ["both"],
  bothsides: ["both"],
  computedtomography: ["CT"],
  abandoned: ["stopped"],
  cured: ["resolved"],
  dead: ["died"],
  death: ["died"],
  deceased: ["died"],
  deteriorated: ["worsened", "worse"],
  discontinued: ["stopped"],
  done: ["completed"],
  endoscopy: ["ES"],
  f: ["female"],
  fatal: ["died"],
  finished: ["completed"],
  fluoroscopy: ["RF"],
  healed: ["resolved"],
  hospital: ["inpatient"],
  m: ["male"],
  magneticresonance: ["MR"],
  mammography: ["MG"],
  man: ["male"],
  mri: ["MR"],
  ongoing: ["active", "in progress"],
  paused: ["on hold"],
  petct: ["PT", "CT"],
  pet: ["PT"],
  possible: ["suspected", "considered"],
  probable: ["suspected"],
  radiograph: ["DX", "CR"],
  recovered: ["resolved"],
  ruledout: ["excluded"],
  same: ["unchanged"],
  scintigraphy: ["NM"],
  serious: ["severe"],
  sonography: ["US"],
  spect: ["NM"],
  telehealth: ["virtual"],
  ultrasound: ["US"],
  woman: ["female"],
  xray: ["DX", "CR"],
};

/** Those of the words that mean what was written. */
export function synonymsIn(words: readonly string[], written: string): string[] {
  const plain = written.toLowerCase().replace(/[^a-z]/g, "");
  return Object.hasOwn(SYNONYMS, plain) ? words.filter((word) => SYNONYMS[plain]?.includes(word)) : [];
}
