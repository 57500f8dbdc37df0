import { managers, requireRole } from '#lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => ({ session: requireRole(event, managers) });
