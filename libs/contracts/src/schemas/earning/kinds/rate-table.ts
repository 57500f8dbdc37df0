import { z } from 'zod';
import { id } from '../../values.ts';
import { chosenLines } from './chosen-lines.ts';

export const rateTable = z
  .object({
    kind: z.literal('rate-table'),
    table: id.describe('of the rate table; the version in force at the time of the purchase counts'),
    ...chosenLines,
  })
  .meta({ id: 'PointsByRateTable' });
