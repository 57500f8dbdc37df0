import { listErrorsFile } from '#lib/bulk/console/list-errors.server.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import { readForm } from '#lib/server/submit.ts';
import type { RequestHandler } from './$types';

/** The entries of a pasted list that a bulk change leaves out, with the reasons in the reader's language. */
export const POST: RequestHandler = async (event) => {
  requireRole(event, managers);
  const text = (await readForm(event)).get('text');
  return listErrorsFile(event.locals.api, typeof text === 'string' ? text : '');
};
