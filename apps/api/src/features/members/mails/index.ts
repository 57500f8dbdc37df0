// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { changeEmail } from './change-email.ts';
import { confirmEmail } from './confirm-email.ts';
import { emailChanged } from './email-changed.ts';
import { membershipClosed } from './membership-closed.ts';
import { membershipClosing } from './membership-closing.ts';
import { openAccount } from './open-account.ts';
import { stopEmailChange } from './stop-email-change.ts';

export const changeEmailMail = mailTemplate('change-email', changeEmail);
export const confirmEmailMail = mailTemplate('confirm-email', confirmEmail);
export const emailChangedMail = mailTemplate('email-changed', emailChanged);
export const membershipClosedMail = mailTemplate('membership-closed', membershipClosed);
export const membershipClosingMail = mailTemplate('membership-closing', membershipClosing);
export const openAccountMail = mailTemplate('open-account', openAccount);
export const stopEmailChangeMail = mailTemplate('stop-email-change', stopEmailChange);

export const membersMails = [
  changeEmailMail,
  confirmEmailMail,
  emailChangedMail,
  membershipClosedMail,
  membershipClosingMail,
  openAccountMail,
  stopEmailChangeMail,
];
