// The mails that this feature writes.
import { mailTemplate, textTemplate } from '../../../platform/mail/index.ts';
import { changeEmail } from './change-email.ts';
import { confirmEmail } from './confirm-email.ts';
import { emailChanged } from './email-changed.ts';
import { membershipClosed } from './membership-closed.ts';
import { membershipClosing } from './membership-closing.ts';
import { openAccount } from './open-account.ts';
import { phoneCode } from './phone-code.ts';
import { stopEmailChange } from './stop-email-change.ts';

export const changeEmailMail = mailTemplate('change-email', 'service', changeEmail);
export const confirmEmailMail = mailTemplate('confirm-email', 'service', confirmEmail);
export const emailChangedMail = mailTemplate('email-changed', 'service', emailChanged);
export const membershipClosedMail = mailTemplate('membership-closed', 'service', membershipClosed);
export const membershipClosingMail = mailTemplate('membership-closing', 'service', membershipClosing);
export const openAccountMail = mailTemplate('open-account', 'service', openAccount);
export const phoneCodeText = textTemplate('phone-code', 'service', phoneCode);
export const stopEmailChangeMail = mailTemplate('stop-email-change', 'service', stopEmailChange);

export const membersMails = [
  changeEmailMail,
  confirmEmailMail,
  emailChangedMail,
  membershipClosedMail,
  membershipClosingMail,
  openAccountMail,
  phoneCodeText,
  stopEmailChangeMail,
];
