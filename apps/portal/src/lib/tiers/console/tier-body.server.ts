import { m } from '#lib/paraglide/messages.js';
import { textsIn } from '#lib/shell/languages.ts';

type Values = Record<string, string>;

const wholeBetween = (typed: string | undefined, least: number, most: number): number | null => {
  const number = /^\d{1,9}$/u.test(typed ?? '') ? Number(typed) : -1;
  return number >= least && number <= most ? number : null;
};

/** The tier in the form, and its errors. The form asks for 'percent more', the API for percent. */
export function tierBody(values: Values) {
  const name = textsIn(values, 'name');
  const threshold = wholeBetween(values.threshold, 0, 100_000_000);
  const more = wholeBetween(values.more || '0', 0, 900);
  const fields: Values = {};
  if (!name) fields.name = m.common_field_required();
  if (!values.code) fields.code = m.common_field_required();
  if (threshold === null) fields.threshold = m.console_rewards_number_wrong();
  if (more === null) fields.more = m.console_tiers_more_wrong();
  const body = {
    code: values.code ?? '',
    name: name ?? {},
    threshold: threshold ?? 0,
    multiplierPercent: 100 + (more ?? 0),
    benefits: textsIn(values, 'benefits'),
    rewardId: values.rewardId || null,
  };
  return { body, fields };
}
