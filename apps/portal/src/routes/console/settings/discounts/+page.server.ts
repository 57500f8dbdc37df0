import { getClub, updateClub } from '@regulars/contracts';
import { cartDiscountsBody } from '#lib/club/console/cart-discounts-body.server.ts';
import { manualDiscountsBody } from '#lib/club/console/manual-discounts-body.server.ts';
import { show } from '#lib/server/api.ts';
import { forgetClub } from '#lib/server/club.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const { version, manualDiscounts, discountsPerCart } = await show(api.call(getClub));
  return { version, settings: manualDiscounts, discountsPerCart };
};

const save = openForm('discounts');
const saveCart = openForm('cart');

export const actions: Actions = {
  discounts: (event) =>
    submit(event, save, (values) =>
      event.locals.api
        .call(updateClub, { body: faultless(manualDiscountsBody(values)), version: Number(values.version) })
        .then(forgetClub),
    ),

  cart: (event) =>
    submit(event, saveCart, (values) =>
      event.locals.api
        .call(updateClub, { body: faultless(cartDiscountsBody(values)), version: Number(values.version) })
        .then(forgetClub),
    ),
};
