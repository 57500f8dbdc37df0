import { z } from 'zod';
import { member } from './members.ts';
import { secret } from './privacy.ts';
import { instant, id, reason } from './values.ts';

const closing = z
  .object({
    askedAt: instant,
    closesAt: instant.describe('the membership closes in the night after this day'),
  })
  .meta({ id: 'Closing' });

export type Closing = z.infer<typeof closing>;

/** Requests and replies of the endpoints, by name. */
export const closingShapes = {
  getClosing: {
    reply: z.object({ closing: closing.nullable() }).meta({ id: 'OwnClosing' }),
  },
  askForClosing: {
    body: z.object({
      password: secret(z.string().max(200)).optional().describe('optional within ten minutes after sign-in'),
    }),
    reply: closing,
  },
  withdrawClosing: {},
  closeMember: {
    params: z.object({ id }),
    body: z.object({ reason }),
    reply: member,
  },
  reopenMember: {
    params: z.object({ id }),
    reply: member,
  },
};
