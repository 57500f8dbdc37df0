import { codeErrorsFile } from '#lib/coupons/console/code-errors.server.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The lines of an imported file that were not taken. */
export const GET: RequestHandler = (event) => {
  requireRole(event, managers);
  return codeErrorsFile(event.locals.api, event.params.batch);
};
