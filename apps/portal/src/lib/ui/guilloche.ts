/** 32 bits of FNV-1a: the same text always gives the same lines. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const char of text) {
    state ^= char.codePointAt(0) ?? 0;
    state = Math.imul(state, 0x01000193);
  }
  return state >>> 0;
}

/** Mulberry32: repeatable numbers from 0 to 1 out of one seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Family {
  x: number;
  y: number;
  radius: number;
  spread: number;
  periods: readonly [number, number];
  depths: readonly [number, number];
  drift: readonly [number, number];
  phase: readonly [number, number];
}

const usualRings = 16;
// Fine enough for 23 periods to look drawn, not cut.
const pointsPerRing = 300;
const tenth = 10;

/** Coordinates are whole tenths of the frame's units: short to write, and several times faster than decimals. */
function ring({ x, y, radius, spread, periods, depths, drift, phase }: Family, index: number): string {
  const base = radius + spread * index;
  const [first, second] = [phase[0] + drift[0] * index, phase[1] + drift[1] * index];
  let path = '';
  for (let step = 0; step < pointsPerRing; step += 1) {
    const angle = (step / pointsPerRing) * 2 * Math.PI;
    const wave =
      depths[0] * Math.sin(periods[0] * angle + first) + depths[1] * Math.sin(periods[1] * angle + second);
    const reach = base * (1 + wave);
    const [across, down] = [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    path += `${step === 0 ? 'M' : 'L'}${Math.round(across * tenth)} ${Math.round(down * tenth)}`;
  }
  return `${path}Z`;
}

/**
 * Two families of closed curves, 16 each for a card in a 350 × 206 frame, computed from `id`: unique, as on a
 * banknote. Each curve is a circle whose radius is modulated by two sines (5–11 and 11–23 periods), with phases
 * that drift ring by ring. Each is drawn when it is called, as a path in tenths of the frame's units: on a slow phone both at
 * once would hold up the buttons.
 */
export function guilloche(id: string, rings: number = usualRings): readonly (() => string)[] {
  const next = numbersFrom(hash(id));
  const between = (from: number, to: number): number => from + (to - from) * next();
  const whole = (from: number, to: number): number => Math.floor(between(from, to + 1));
  const share = usualRings / rings;
  const family = (x: number, y: number, radius: number, spread: number): Family => ({
    x,
    y,
    radius,
    spread: spread * share,
    periods: [whole(5, 11), whole(11, 23)],
    depths: [between(0.08, 0.16), between(0.03, 0.07)],
    drift: [between(-0.16, 0.16) * share, between(-0.3, 0.3) * share],
    phase: [between(0, 6.28), between(0, 6.28)],
  });
  const families = [
    family(between(270, 330), between(20, 70), between(18, 30), between(5, 7)),
    family(between(80, 170), between(150, 230), between(34, 60), between(8, 11)),
  ] as const;
  return families.map((one) => () => Array.from({ length: rings }, (_, index) => ring(one, index)).join(''));
}
