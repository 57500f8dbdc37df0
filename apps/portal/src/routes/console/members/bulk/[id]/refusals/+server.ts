import { refusedMembersFile } from '#lib/bulk/console/refused-members.server.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The members who were not changed, with the reasons in the reader's language. */
export const GET: RequestHandler = (event) => {
  requireRole(event, managers);
  return refusedMembersFile(event.locals.api, event.params.id);
};
