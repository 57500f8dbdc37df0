import { stopEmailChange } from '@regulars/contracts';
import { orEnded } from '#lib/identity/shared/link.server.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions } from './$types';

const stop = form('stop', {});

// Only pressing the button stops it, because mail scanners open every link.
export const actions: Actions = {
  default: (event) =>
    submit(event, stop, () => orEnded(event.locals.api.call(stopEmailChange, { params: event.params }))),
};
