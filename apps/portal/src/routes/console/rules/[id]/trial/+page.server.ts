import { getEarningRule } from '@regulars/contracts';
import {
  endTrial,
  endTrialForm,
  trialReport,
  waitsForApproval,
} from '#lib/earning/console/share-trial.server.ts';
import { show } from '#lib/server/api.ts';
import { submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const [{ id, name, trial }, report, waits] = await show(
    Promise.all([
      api.call(getEarningRule, { params }),
      trialReport(api, params.id),
      waitsForApproval(api, params.id),
    ]),
  );
  return { rule: { id, name, trial }, report, waits };
};

export const actions: Actions = {
  end: (event) => submit(event, endTrialForm, (sent) => endTrial(event.locals.api, event.params, sent)),
};
