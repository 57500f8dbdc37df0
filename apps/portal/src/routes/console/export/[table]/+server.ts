import { error } from '@sveltejs/kit';
import { isFormat } from '#lib/console/export/reply.server.ts';
import { tableFile } from '#lib/console/export/tables.server.ts';
import { todayIn } from '#lib/console/local-time.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** What a table of the console shows under the same filters, all pages, as a file. */
export const GET: RequestHandler = async (event) => {
  requireRole(event, managers);
  const format = event.url.searchParams.get('format');
  const day = todayIn(event.locals.club?.timeZone ?? 'UTC');
  const file = isFormat(format) ? tableFile(event, event.params.table, day, format) : undefined;
  return (await file) ?? error(404, m.common_problem_not_found());
};
