import { z } from 'zod';
import { amount, currency } from '../../values.ts';

export const fixedPoints = z
  .object({
    kind: z.literal('fixed-points'),
    points: z.int().min(1).max(1_000_000).describe('per purchase, whatever it costs'),
    minimums: z
      .array(z.object({ currency, amount: amount.min(1) }))
      .max(20)
      .default([])
      .describe('minimum amount that earns points, by currency; empty: every purchase counts'),
  })
  .meta({ id: 'FixedPoints' });
