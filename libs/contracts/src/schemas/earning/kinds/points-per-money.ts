import { z } from 'zod';
import { currency } from '../../values.ts';
import { chosenLines } from './chosen-lines.ts';

export const pointsPerMoney = z
  .object({
    kind: z.literal('points-per-money'),
    rates: z
      .array(
        z.object({
          currency,
          points: z.int().min(1).max(10_000),
          per: z.int().min(1).max(10_000_000).describe('minor units'),
        }),
      )
      .min(1)
      .max(20),
    ...chosenLines,
    alsoKinds: z
      .array(z.enum(['gift-card', 'deposit']))
      .min(1)
      .max(2)
      .optional()
      .describe('kinds of lines that earn besides goods and services'),
  })
  .meta({ id: 'PointsPerMoney' });
