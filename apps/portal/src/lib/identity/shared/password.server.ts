import { m } from '#lib/paraglide/messages.js';
import { maySell, type Session } from '#lib/shell/session.ts';
import { shortestPassword, shortestStaffPassword } from './password.ts';

/** Checks a new password in the form before the API is called. Staff need a longer one. */
export const passwordFault = (password: string, staff = false): string | undefined => {
  if (password.length >= (staff ? shortestStaffPassword : shortestPassword)) return undefined;
  return staff ? m.account_password_staff_hint() : m.common_password_hint();
};

/** The same for the signed-in person. */
export const ownPasswordFault = (password: string, session: Session | null): string | undefined =>
  passwordFault(password, maySell(session));
