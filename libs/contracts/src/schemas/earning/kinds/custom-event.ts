import { z } from 'zod';
import { code } from '../../values.ts';
import { detailName } from '../../event-details.ts';

export const customEvent = z
  .object({
    kind: z.literal('custom-event'),
    type: code.describe('code of the type of event'),
    points: z.int().min(1).max(1_000_000),
    perField: detailName
      .nullable()
      .default(null)
      .describe('the number field of the payload that multiplies the points; null for fixed points'),
  })
  .meta({ id: 'CustomEventPoints' });
