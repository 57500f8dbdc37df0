import { error } from '@sveltejs/kit';
import { noteTableExport, tableFilters } from '@regulars/contracts';
import { isFormat } from '#lib/exports/shared/reply.server.ts';
import { isTable, tableFile } from './tables.server.ts';
import { todayIn } from '#lib/server/local-time.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** What a table of the console shows under the same filters, all pages, as a file; that it leaves is in the audit log. */
export const GET: RequestHandler = async (event) => {
  requireRole(event, managers);
  const format = event.url.searchParams.get('format');
  const { table } = event.params;
  if (!isFormat(format) || !isTable(table)) error(404, m.common_problem_not_found());
  const filters = filtersOf(event.url.searchParams);
  await show(event.locals.api.call(noteTableExport, { body: { table, format, filters } }));
  return tableFile(event, table, todayIn(event.locals.club?.timeZone ?? 'UTC'), format);
};

/** By which filters; their values stay out of the audit log. */
const filtersOf = (asked: URLSearchParams): (typeof tableFilters)[number][] =>
  tableFilters.filter((name) => asked.has(name === 'query' ? 'q' : name));
