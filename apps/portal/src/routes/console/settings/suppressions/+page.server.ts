import {
  addSuppression,
  checkSuppression,
  getEcgList,
  listSuppressions,
  removeSuppression,
} from '@regulars/contracts';
import { suppressionEnds, suppressionReasons } from '@regulars/contracts/endpoints';
import { m } from '#lib/paraglide/messages.js';
import { suppressionFilters } from '#lib/permissions/console/suppression-filters.server.ts';
import { show } from '#lib/server/api.ts';
import { oneOf, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor')?.trim().slice(0, 1000);
  const query = { ...suppressionFilters(url), ...(cursor ? { cursor } : {}), limit: 50 };
  const [suppressions, ecg] = await show(
    Promise.all([api.call(listSuppressions, { query }), api.call(getEcgList)]),
  );
  return { suppressions, ecg };
};

const add = form('add', { address: someText, reason: oneOf(suppressionReasons, 'manual') });
const check = form('check', { address: someText });
const remove = form('remove', { id: someText, because: oneOf(suppressionEnds, 'mistake') });

/** What has an @ is an e-mail address. */
const addressIn = (typed: string): { email: string } | { phone: string } =>
  typed.includes('@') ? { email: typed } : { phone: typed };

const words = {
  names: { email: 'address', phone: 'address' },
  wrong: { address: m.suppressions_address_wrong() },
};

export const actions: Actions = {
  add: (event) =>
    submit(
      event,
      add,
      ({ address, reason }) =>
        event.locals.api.call(addSuppression, { body: { ...addressIn(address), reason } }),
      words,
    ),
  check: (event) =>
    submit(
      event,
      check,
      ({ address }) => event.locals.api.call(checkSuppression, { body: addressIn(address) }),
      words,
    ),
  remove: (event) =>
    submit(event, remove, ({ id, because }) =>
      event.locals.api.call(removeSuppression, { params: { id }, query: { because } }),
    ),
};
