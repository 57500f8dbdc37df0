import type { Session } from '@regulars/contracts';

export type { Session };

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];
export const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

/** Longer than a visit, shorter than the browser's limit of 400 days. */
export const choiceLifetime = 60 * 60 * 24 * 365;

/** The default page after signing in. */
export function homeOf(session: Session): string {
  if (session.roles.includes('manager') || session.roles.includes('admin')) return '/console';
  if (session.roles.includes('cashier')) return '/till';
  return '/club';
}

/** The areas that a person may enter, for the account menu. */
export const mayManage = (session: Session | null): boolean =>
  session?.roles.some((role) => role === 'manager' || role === 'admin') ?? false;
export const maySell = (session: Session | null): boolean =>
  session?.roles.some((role) => role === 'cashier' || role === 'manager' || role === 'admin') ?? false;
export const isMember = (session: Session | null): boolean => Boolean(session?.member);
