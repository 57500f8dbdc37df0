import { password, staffPassword } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { field } from '#lib/server/fields.ts';
import { maySell, type Session } from '#lib/shell/session.ts';
import { shortestPassword, shortestStaffPassword } from './password.ts';

/** A new password in a form. Staff need a longer one. */
export const newPassword = field(password, m.common_password_hint);
export const newStaffPassword = field(staffPassword, m.account_password_staff_hint);

/** The fault of a new password, if only the action knows its owner. */
export const passwordFault = (typed: string, staff = false): string | undefined => {
  if (typed.length >= (staff ? shortestStaffPassword : shortestPassword)) return undefined;
  return staff ? m.account_password_staff_hint() : m.common_password_hint();
};

/** The same for the signed-in person. */
export const ownPasswordFault = (typed: string, session: Session | null): string | undefined =>
  passwordFault(typed, maySell(session));
