import { z } from 'zod';
import { id, instant, listOf } from './values.ts';

/** What of a member has an origin. */
const originField = z.enum([
  'firstName',
  'lastName',
  'email',
  'phone',
  'secondPhone',
  'birthday',
  'language',
  'address',
  'company',
  'externalId',
  'attributes',
  'tags',
  'newsletter',
]);

export type OriginField = z.infer<typeof originField>;

const originSource = z
  .enum(['portal', 'till', 'console', 'api', 'import'])
  .describe('`portal`: the member. `till`: a cashier. `console`: a manager. `api`: a key. `import`: a file');

export const memberOrigin = z
  .object({
    field: originField,
    source: originSource,
    at: instant,
    import: z
      .object({ id, fileName: z.string() })
      .nullable()
      .describe('for `import`; null for one that is no longer known'),
  })
  .meta({ id: 'MemberOrigin' });

export type OriginSource = z.infer<typeof originSource>;

export type MemberOrigin = z.infer<typeof memberOrigin>;

export const origins = listOf(memberOrigin).describe(
  'one entry for each field that has a value and whose origin was stored',
);
