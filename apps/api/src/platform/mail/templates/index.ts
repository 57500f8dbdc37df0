import type { MailContent, Reading, Template } from '../mail-content.ts';
import { approvedByCode } from './approved-by-code.ts';
import { changeEmail } from './change-email.ts';
import { confirmEmail } from './confirm-email.ts';
import { emailChanged } from './email-changed.ts';
import { invitation } from './invitation.ts';
import { membershipClosed } from './membership-closed.ts';
import { membershipClosing } from './membership-closing.ts';
import { newDevice } from './new-device.ts';
import { openAccount } from './open-account.ts';
import { pointsExpiring } from './points-expiring.ts';
import { resetPassword } from './reset-password.ts';
import { stopEmailChange } from './stop-email-change.ts';

/** All mails of the club. */
const templates = {
  'confirm-email': confirmEmail,
  'reset-password': resetPassword,
  invitation,
  'open-account': openAccount,
  'membership-closing': membershipClosing,
  'membership-closed': membershipClosed,
  'change-email': changeEmail,
  'email-changed': emailChanged,
  'stop-email-change': stopEmailChange,
  'new-device': newDevice,
  'points-expiring': pointsExpiring,
  'approved-by-code': approvedByCode,
};

type Templates = typeof templates;
export type TemplateName = keyof Templates;
export type TemplateData<Name extends TemplateName> = Parameters<Templates[Name]>[0];

/** `data` is what `Mailer.send` was given for this template. Throws for an unknown name. */
export const compose = (name: string, data: unknown, reading: Reading): MailContent => {
  const known: Readonly<Record<string, unknown>> = templates;
  if (!Object.hasOwn(known, name)) throw new Error(`No mail template is named ${name}`);
  return (known[name] as Template<unknown>)(data, reading);
};
