import { z } from 'zod';
import { problemCodes } from '../problems.ts';
import { fileReasons, reasonParams, tableReasons } from './import-reasons.ts';

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: z.enum(problemCodes),
    requestId: z.string().optional().describe('id of this request in the log'),
    errors: z
      .array(
        z.object({
          pointer: z.string().describe('JSON pointer to the field'),
          message: z.string(),
          reason: z
            .enum([...fileReasons, ...tableReasons])
            .optional()
            .describe('the exact problem with a file or its line'),
          params: reasonParams.optional(),
        }),
      )
      .optional(),
    id: z.uuid().optional().describe('the event that has already been counted'),
    purchaseId: z.uuid().optional(),
    memberId: z.uuid().optional().describe('the member who already has it'),
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
      .describe('members to choose from; use the id of one as the code for `/cards/resolve`'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
