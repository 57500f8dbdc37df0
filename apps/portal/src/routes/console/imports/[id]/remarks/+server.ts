import { remarkedFile } from '#lib/imports/console/refused-file.server.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The lines that came in with remarks, in the reader's language, to complete and send again. */
export const GET: RequestHandler = (event) => {
  requireRole(event, managers);
  return remarkedFile(event.locals.api, event.params.id);
};
