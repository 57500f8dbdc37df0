import { z } from 'zod';
import { consentChannels, consentPurposes, earlierPurposes } from '../endpoints/consents.ts';
import { secret } from './privacy.ts';
import { id, instant, language, listOf } from './values.ts';

export const consentPurpose = z.enum(consentPurposes);
export const consentChannel = z.enum(consentChannels);

/** The names by which conditions and lists ask for consents. Earlier names stay those of what they always meant. */
export const consentName = z.enum([
  'terms',
  'newsletter',
  'surveys',
  'personalisation',
  'tracking',
  'marketing-push',
  'marketing-sms',
  'marketing-post',
  'marketing-telephone',
  'marketing-portal',
]);

const sentPurpose = z
  .enum([...consentPurposes, ...earlierPurposes])
  .describe(
    'earlier names stay valid: `newsletter` is marketing by e-mail, `personalisation` is profiling, and `surveys` without a channel is by e-mail and in the portal',
  );

/** Only advertising and surveys are consented to by channel. */
const withChannels: ReadonlySet<string> = new Set(['marketing', 'surveys']);

export const consentGiven = z
  .object({ purpose: sentPurpose, channel: consentChannel.optional(), granted: z.boolean() })
  .superRefine(({ purpose, channel, granted }, context) => {
    if (channel !== undefined && !withChannels.has(purpose))
      context.addIssue({ code: 'custom', path: ['channel'], message: 'this purpose has no channels' });
    if (channel === undefined && purpose === 'marketing' && granted)
      context.addIssue({
        code: 'custom',
        path: ['channel'],
        message: 'is required; only a refusal is for all channels',
      });
  });

export const consentState = z
  .enum(['granted', 'pending', 'refused'])
  .describe(
    'pending: given, but does not count before it is confirmed (e-mail: by the link in the mail, SMS: by the code in the message). A consent that nobody was asked for is not in the list',
  );

export const consentVersion = z
  .int()
  .nullable()
  .describe(
    'for terms: the published version; else of the wording, null if someone else recorded the consent',
  );

export const consent = z
  .object({
    purpose: sentPurpose,
    channel: consentChannel.nullable(),
    granted: z.boolean().describe('what the member said; also true while it is pending'),
    state: consentState,
    changedAt: instant,
    version: consentVersion,
  })
  .meta({ id: 'Consent' });

export const consentSource = z
  .enum([
    'member',
    'staff',
    'api',
    'import',
    'demo',
    'confirmation',
    'address-changed',
    'preferences',
    'unsubscribe',
  ])
  .describe(
    'who recorded it. `confirmation`: the owner of the mailbox used the link, or the code that was sent to the phone. `address-changed`: the new address is not confirmed yet. `preferences` and `unsubscribe`: the member, with the link from an e-mail',
  );

const consentEvidence = z
  .object({
    at: instant.nullable().describe('when it was given'),
    source: z.string().nullable().describe('where, in the words of the file'),
    text: z.string().nullable().describe('what the member agreed to'),
  })
  .meta({ id: 'ConsentEvidence' });

export type ConsentEvidence = z.infer<typeof consentEvidence>;

export const consentEntry = z
  .object({
    id: z.string(),
    purpose: consentPurpose,
    channel: consentChannel.nullable(),
    state: consentState,
    changedAt: instant,
    version: consentVersion,
    language: language.nullable().describe('in which the member read the wording'),
    source: consentSource.nullable().describe('null for entries from before this was stored'),
    evidence: consentEvidence
      .nullable()
      .describe('what an imported file says about it; an imported consent without it is not proven'),
  })
  .meta({ id: 'ConsentEntry' });

export type ConsentPurpose = z.infer<typeof consentPurpose>;
export type ConsentChannel = z.infer<typeof consentChannel>;
export type ConsentName = z.infer<typeof consentName>;
export type ConsentEntry = z.infer<typeof consentEntry>;

/** The last entry counts. */
export const acceptsTerms = (consents: readonly z.infer<typeof consentGiven>[]): boolean =>
  consents.findLast(({ purpose }) => purpose === 'terms')?.granted === true;

const history = listOf(consentEntry);

/** Requests and replies of the endpoints, by name. */
export const consentsShapes = {
  listMemberConsents: { params: z.object({ id }), reply: history },
  setMemberConsents: {
    params: z.object({ id }),
    body: z.object({ consents: z.array(consentGiven).min(1).max(20) }),
    reply: history,
  },
  sendPhoneCode: {},
  confirmPhone: { body: z.object({ code: secret(z.string().regex(/^\d{6}$/, 'six digits')) }) },
  listOwnConsents: { reply: history },
};
