import { z } from 'zod';
import { fileReasons, reasonParams } from './import-reasons.ts';

/** Every code that a problem may carry, with its HTTP status and title. Exhaustive: nothing else leaves the API. */
export const problems = {
  'malformed-request': [400, 'The request cannot be read'],
  'invalid-request': [400, 'Some fields are wrong'],
  'idempotency-key-required': [400, 'This call needs an Idempotency-Key'],
  'not-signed-in': [401, 'Sign in first'],
  'wrong-credentials': [401, 'E-mail or password is wrong'],
  'not-allowed': [403, 'Not allowed'],
  'foreign-origin': [403, 'The request comes from another site'],
  'self-earning-refused': [403, 'Staff cannot post to their own card'],
  'not-found': [404, 'Not found'],
  'unknown-card': [404, 'No card with this number or code'],
  'unknown-voucher': [404, 'No voucher with this code'],
  'method-not-allowed': [405, 'This method is not offered here'],
  'request-timeout': [408, 'The request did not arrive in time'],
  'in-flight': [409, 'The same request is still running'],
  'receipt-already-counted': [409, 'This receipt counted already'],
  'several-members': [409, 'Several members have this'],
  'already-taken': [409, 'Taken already'],
  'voucher-used': [409, 'This voucher is used already'],
  'already-cancelled': [409, 'Cancelled already'],
  'already-reversed': [409, 'Reversed already'],
  'already-claimed': [409, 'This purchase belongs to a member already'],
  'link-used': [409, 'This link was used already'],
  'already-set-up': [409, 'This club is set up already'],
  'last-admin': [409, 'The club needs an admin'],
  'member-erased': [410, 'This member was erased'],
  'link-expired': [410, 'This link has expired'],
  'version-changed': [412, 'Somebody else changed it meanwhile'],
  'too-large': [413, 'The request is too large'],
  'unsupported-media-type': [415, 'Send JSON'],
  'unsupported-picture': [415, 'Send a PNG, JPEG or WebP picture'],
  'idempotency-key-reused': [422, 'This Idempotency-Key was used for another request'],
  'unreadable-text': [422, 'The text holds characters that cannot be stored'],
  'password-too-short': [422, 'This password is too short'],
  'password-guessable': [422, 'This password is easy to guess'],
  'password-needed': [422, 'Choose a new password first'],
  'insufficient-points': [422, 'Not enough points'],
  'points-out-of-range': [422, 'Too many points'],
  'card-blocked': [422, 'This card is blocked'],
  'card-replaced': [422, 'This card was replaced by another'],
  'member-not-active': [422, 'This membership is not active'],
  'member-without-email': [422, 'This member has no e-mail'],
  'unknown-location': [422, 'No such location'],
  'unknown-product': [422, 'No such product'],
  'unknown-reward': [422, 'No such reward'],
  'currency-mismatch': [422, 'This location sells in another currency'],
  'amount-mismatch': [422, 'The amounts do not agree'],
  'purchase-in-future': [422, 'The purchase lies in the future'],
  'returned-more-than-bought': [422, 'More than was bought cannot be returned'],
  'purchase-without-member': [422, 'This purchase has no member'],
  'hold-not-active': [422, 'This hold is no longer active'],
  'voucher-expired': [422, 'This voucher has expired'],
  'voucher-cancelled': [422, 'This voucher was cancelled'],
  'out-of-stock': [422, 'Nothing left of this reward'],
  'reward-not-available': [422, 'This reward is not available now'],
  'reward-limit-reached': [422, 'This member has had this reward often enough'],
  'claim-refused': [422, 'No purchase that fits these details can be claimed'],
  'cannot-reverse': [422, 'This cannot be reversed'],
  'rule-not-publishable': [422, 'This rule cannot be published'],
  'unreadable-picture': [422, 'This picture cannot be read'],
  'picture-too-large': [422, 'This picture has too many pixels'],
  'unreadable-file': [422, 'This file cannot be read as CSV'],
  'too-many-rows': [422, 'Too many rows for this format'],
  'approval-settled': [409, 'This is decided already'],
  'own-approval-refused': [403, 'Somebody else has to decide this'],
  'wrong-approval-code': [422, 'This recovery code is wrong or was used'],
  'export-not-ready': [409, 'The export has no file yet'],
  'event-settled': [409, 'This event is settled already'],
  'event-waits': [409, 'This event waits for an earlier one of the same member'],
  'import-not-ready': [409, 'The import is not in a state for this'],
  'precondition-required': [428, 'This edit needs If-Match with the ETag'],
  'too-many-requests': [429, 'Too many attempts'],
  unexpected: [500, 'Something went wrong on our side'],
  'database-away': [503, 'The database is away for a moment'],
  'took-too-long': [503, 'The answer takes too long'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: z.enum(problemCodes),
    requestId: z.string().optional().describe('by which the log knows this request'),
    errors: z
      .array(
        z.object({
          pointer: z.string().describe('JSON pointer to the field'),
          message: z.string(),
          reason: z.enum(fileReasons).optional().describe('what exactly is wrong with a file'),
          params: reasonParams.optional(),
        }),
      )
      .optional(),
    purchaseId: z.uuid().optional(),
    memberId: z.uuid().optional().describe('who has it already'),
    members: z
      .array(
        z.object({
          id: z.uuid(),
          displayName: z.string(),
          cardNumber: z.string().nullable(),
          joinedAt: z.iso.datetime({ offset: true }),
        }),
      )
      .optional()
      .describe('among whom to choose; the id of one is a code for `/cards/resolve`'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
