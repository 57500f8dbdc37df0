const longest = 50;

/** A location code made from its name: 'Größe 1, Žižkov' → 'grosse-1-zizkov'. */
export const codeOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/gu, '') || 'location';

/** The code, with a number if it is already in use. */
export function freeCode(name: string, taken: readonly string[]): string {
  const code = codeOf(name);
  if (!taken.includes(code)) return code;
  let number = 2;
  while (taken.includes(`${code}-${number}`)) number += 1;
  return `${code}-${number}`;
}
