import { m } from '#lib/paraglide/messages.js';
import { maySell, type Session } from '#lib/shell/session.ts';
import { shortestPassword, shortestStaffPassword } from './password.ts';

/** What the form says of a new password before the API is asked. Who works here needs a longer one. */
export const passwordFault = (password: string, staff = false): string | undefined => {
  if (password.length >= (staff ? shortestStaffPassword : shortestPassword)) return undefined;
  return staff ? m.account_password_staff_hint() : m.common_password_hint();
};

/** The same for who is signed in. */
export const ownPasswordFault = (password: string, session: Session | null): string | undefined =>
  passwordFault(password, maySell(session));
