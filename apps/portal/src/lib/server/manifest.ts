import { getLocale } from '#lib/paraglide/runtime.js';
import { iconsOf } from './icons.ts';

interface App {
  name: string;
  scope: string;
  start?: string;
  dark?: boolean;
  display?: 'standalone' | 'fullscreen';
  /** URL of the club's own, or ours. */
  logo?: string | null;
}

/** A web app manifest; each area is a separate app, so their scopes must not overlap. */
export function manifest({
  name,
  scope,
  start = scope,
  dark = false,
  display = 'standalone',
  logo = null,
}: App): Response {
  const body = {
    id: scope,
    name,
    short_name: name,
    lang: getLocale(),
    start_url: start,
    scope,
    display,
    background_color: dark ? '#15110e' : '#faf6ef',
    theme_color: dark ? '#15110e' : '#faf6ef',
    icons: iconsOf(logo),
  };
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/manifest+json' } });
}
