/** The numbers of a fact's value, as a text prints them, against those of a resource. */
import type { Leaf } from "./resources.js";

/** What has digits and is a unit: m 2, mm 3, x 10 9, per 24 h. */
const UNITS = [
  /(?<=\d\s?)[x×]\s?10\s?\^?\d+\b/g,
  /\b10\s\d\d?(?=\s?\/)/g,
  /\b(?:[mµ]|[cmµ]m)\s?[23]\b/g,
  /\/\s?\d+(?:\s?(?:st|nd|rd|th))?\s?(?=[a-zA-Z])/g,
];

const NUMBER = /\d+(?:[.,]\d+)*/g;

/** Both readings of a comma: of decimals, of thousands. */
const readings = (written: string): number[] => [
  Number(written.replace(",", ".")),
  Number(written.replaceAll(",", "")),
  Number(written.replaceAll(/[.,]/g, "")),
];

/** Numbers of the value that stand nowhere in the leaves; a minus is not looked at. */
export function numbersMissing(value: string, leaves: readonly Leaf[]): string[] {
  const plain = UNITS.reduce((text, unit) => text.replaceAll(unit, " "), value).replaceAll(
    /(?<=\d)[\s\u2009](?=\d{3}\b)/g,
    "",
  );
  const there = new Set(
    leaves.flatMap(
      ({ value: leaf }) =>
        String(leaf)
          .match(NUMBER)
          ?.flatMap((written) => [Number(written), ...readings(written)]) ?? [],
    ),
  );
  return (plain.match(NUMBER) ?? []).filter((written) => !readings(written).some((number) => there.has(number)));
}
