import fc from 'fast-check';
import { expect, it } from 'vitest';
import { netOf } from '../price-line.ts';
import { netsOfLines, totalOfLines } from './totals.ts';

const line = fc.record({
  // Returned deposits are below zero.
  gross: fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: -300, max: 20_000_000 })),
  taxRate: fc.constantFrom(0, 500, 700, 1000, 1300, 1900, 2000, 2100),
});

it('shares the net of each rate out over its lines', () => {
  // Each is 2.5, all together are 7.5, which is rounded to 8.
  const lines = [3, 3, 3].map((gross) => ({ gross, taxRate: 2000 }));
  expect(netsOfLines(lines)).toEqual([3, 3, 2]);
  expect(netsOfLines([{ gross: 1780, taxRate: 1000 }])).toEqual([1618]);
});

it('gives lines that sum to the total per rate, each less than one away from its own net', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const nets = netsOfLines(lines);
      const { net, taxes } = totalOfLines(lines.map(({ gross, taxRate }) => ({ left: gross, taxRate })));
      expect(nets.reduce((sum, each) => sum + each, 0)).toBe(net);
      for (const { rate, net: ofRate } of taxes)
        expect(nets.filter((_, index) => lines[index]?.taxRate === rate).reduce((a, b) => a + b, 0)).toBe(
          ofRate,
        );
      lines.forEach(({ gross, taxRate }, index) => {
        expect(Math.abs((nets[index] ?? 0) - (gross * 10_000) / (10_000 + taxRate))).toBeLessThan(1);
      });
      if (lines[0] && lines.length === 1) expect(nets).toEqual([netOf(lines[0].gross, lines[0].taxRate)]);
    }),
  );
});
