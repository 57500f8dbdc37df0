import { z } from 'zod';
import { amount, currency } from '../../values.ts';
import { chosenLines } from './chosen-lines.ts';

const band = z.object({
  from: amount,
  points: z.int().min(1).max(10_000),
  per: z.int().min(1).max(10_000_000).describe('minor units'),
});

export const amountBands = z
  .object({
    kind: z.literal('amount-bands'),
    mode: z
      .enum(['each-band', 'reached-band'])
      .describe(
        'each part of the amount at the rate of its band, or the whole amount at the rate it reached',
      ),
    currencies: z
      .array(z.object({ currency, bands: z.array(band).min(1).max(20).describe('ascending') }))
      .min(1)
      .max(20),
    ...chosenLines,
  })
  .meta({ id: 'AmountBands' });
