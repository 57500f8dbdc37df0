import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantOf, isoOf } from './clock.ts';

it('a moment is written as Temporal writes it, and read back', () => {
  const moments = fc.oneof(
    fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }),
    fc.integer({ min: 0, max: 4_000_000_000 }).map((tens) => tens * 1000),
    fc.constantFrom(0, 1, 10, 100, 1000, 60_000, -1),
  );
  fc.assert(
    fc.property(moments, (at) => {
      expect(isoOf(at)).toBe(Temporal.Instant.fromEpochMilliseconds(at).toString());
      expect(instantOf(isoOf(at))).toBe(at);
    }),
  );
});
