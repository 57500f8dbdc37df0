import { z } from 'zod';
import { condition } from '../../conditions.ts';

export const multiplier = z
  .object({
    kind: z.literal('multiplier'),
    times: z.number().min(1).max(100).multipleOf(0.01),
    where: condition,
  })
  .meta({ id: 'Multiplier' });
