import { z } from 'zod';
import { member } from './members.ts';
import { secret } from './privacy.ts';
import { instant, id, reason } from './values.ts';

const closing = z
  .object({ askedAt: instant, closesAt: instant.describe('it is closed in the night after') })
  .meta({ id: 'Closing' });

export type Closing = z.infer<typeof closing>;

/** What the endpoints take and answer, by their names. */
export const closingShapes = {
  getClosing: {
    reply: z.object({ closing: closing.nullable() }).meta({ id: 'OwnClosing' }),
  },
  askForClosing: {
    body: z.object({
      password: secret(z.string().max(200))
        .optional()
        .describe('may be absent within ten minutes after signing in'),
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
