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
  })
  .meta({ id: 'PointsPerMoney' });
