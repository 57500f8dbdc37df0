/** Numbers in [0, 1) that are the same for the same seed. Good enough to choose faults. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

export const between = (random: () => number, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));
