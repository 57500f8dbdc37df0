import { z } from 'zod';
import { memberKinds } from '../endpoints/member-kinds.ts';
import { id, instant, reason } from './values.ts';

export const memberKind = z
  .enum(memberKinds)
  .describe('scores, groups and shares count customers only; points and sales count everyone');

const kindOfMember = z
  .object({
    kind: memberKind,
    reason: z.string().nullable().describe('null for a customer'),
    since: instant.nullable().describe('null for a customer'),
  })
  .meta({ id: 'KindOfMember' });

export type MemberKind = z.infer<typeof memberKind>;
export type KindOfMember = z.infer<typeof kindOfMember>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const memberKindsShapes = {
  getMemberKind: { params, reply: kindOfMember },
  setMemberKind: {
    params,
    body: z
      .object({ kind: memberKind, reason: reason.optional() })
      .refine(({ kind, reason: why }) => kind === 'customer' || why !== undefined, {
        error: 'why this is no customer',
        path: ['reason'],
      }),
    reply: kindOfMember,
  },
};
