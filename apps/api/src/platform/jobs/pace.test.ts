import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

/** A pace whose pages take as long as `each` says, in milliseconds per item. */
const paced = (most: number, each: () => number) => {
  let now = 0;
  const [sizes, rests]: [number[], number[]] = [[], []];
  const pace = new Pace(most, { now: () => now, rest: async (ms) => void rests.push(ms) });
  const work = async (size: number): Promise<void> => {
    sizes.push(size);
    now += size * each();
  };
  return { pace, work, sizes, rests };
};

describe('the pace of a job', () => {
  it('has whole pages and no rest while pages are quick', async () => {
    const { pace, work, sizes, rests } = paced(500, () => 0.1);
    for (let page = 0; page < 3; page += 1) await pace.page(work);
    expect({ sizes, rests }).toEqual({ sizes: [500, 500, 500], rests: [] });
  });

  it('has smaller pages where they take long, but not tiny ones, and large ones again', async () => {
    let each = 0.6;
    const { pace, work, sizes } = paced(500, () => each);
    for (each of [0.6, 6, 6, 0.1, 0.1]) await pace.page(work);
    expect(sizes).toEqual([500, 100, 50, 50, 500]);
  });

  it('rests after a page that took far longer than others, as long as that, up to half a second', async () => {
    let each = 0;
    const { pace, work, rests } = paced(500, () => each);
    for (each of [0.1, 0.2, 0.4, 0.1, 20]) await pace.page(work);
    expect(rests).toEqual([120, 500]);
  });

  it('gets used to pages that stay slow', async () => {
    let each = 0.1;
    const { pace, work, rests } = paced(500, () => each);
    await pace.page(work);
    each = 0.4;
    for (let page = 0; page < 200; page += 1) await pace.page(work);
    expect(rests.length).toBeGreaterThan(10);
    expect(rests.length).toBeLessThan(50);
  });

  it('does all items of a list, in order', async () => {
    const { pace } = paced(3, () => 0);
    const pages: (readonly string[])[] = [];
    await pace.pages(['a', 'b', 'c', 'd'], async (page) => void pages.push(page));
    expect(pages).toEqual([['a', 'b', 'c'], ['d']]);
  });
});
