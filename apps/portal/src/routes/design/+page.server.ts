import { dev } from '$app/env';
import { managers, requireRole } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  if (!dev) requireRole(event, managers);
};
