import { refusedFile } from '#lib/imports/console/refused-file.server.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The refused lines with their reasons in the reader's language, to correct and send again. */
export const GET: RequestHandler = (event) => {
  requireRole(event, managers);
  const group = Number(event.url.searchParams.get('group'));
  return refusedFile(
    event.locals.api,
    event.params.id,
    Number.isInteger(group) && group > 0 ? group : undefined,
  );
};
