import { requireRole, sellers } from '#lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => ({ session: requireRole(event, sellers) });
