import { z } from 'zod';
import { partnerLineReasons } from '../endpoints/partner-codes.ts';
import { id, instant, listOf, listQuery } from './values.ts';

const partnerCodes = z
  .object({
    left: z.int().describe('codes that nobody has yet'),
    given: z.int().describe('codes that belong to a voucher'),
    shown: z.int().describe('of these, codes that the member has read'),
    addedAt: instant.nullable().describe('when codes were last added; null before the first ones'),
  })
  .meta({ id: 'PartnerCodes' });

export type PartnerCodes = z.infer<typeof partnerCodes>;

const partnerCodeFile = z
  .object({
    id,
    rewardId: id,
    taken: z.int().describe('codes that were added'),
    refused: z.int().describe('lines that were not taken'),
    addedAt: instant,
  })
  .meta({ id: 'PartnerCodeFile' });

export type PartnerCodeFile = z.infer<typeof partnerCodeFile>;

const partnerLineError = z.object({
  line: z.int().describe('of the file, from 1'),
  reason: z
    .enum(partnerLineReasons)
    .describe('`twice`: an earlier line has the same code; `known`: the club has or had this code already'),
});

export type PartnerLineError = z.infer<typeof partnerLineError>;

const shownPartnerCode = z
  .object({ code: z.string().describe('as the partner wrote it') })
  .meta({ id: 'ShownPartnerCode' });

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const partnerCodesShapes = {
  getPartnerCodes: { params, reply: partnerCodes },
  importPartnerCodes: { params, reply: partnerCodeFile },
  listPartnerCodeFiles: { params, query: listQuery, reply: listOf(partnerCodeFile) },
  listPartnerCodeErrors: { params, query: listQuery, reply: listOf(partnerLineError) },
  showPartnerCode: { params, reply: shownPartnerCode },
};
