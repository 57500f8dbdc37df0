import { redirect } from '@sveltejs/kit';
import { createTier, listTiers } from '@regulars/contracts';
import { languages } from '#lib/shell/languages.ts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import { isTemplate, ladders, thresholdField, type Template } from '#lib/setup/console/ladders.ts';
import { pathOf } from '#lib/setup/console/steps.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { data } = await show(event.locals.api.call(listTiers));
  return { tiers: data.map(({ id, name, threshold }) => ({ id, name, threshold })) };
};

/** The typed thresholds in order; the first tier is for everyone. */
function thresholdsIn(template: Template, values: Record<string, string>) {
  const fields: Record<string, string> = {};
  let below = -1;
  const thresholds = ladders[template].map(({ code, threshold }) => {
    const name = thresholdField(template, code);
    const typed = values[name] ?? '';
    const points = threshold === 0 ? 0 : /^\d{1,8}$/u.test(typed) ? Number(typed) : null;
    if (points === null || points <= below) fields[name] = m.setup_tiers_wrong();
    below = points ?? below;
    return points ?? 0;
  });
  return { body: thresholds, fields };
}

async function build(api: Api, template: Template, thresholds: number[]): Promise<void> {
  // Tiers created by an earlier try stay as they are.
  const known = (await api.call(listTiers)).data.map(({ code }) => code);
  for (const [index, { code, name, multiplierPercent }] of ladders[template].entries()) {
    if (known.includes(code)) continue;
    const names = Object.fromEntries(languages.map((locale) => [locale, name({}, { locale })]));
    const body = { code, name: names, threshold: thresholds[index] ?? 0, multiplierPercent };
    await api.call(createTier, { body });
  }
}

// With a field for each step of the template.
const ladder = openForm('tiers');

export const actions: Actions = {
  default: (event) =>
    submit(event, ladder, async (values) => {
      const { template } = values;
      if (!isTemplate(template)) redirect(303, pathOf('team'));
      const thresholds = faultless(thresholdsIn(template, values));
      await build(event.locals.api, template, thresholds);
      redirect(303, pathOf('team'));
    }),
};
