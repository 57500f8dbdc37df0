/** Control characters, marks of direction, joiners and invisible characters, besides line breaks. */
const hidden = /(?![\r\n])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]/gu;

/**
 * The text as its reader sees it. The API refuses hidden characters, and nobody is there any more who could remove them
 * when answers arrive later.
 */
export const visibleText = (text: string): string =>
  text
    .replaceAll('\t', ' ')
    .replaceAll(hidden, '')
    .replaceAll(/(\p{M}{4})\p{M}+/gu, '$1');
