/** Sentences as `cite` counts them. The expectations are frozen with the rules: cases cite by number. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../src/case/sentences.js";

const split = (text: string): string[] => sentencesOf(text).map((sentence) => sentence.text);

/** A paragraph with "|" where its sentences end: the bars are taken out, and found again. */
const MARKED = [
  "A man came with pain.| He was well, he said!| Was he?| He was not… sure.| So he left.",
  // Abbreviations, names, initials.
  "Dr. A. Weber saw him, e.g. for pain (Fig. 2, cf. No. 5).| It was mild vs. severe, i.e. no harm, approx. half.",
  "It was written by K. Lang and B. Ott.| J.-P. Roy and Ada M. Lund read it.| S.C. Holm did not.| M.A. Bo is at Holt, Inc. in town.",
  "Lund et al. (2010) and Roy et al. [3] agree with Bo et al.| The others do not.",
  "Take it at 8 a.m. and 3 p.m. by mouth.| On Jan. 5 he stopped.| Is that all?| No.| There were no. 5 and vol. 2 as well.",
  // Letters and numerals that are no initials.
  "He had hepatitis B.| The liver was large.| It was type I.| Vitamin D.| Then E. coli grew.",
  // Numbers.
  "It rose from 7.0 to 10. 5 mg/dL in 2011.| 3 months later it was 8.| He felt well at 5%.| 12 others did not (Table 1).| 4 had left.",
  "1. First came this.| 2. Then that.| (A) One view.| (B) Another.",
  // What closes behind the stop.
  'He said "it hurts."| She saw it (see below.)| It was shown.1,2| It is known. [3]| It was true of IL-10).5| The end.',
  // Careless texts.
  "Pain came before admission.|Tests were done at 5 mg/l.| the patient left.|A nurse stayed for ten days.| lsoniazid was given.",
  "The pH was 7.2.| pH fell.| mRNA was found in approx. half, at www.Example.org/a.Bc too.",
] as const;

describe("a sentence ends", () => {
  it.each(MARKED)("%s", (marked) => {
    const text = marked.replaceAll("|", "");
    expect(split(text)).toEqual(marked.split("|").map((part) => part.trim()));
  });

  it("at a title, at a paragraph, at a line that is done; not at a line broken in the middle", () => {
    const text = [
      "Case report",
      "A man came with a hemoglobin of",
      "9 g/dL, a cough,",
      "Fever, and a rash that",
      "did not itch. He was",
      "admitted",
      "",
      "and treated",
      "Follow-up",
      "He lived.",
    ].join("\r\n");
    expect(split(text).map((sentence) => sentence.replaceAll("\r\n", " "))).toEqual([
      "Case report",
      "A man came with a hemoglobin of 9 g/dL, a cough, Fever, and a rash that did not itch.",
      "He was admitted",
      "and treated",
      "Follow-up",
      "He lived.",
    ]);
  });
});

describe("the first sentence", () => {
  it("stands behind the lines that tell of the file", () => {
    const text = "# A. Author. Journal. 2020.\n#\n# Licence: CC BY 4.0\n\nA man came. He left.\n# 1 is counted\n";
    expect(sentencesOf(text)).toEqual([
      { number: 1, text: "A man came.", start: 52, end: 63 },
      { number: 2, text: "He left.", start: 64, end: 72 },
      { number: 3, text: "# 1 is counted", start: 73, end: 87 },
    ]);
  });

  it.each(["", "\n \n", "# only this", "# this\n# and this\n\n- \n► ..."])("is missing from %j", (text) => {
    expect(sentencesOf(text)).toEqual([]);
  });
});

/** Prose and what prose is not, in pieces. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      "The ",
      "pain",
      "e.g. ",
      "Dr. ",
      "B. ",
      "10. 5",
      ".",
      "!)",
      "\n",
      "\r\n\r\n",
      " ",
      "😀",
      "# ",
      "[3]",
      "of\n",
    ),
    fc.string({ unit: "grapheme", maxLength: 6 }),
  ),
  { maxLength: 60 },
);

describe("of any text", () => {
  it("sentences stand in order, each where it says it stands, with nothing to cite between them", () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = `A.\n${parts.join("")}`;
        let end = 0;
        for (const [i, sentence] of sentencesOf(text).entries()) {
          expect(sentence.number).toBe(i + 1);
          expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
          expect(sentence.text).toBe(sentence.text.trim());
          expect(text.slice(end, sentence.start)).not.toMatch(/[\p{L}\p{N}]/u);
          end = sentence.end;
        }
        expect(text.slice(end)).not.toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });
});
