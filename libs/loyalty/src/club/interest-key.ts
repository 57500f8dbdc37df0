/** The key of a new interest, such as `filter-coffee`; with a number if another interest has it. */
export const interestKeyFor = (name: string, taken: ReadonlySet<string>): string => {
  const plain = name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss');
  const key =
    plain
      .replaceAll(/[^a-z0-9]+/gu, '-')
      .slice(0, 36)
      .replaceAll(/^-+|-+$/gu, '') || 'interest';
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? key : `${key}-${number}`;
    if (!taken.has(free)) return free;
  }
};
