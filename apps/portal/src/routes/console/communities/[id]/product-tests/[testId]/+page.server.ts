import {
  drawProductTest,
  endProductTest,
  getCommunity,
  getProductTest,
  listTestApplications,
  listTestOpinions,
} from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { listed } from '#lib/server/listed.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const about = { params: { id: params.testId } };
  const [community, test] = await show(
    Promise.all([api.call(getCommunity, { params: { id: params.id } }), api.call(getProductTest, about)]),
  );
  const applicants = await listed(url, (query) => show(api.call(listTestApplications, { ...about, query })));
  const opinions = await listed(url, (query) => show(api.call(listTestOpinions, { ...about, query })));
  return {
    community,
    test,
    applicants: applicants.items,
    opinions: opinions.items,
    moreHref: applicants.moreHref ?? opinions.moreHref,
  };
};

const draw = form('draw', {});
const end = form('end', {});

export const actions: Actions = {
  draw: (event) =>
    submit(event, draw, async () => {
      await event.locals.api.call(drawProductTest, { params: { id: event.params.testId } });
      return null;
    }),
  end: (event) =>
    submit(event, end, async () => {
      await event.locals.api.call(endProductTest, { params: { id: event.params.testId } });
      return null;
    }),
};
