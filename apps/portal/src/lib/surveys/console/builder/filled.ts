import type { Texts } from '@regulars/contracts';

/** Only what is filled. */
export const filled = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([language, text]) => (text?.trim() ? [[language, text.trim()]] : [])),
  );

/** Null if nothing is. */
export const orNull = (texts: Texts): Texts | null => {
  const kept = filled(texts);
  return Object.keys(kept).length > 0 ? kept : null;
};
