import { z } from 'zod';
import {
  suppressionEnds,
  suppressionKinds,
  suppressionReasons,
  suppressionSources,
} from '../endpoints/suppressions.ts';
import { email, id, instant, listOf, listQuery, phone, sortedBy } from './values.ts';

const kind = z.enum(suppressionKinds);
const reason = z.enum(suppressionReasons);
const source = z.enum(suppressionSources);

const suppression = z
  .object({
    id: id.describe('made from the address by a key of the club; nobody can get the address from it'),
    kind,
    reason,
    source: source.describe('who put it on the list'),
    addedAt: instant,
  })
  .meta({ id: 'Suppression' });

export type Suppression = z.infer<typeof suppression>;
export type SuppressionReason = Suppression['reason'];

const address = { email: email.optional(), phone: phone.optional() };
const isOne = (given: { readonly email?: unknown; readonly phone?: unknown }): boolean =>
  (given.email === undefined) !== (given.phone === undefined);
const one = { message: 'an e-mail address or a phone number', path: ['phone'] };

/** Requests and replies of the endpoints, by name. */
export const suppressionsShapes = {
  listSuppressions: {
    query: listQuery.extend({
      kind: kind.optional(),
      reason: reason.optional(),
      source: source.optional(),
      ...sortedBy('added', 'reason'),
    }),
    reply: listOf(suppression),
  },
  addSuppression: {
    body: z.object({ ...address, reason: reason.default('manual') }).refine(isOne, one),
    reply: suppression,
  },
  checkSuppression: {
    body: z.object(address).refine(isOne, one),
    reply: z
      .object({ suppression: suppression.nullable().describe('null if the address is not on the list') })
      .meta({ id: 'SuppressionCheck' }),
  },
  removeSuppression: {
    params: z.object({ id }),
    query: z.object({ because: z.enum(suppressionEnds) }),
  },
};
