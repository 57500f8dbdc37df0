import { manifest } from '#lib/server/manifest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) =>
  manifest({ name: locals.club?.name ?? 'Regulars', scope: '/club', logo: locals.club?.logo });
