import type { Community } from '@regulars/contracts';

interface Palette {
  /** From the top of the sky to the horizon. */
  readonly sky: readonly [string, string, string];
  readonly sun: string;
  /** From the farthest hill to the nearest. */
  readonly hills: readonly [string, string, string];
}

const palettes: Readonly<Record<Community['colour'], Palette>> = {
  ember: { sky: ['#3d1836', '#a13a35', '#f0a05a'], sun: '#fdeac2', hills: ['#a8402c', '#6e2a4b', '#2a1626'] },
  plum: { sky: ['#1f1636', '#6a2f68', '#d08fb0'], sun: '#fbe0ea', hills: ['#7d4a77', '#4a2350', '#1f1230'] },
  forest: {
    sky: ['#12281f', '#3a6a45', '#b6c987'],
    sun: '#f6f2cc',
    hills: ['#4f7a4a', '#2c5238', '#12261c'],
  },
  ocean: { sky: ['#0f2438', '#2a6480', '#9bcccb'], sun: '#f8efd6', hills: ['#3b7d8c', '#21566b', '#0f2a3c'] },
  sand: { sky: ['#5c3a2a', '#b98453', '#f0d9ae'], sun: '#fff5dc', hills: ['#b8835a', '#85583c', '#432a1e'] },
};

export const paletteOf = (colour: Community['colour']): Palette => palettes[colour];

/** Numbers from 0 to 1 that are always the same for a seed. */
function* numbersFrom(seed: string): Generator<number, never> {
  let state = 2_166_136_261;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  for (;;) {
    state =
      Math.imul(state ^ (state >>> 15), 2_246_822_519) ^ Math.imul(state ^ (state >>> 13), 3_266_489_917);
    yield ((state ^ (state >>> 16)) >>> 0) / 4_294_967_296;
  }
}

export const coverWidth = 350;
export const coverHeight = 152;
const step = 58;

/** The hills of a community, and where its sun is. A community always has the same ones. */
export function landscapeOf(seed: string): { sun: { x: number; y: number }; hills: readonly string[] } {
  const numbers = numbersFrom(seed);
  const next = (from: number, to: number): number => Math.round(from + numbers.next().value * (to - from));
  const hill = (base: number, height: number): string => {
    const tops = Array.from({ length: Math.ceil(coverWidth / step) + 3 }, (_, at) => ({
      x: (at - 1) * step,
      y: base - next(0, height),
    }));
    const curves = tops.slice(0, -1).map(({ x, y }, at) => {
      const after = tops[at + 1] ?? { x, y };
      return `Q${x} ${y} ${(x + after.x) / 2} ${(y + after.y) / 2}`;
    });
    return `M${-step} ${coverHeight} ${curves.join(' ')} V${coverHeight} Z`;
  };
  return {
    sun: { x: next(170, 280), y: next(54, 78) },
    hills: [hill(112, 34), hill(128, 26), hill(142, 16)],
  };
}
