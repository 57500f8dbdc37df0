import { z } from 'zod';
import { secret } from './privacy.ts';
import { receipt, receiptNumber } from './purchases.ts';
import { answering, asking, ownSurvey } from './surveys.ts';
import { id, linkParams, text } from './values.ts';

/** An open link carries what it was signed for, so it is longer than the token of a mail. */
const openParams = z.object({ token: secret(z.string().min(20).max(700)) });

const openLink = z
  .object({
    page: z.string().describe('address of the page; anyone who has it can answer'),
    location: z.string().nullable().describe('code'),
    receipt: z.string().nullable(),
  })
  .meta({ id: 'SurveyLink' });

export type SurveyLink = z.infer<typeof openLink>;

/** Requests and replies of the endpoints, by name. */
export const surveyLinksShapes = {
  getLinkedSurvey: { params: linkParams, query: asking, reply: ownSurvey },
  answerLinkedSurvey: { params: linkParams, body: answering, reply: ownSurvey },
  createSurveyLink: {
    params: z.object({ id }),
    body: z
      .object({
        location: text(60).nullable().default(null).describe('code; null for the whole club'),
        receipt: receiptNumber.nullable().default(null).describe('of this location; it answers once'),
      })
      .refine(({ location, receipt }) => receipt === null || location !== null, {
        path: ['receipt'],
        message: 'a receipt is of a location',
      }),
    reply: openLink,
  },
  createReceiptLink: {
    body: receipt.pick({ location: true, number: true }),
    reply: z.object({ page: z.string().nullable().describe('null if there is no such survey') }),
  },
  getOpenSurvey: { params: openParams, query: asking, reply: ownSurvey },
  beginOpenSurvey: {
    params: openParams,
    body: answering,
    reply: z.object({
      survey: ownSurvey,
      token: secret(z.string()).describe('of a personal link, which goes on until it is sent'),
    }),
  },
};
