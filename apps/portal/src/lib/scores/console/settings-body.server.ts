import { type ChosenScoreSettings, operationOf, setScoreSettings } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { textsIn } from '#lib/shell/languages.ts';

type Values = Record<string, string>;
type Group = ChosenScoreSettings['groups'][number];

const { windowDays: days, shares: sharesShape } = operationOf(setScoreSettings).body.shape;
const whole = (typed: string | undefined): number =>
  /^\d{1,6}$/u.test(typed ?? '') ? Number(typed) : Number.NaN;

const rangeIn = (values: Values, name: string, at: number): [number, number] => {
  const [from, to] = [whole(values[`${name}_from_${at}`]), whole(values[`${name}_to_${at}`])];
  return from <= to ? [from, to] : [to, from];
};

/** A group without a name is left out, so an emptied one goes away and an empty row adds none. */
const groupIn = (values: Values, at: number): Group | null => {
  const name = textsIn(values, `name_${at}`);
  if (!name) return null;
  const [recency, frequency, monetary] = ['recency', 'frequency', 'monetary'].map((each) =>
    rangeIn(values, each, at),
  );
  return {
    key: values[`key_${at}`] ?? '',
    name,
    recency: recency ?? [1, 5],
    frequency: frequency ?? [1, 5],
    monetary: monetary ?? [1, 5],
  };
};

/** The settings in the form, and their errors. */
export function settingsBody(values: Values): { body: ChosenScoreSettings; fields: Values } {
  const windowDays = values.windowDays ? whole(values.windowDays) : null;
  const shares = { a: whole(values.a), b: whole(values.b) };
  const fields: Values = {};
  if (!days.safeParse(windowDays).success) fields.windowDays = m.scores_set_window_wrong();
  if (!sharesShape.safeParse(shares).success) fields.b = m.scores_set_share_wrong();
  const groups = Array.from({ length: whole(values.rows) || 0 }, (_, at) => groupIn(values, at));
  return { body: { windowDays, shares, groups: groups.filter((group) => group !== null) }, fields };
}
