import { z } from 'zod';
import { callBackOutcomes, longestReport, taskKinds, taskStates } from '../endpoints/tasks.ts';
import { personal } from './privacy.ts';
import { date, flag, id, instant, listOf, listQuery, prose, texts } from './values.ts';

const written = (longest: number) => personal(prose(longest).min(1));

export const ownTask = z
  .object({
    id,
    kind: z.enum(taskKinds),
    state: z.enum(taskStates),
    purchaseId: id.nullable(),
    challengeId: id.nullable(),
    text: z.string().describe('all that was reported; reports are separated by an empty line'),
    createdAt: instant,
    doneAt: instant.nullable(),
    note: z.string().nullable().describe('the answer'),
  })
  .meta({ id: 'OwnTask' });

export type OwnTask = z.infer<typeof ownTask>;

export const task = ownTask
  .extend({
    member: z.object({ id, displayName: z.string() }).nullable(),
    purchase: z.object({ id, receipt: z.string() }).nullable(),
    otherPurchase: z
      .object({ id, receipt: z.string() })
      .nullable()
      .describe('a second purchase that it is about: with the same code for one use'),
    challenge: z.object({ id, name: texts(80) }).nullable(),
    rule: z
      .object({ id, name: texts(120) })
      .nullable()
      .describe('the earning rule whose budget it is about'),
    budget: z.object({ id }).nullable().describe('the budget of a location or of the club that it is about'),
    referral: z.object({ id }).nullable().describe('the referral that someone has to look at'),
    discount: z
      .object({ sort: z.enum(['coupon', 'offer']), id, name: texts(80) })
      .nullable()
      .describe('the coupon or the offer that it is about'),
    reward: z
      .object({ id, name: texts(120) })
      .nullable()
      .describe('the reward whose stock is low'),
    survey: z
      .object({
        id,
        name: texts(80),
        responseId: id,
        score: z.number().nullable().describe('NPS that the member gave'),
      })
      .nullable()
      .describe('the survey after which the member should be called back'),
    outcome: z.enum(callBackOutcomes).nullable().describe('of a call back that is done'),
    location: z.object({ id, name: z.string() }).nullable(),
    due: date.describe("the last day to finish it, in the club's time zone"),
    overdue: z.boolean(),
    assignee: z.object({ id, name: z.string() }).nullable(),
    doneBy: z.string().nullable(),
  })
  .omit({ purchaseId: true, challengeId: true })
  .meta({ id: 'Task' });

export type Task = z.infer<typeof task>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const tasksShapes = {
  reportPurchase: {
    params,
    body: z.object({ text: written(longestReport) }),
    reply: ownTask,
  },
  reportChallenge: {
    params,
    body: z.object({ text: written(longestReport) }),
    reply: ownTask,
  },
  listOwnTasks: {
    query: listQuery.extend({ purchase: id.optional(), challenge: id.optional() }),
    reply: listOf(ownTask),
  },
  listTasks: {
    query: listQuery.extend({
      state: z.enum(['open', 'done']).optional().describe('`open` includes reopened ones'),
      mine: flag.optional().describe('assigned to the caller'),
      overdue: flag.optional(),
      kind: z.enum(taskKinds).optional(),
      sort: z.enum(['due', 'newest']).default('due'),
      include: z.enum(['total']).optional(),
    }),
    reply: listOf(task),
  },
  assignTask: {
    params,
    body: z.object({ assigneeId: id.nullable() }),
    reply: task,
  },
  finishTask: {
    params,
    body: z.object({
      note: written(1000),
      outcome: z
        .enum(callBackOutcomes)
        .optional()
        .describe('only of a call back: `called` unless it says otherwise'),
    }),
    reply: task,
  },
  reopenTask: {
    params,
    reply: task,
  },
};
