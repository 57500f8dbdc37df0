import { z } from 'zod';
import { chosenLines } from './chosen-lines.ts';

export const pointsPerUnit = z
  .object({
    kind: z.literal('points-per-unit'),
    points: z.int().min(1).max(10_000),
    per: z.int().min(1).max(10_000).default(1).describe('so many units give the points once'),
    unit: z.enum(['piece', 'kilo', 'litre']).default('piece').describe('of the quantity, for the words'),
    ...chosenLines,
  })
  .meta({ id: 'PointsPerUnit' });
