// Patterns of personal data and secrets in texts that others wrote: errors of libraries, PostgreSQL, mail
// servers.
const shapes: readonly (readonly [RegExp, string])[] = [
  [/rk_live_[\w-]+/g, '[secret]'],
  [/\b(?:Bearer|Basic)\s+\S+/gi, '[secret]'],
  [/([a-z][a-z+]*:\/\/)[^\s/@]*@/gi, '$1[secret]@'],
  [/[^\s"'<>()[\],;:=/?&]+(?:@|%40)[^\s"'<>()[\],;:=/?&]+/g, '[personal]'],
  [/(\?)[^\s"')]+/g, '$1[query]'],
  [/\b[\w-]{40,}\b/g, '[secret]'],
  [/(?<![\w.-])\+?\d[\d ()/.-]{6,}\d(?![\w-])/g, '[number]'],
  // PostgreSQL quotes an unreadable value after a colon, and names rows as (column)=(value).
  [/(: )"(?:[^"\\]|\\.)*"/g, '$1"[value]"'],
  [/\)=\([^)]*\)/g, ')=([value])'],
];

// Line ends, terminal escapes, direction marks.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const longest = 2000;

/**
 * A text for the log: one line of limited length, without anything that looks like personal data or a secret.
 */
export const withoutPrivateText = (text: string): string => {
  let clean = text.slice(0, longest).replace(unprintable, ' ');
  for (const [shape, instead] of shapes) clean = clean.replace(shape, instead);
  return clean;
};
