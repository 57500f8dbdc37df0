import type { RequestEvent } from '@sveltejs/kit';
import { signIn } from '@regulars/contracts';
import { Faults, openForm, submit } from '#lib/server/submit.ts';
import { orEnded } from './link.server.ts';
import { passwordFault } from './password.server.ts';

interface Mailbox {
  /** Sends the link to the API, with the new password if the page asked for one. */
  readonly show: (body: { password?: string }, values: Record<string, string>) => Promise<unknown>;
  readonly taken?: string;
  /** Staff need a longer password. */
  readonly staff?: boolean;
  /** The next page, instead of a success message. */
  readonly onDone?: (password: string | undefined) => Promise<never>;
}

// A page that needs no password has no field for it.
const link = openForm('link');

/**
 * The reply of a page behind a link from a mail. A visitor who chose a password is signed in with it, because
 * all other sessions have ended.
 */
export const proved = (event: RequestEvent, { show, taken, staff = false, onDone }: Mailbox) =>
  submit(
    event,
    link,
    async (values) => {
      const { email = '', password } = values;
      const fault = password === undefined ? undefined : passwordFault(password, staff);
      if (fault) throw new Faults({ password: fault });
      const { locals } = event;
      const work = async (): Promise<void> => {
        await show(password === undefined ? {} : { password }, values);
        if (password !== undefined)
          locals.session = await locals.api.call(signIn, { body: { email, password } });
      };
      const { ended } = await orEnded(work());
      if (!ended) await onDone?.(password);
      return { ended, asked: values.bringTogether === 'on' };
    },
    taken === undefined ? {} : { atField: { 'already-taken': ['email', taken] } },
  );
