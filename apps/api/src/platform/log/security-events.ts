import {
  acceptInvitation,
  changePassword,
  confirmEmail,
  openAccount,
  register,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
  type Operation,
} from '@regulars/contracts';

type Named = Pick<Operation, 'method' | 'path'>;
const keyOf = ({ method, path }: Named): string => `${method} ${path}`;

/** Security events of accounts, with fixed names whatever their route. */
const securityEvents = new Map(
  (
    [
      [signIn, 'sign-in'],
      [signOut, 'sign-out'],
      [register, 'registration'],
      [requestPasswordReset, 'password-reset-asked'],
      [resetPassword, 'password-reset'],
      [changePassword, 'password-change'],
      [acceptInvitation, 'invitation-acceptance'],
      [openAccount, 'account-opening'],
      [confirmEmail, 'email-confirmation'],
    ] satisfies [Named, string][]
  ).map(([endpoint, event]) => [keyOf(endpoint), event]),
);

export const securityEventOf = (
  endpoint: Operation | undefined,
  status: number,
): { event: string; outcome: 'ok' | 'failed' } | undefined => {
  const event = endpoint && securityEvents.get(keyOf(endpoint));
  return event === undefined ? undefined : { event, outcome: status < 400 ? 'ok' : 'failed' };
};
