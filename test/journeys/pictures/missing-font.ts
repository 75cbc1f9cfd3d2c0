import type { Page } from "playwright-core";

/** Whether this machine draws the letters of a text all alike, which is what it does without a font for them. */
export const isFontMissing = (page: Page, text: string): Promise<boolean> =>
  page.evaluate(
    (letters) => {
      const pictures = new Set(
        letters.map((letter) => {
          const canvas = document.createElement("canvas");
          const pen = canvas.getContext("2d");
          if (!pen) throw new Error("There is no canvas to try letters on.");
          pen.font = "40px sans-serif";
          pen.fillText(letter, 10, 60);
          return canvas.toDataURL();
        }),
      );
      return pictures.size < letters.length;
    },
    [...new Set(text.replaceAll(/[\s\p{ASCII}]/gu, ""))],
  );
