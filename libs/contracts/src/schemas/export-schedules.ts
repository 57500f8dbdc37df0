import { z } from 'zod';
import { mostKeptDays } from '../endpoints/export-schedules.ts';
import { exportFormat } from './exports.ts';
import { id, instant, language, listOf, listQuery } from './values.ts';

const fields = z.object({
  every: z.enum(['day', 'week']),
  format: exportFormat.default('csv'),
  keepDays: z.int().min(1).max(mostKeptDays).default(7).describe('days until a file is deleted'),
});

const schedule = z
  .object({
    id,
    segment: z.object({ id, name: z.string().nullable().describe('null if it was removed') }),
    every: fields.shape.every,
    format: exportFormat,
    keepDays: z.int(),
    askedBy: z.string(),
    nextAt: instant,
    last: z
      .object({
        exportId: id,
        state: z.enum(['waiting', 'running', 'done', 'failed', 'expired']),
        at: instant,
      })
      .nullable()
      .describe('its newest export'),
    problem: z
      .enum(['not-allowed', 'segment-gone'])
      .nullable()
      .describe(
        'why its last turn made no file: who asked may no longer read members, or the segment was removed',
      ),
  })
  .meta({ id: 'ExportSchedule' });

export type ExportSchedule = z.infer<typeof schedule>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const exportSchedulesShapes = {
  listExportSchedules: {
    query: listQuery.extend({ segment: id.optional().describe('only those of this one') }),
    reply: listOf(schedule),
  },
  createExportSchedule: {
    body: fields.extend({
      segment: id,
      language: language.optional().describe('of headings and texts; yours if it is missing'),
    }),
    reply: schedule,
  },
  updateExportSchedule: {
    params,
    body: z
      .object({
        every: fields.shape.every,
        format: exportFormat,
        keepDays: z.int().min(1).max(mostKeptDays),
      })
      .partial(),
    reply: schedule,
  },
  removeExportSchedule: { params },
};
