/** A number up to 999.99 as people type it, with a point or a comma; 0 if it is none. */
export const hundredthsIn = (typed = ''): number => {
  const text = typed.replace(',', '.');
  return /^\d{1,3}(?:\.\d{1,2})?$/u.test(text) ? Number(text) : 0;
};

/** Above 0, at most 100; null if it is not. */
export const percentIn = (typed?: string): number | null => {
  const number = hundredthsIn(typed);
  return number > 0 && number <= 100 ? number : null;
};
