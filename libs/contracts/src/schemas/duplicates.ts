import { z } from 'zod';
import { memberRow } from './members.ts';
import { id, listOf, listQuery } from './values.ts';

/** What two members have in common. The names are alike in the last two. */
export const duplicateReasons = ['email', 'phone', 'birthday', 'postcode'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

const duplicate = z
  .object({
    id,
    score: z.int().min(0).max(100).describe('how likely both are one person'),
    reasons: z.array(z.enum(duplicateReasons)),
    member: memberRow,
    other: memberRow,
  })
  .meta({ id: 'Duplicate' });
export type Duplicate = z.infer<typeof duplicate>;

/** Requests and replies of the endpoints, by name. */
export const duplicatesShapes = {
  listDuplicates: { query: listQuery, reply: listOf(duplicate) },
  dismissDuplicate: { params: z.object({ id }), reply: z.undefined() },
};
