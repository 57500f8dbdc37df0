import { z } from 'zod';
import { memberRow } from './members.ts';
import { listOf, listQuery } from './values.ts';

const equalPhone = z
  .object({
    number: z.string().describe('the number of both, in E.164'),
    member: memberRow.describe('has the number as it was once typed'),
    other: memberRow.describe('has it in E.164'),
  })
  .meta({ id: 'EqualPhone' });

export type EqualPhone = z.infer<typeof equalPhone>;

/** Requests and replies of the endpoints, by name. */
export const equalPhonesShapes = {
  listEqualPhones: {
    query: listQuery,
    reply: listOf(equalPhone),
  },
};
