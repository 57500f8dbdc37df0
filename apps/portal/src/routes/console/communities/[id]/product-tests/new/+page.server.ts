import { redirect } from '@sveltejs/kit';
import { createProductTest, getCommunity, type Reward } from '@regulars/contracts';
import { testBody } from '#lib/product-tests/console/test-body.server.ts';
import { rewardsByName } from '#lib/rewards/shared/rewards-by-name.server.ts';
import { show } from '#lib/server/api.ts';
import { localOf } from '#lib/server/local-time.server.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import { inLanguage } from '#lib/shell/texts.ts';
import type { Actions, PageServerLoad } from './$types';

const day = 86_400_000;

const isGoods = {
  product: true,
  sample: true,
  discount: false,
  ticket: false,
  'partner-code': false,
} satisfies Record<Reward['kind'], boolean>;

/** Someone picks it up without paying money, wherever they shop. */
const isSample = ({ kind, toPay, stockByLocation }: Reward): boolean =>
  isGoods[kind] && !toPay && !stockByLocation;

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const [community, rewards] = await show(
    Promise.all([api.call(getCommunity, { params }), rewardsByName(api)]),
  );
  const zone = club?.timeZone ?? 'UTC';
  const hour = 3_600_000;
  const inDays = (days: number): string =>
    localOf(new Date(Math.ceil(Date.now() / hour) * hour + days * day).toISOString(), zone);
  return {
    community,
    key: crypto.randomUUID(),
    rewards: rewards.filter(isSample).map(({ id, name, stock }) => ({
      value: id,
      label: stock === null ? inLanguage(name) : `${inLanguage(name)} (${stock})`,
    })),
    local: { apply: inDays(7), opinions: inDays(28) },
  };
};

const save = openForm('save');

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async (values) => {
      const { params } = event;
      const { api, club } = event.locals;
      const body = faultless(testBody(values, club?.timeZone ?? 'UTC'));
      const key = values.key ?? crypto.randomUUID();
      const { id } = await api.call(createProductTest, { params, body, key });
      redirect(303, `/console/communities/${params.id}/product-tests/${id}`);
    }),
};
