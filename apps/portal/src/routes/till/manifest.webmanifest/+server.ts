import { m } from '#lib/paraglide/messages.js';
import { manifest } from '#lib/server/manifest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) =>
  manifest({
    name: m.public_app_till({ club: locals.club?.name ?? 'Regulars' }),
    scope: '/till',
    dark: true,
    display: 'fullscreen',
    logo: locals.club?.logo,
  });
