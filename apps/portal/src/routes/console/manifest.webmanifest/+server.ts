import { m } from '#lib/paraglide/messages.js';
import { manifest } from '#lib/server/manifest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) =>
  manifest({
    name: m.public_app_console({ club: locals.club?.name ?? 'Regulars' }),
    scope: '/console',
    logo: locals.club?.logo,
  });
