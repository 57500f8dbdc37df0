import { redirect } from '@sveltejs/kit';
import { cookieName, isLocale } from '#lib/paraglide/runtime.js';
import { readForm } from '#lib/server/submit.ts';
import { ownPath } from '#lib/shell/own-path.ts';
import { choiceLifetime, isTheme } from '#lib/shell/session.ts';
import type { RequestHandler } from './$types';

/** Keeps the language or the theme and returns to the page; a plain form, so it needs no JavaScript. */
export const POST: RequestHandler = async (event) => {
  const { cookies } = event;
  const form = await readForm(event);
  const kept = { path: '/', maxAge: choiceLifetime, sameSite: 'lax' } as const;
  const theme = form.get('theme');
  if (isTheme(theme)) cookies.set('theme', theme, kept);
  const locale = form.get('locale');
  // The browser's own code reads the language from it too.
  if (isLocale(locale)) cookies.set(cookieName, locale, { ...kept, httpOnly: false });
  redirect(303, ownPath(String(form.get('back') ?? '')) ?? '/');
};
