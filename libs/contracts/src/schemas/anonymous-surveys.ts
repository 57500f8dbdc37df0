import { z } from 'zod';
import { secret } from './privacy.ts';
import { id, linkParams } from './values.ts';

/** What the editor says about it. */
export const anonymousContent = {
  anonymous: z
    .boolean()
    .default(false)
    .describe(
      'nothing connects the answers with members: no tiers, no locations, no points, no calls; stays as it is once the survey is published',
    ),
  thanksCouponId: id
    .nullable()
    .default(null)
    .describe('of a coupon for everyone, whose code is shown after the answers were sent; null for none'),
};

/** What those who answer read about it. */
export const anonymousScreen = {
  state: z
    .enum(['asked', 'started', 'sent', 'ticked'])
    .describe('`ticked`: anonymous, and begun; where the answers are is not known'),
  anonymous: z
    .boolean()
    .describe('whether nothing connects the answers with me; without a question, it has to begin first'),
  thanksCode: z.string().nullable().describe('of a coupon as thanks, once the answers were sent'),
};

const body = z.object({
  token: secret(z.string().regex(/^[\w-]{43}$/u, '43 letters, digits, hyphens or underscores')).describe(
    'of the new link, drawn by chance by the caller; only its hash is stored. Sent twice, it begins once',
  ),
});

/** Requests and replies of the endpoints, by name. */
export const anonymousSurveysShapes = {
  beginAnonymousSurvey: { params: z.object({ id }), body },
  beginLinkedSurvey: { params: linkParams, body },
};
