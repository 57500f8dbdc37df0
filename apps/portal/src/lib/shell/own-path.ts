/** The path and query, as a form sends them to come back. */
export const pathOf = ({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string =>
  `${pathname}${search}`;

/**
 * Only a path of this site: not `//evil.example`, `/\evil` or `https://…`, nor what becomes one:
 * `/.//evil.example`.
 */
export function ownPath(typed: string | null | undefined): string | null {
  if (!typed?.startsWith('/')) return null;
  const base = 'http://own.invalid';
  if (!URL.canParse(typed, base)) return null;
  const url = new URL(typed, base);
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : null;
}
