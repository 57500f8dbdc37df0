import type { Cookies } from '@sveltejs/kit';

type Options = Parameters<Cookies['set']>[2];

const sites = ['lax', 'strict', 'none'] as const;

function optionsOf(attributes: string[]): Options {
  // Without this, Kit would add its own defaults.
  const options: Options = { path: '/', httpOnly: false, secure: false, encode: (value) => value };
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.split(/=(.*)/su).map((part) => part.trim());
    const lower = name.toLowerCase();
    if (lower === 'path') options.path = value;
    else if (lower === 'httponly') options.httpOnly = true;
    else if (lower === 'secure') options.secure = true;
    else if (lower === 'max-age') options.maxAge = Number(value);
    else if (lower === 'expires') options.expires = new Date(value);
    else if (lower === 'domain') options.domain = value;
    else if (lower === 'samesite') options.sameSite = sites.find((site) => site === value.toLowerCase());
  }
  return options;
}

/** Passes the API's cookies to the visitor's browser unchanged. */
export function passCookiesOn(response: Response, cookies: Cookies): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split(';');
    const cut = pair.indexOf('=');
    if (cut < 1) continue;
    cookies.set(pair.slice(0, cut).trim(), pair.slice(cut + 1).trim(), optionsOf(attributes));
  }
}
