// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { newDevice } from './new-device.ts';
import { resetPassword } from './reset-password.ts';

export const newDeviceMail = mailTemplate('new-device', 'service', newDevice);
export const resetPasswordMail = mailTemplate('reset-password', 'service', resetPassword);

export const identityMails = [newDeviceMail, resetPasswordMail];
