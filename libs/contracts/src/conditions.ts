import type { Condition } from '@regulars/conditions';
import { z } from 'zod';
import { text } from './values.ts';

const fact = z.enum(['line.category', 'line.sku', 'line.brand', 'line.kind']);
export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(condition).min(1).max(20) }),
      z.strictObject({ any: z.array(condition).min(1).max(20) }),
      z.strictObject({ not: condition }),
      z.discriminatedUnion('op', [
        z.strictObject({ fact, op: z.literal('is'), value: text(100) }),
        z.strictObject({ fact, op: z.literal('is-one-of'), value: z.array(text(100)).min(1).max(200) }),
      ]),
    ]),
  )
  .meta({ id: 'Condition' });
