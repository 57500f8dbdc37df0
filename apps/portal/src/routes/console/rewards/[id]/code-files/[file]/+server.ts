import { partnerErrorsFile } from '#lib/rewards/console/partner-errors.server.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The lines of a file with codes that were not taken. */
export const GET: RequestHandler = (event) => {
  requireRole(event, managers);
  return partnerErrorsFile(event.locals.api, event.params.file);
};
