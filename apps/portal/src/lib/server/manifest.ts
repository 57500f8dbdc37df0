import { getLocale } from '#lib/paraglide/runtime.js';

interface App {
  name: string;
  scope: string;
  start?: string;
  dark?: boolean;
  display?: 'standalone' | 'fullscreen';
}

/** A web app manifest; each area is an app of its own, so their scopes must not overlap. */
export function manifest({
  name,
  scope,
  start = scope,
  dark = false,
  display = 'standalone',
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
    icons: [
      { src: '/icons/club.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icons/club-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/club-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/club-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/manifest+json' } });
}
