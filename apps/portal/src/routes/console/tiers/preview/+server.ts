import { error, json } from '@sveltejs/kit';
import { getTierFigures, listTiers, type PointsPolicy } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { BasePreview } from '#lib/tiers/shared/base-preview.ts';
import type { RequestHandler } from './$types';

const bases: readonly NonNullable<PointsPolicy['statusBase']>[] = ['points', 'spend', 'visits', 'balance'];
const periods: readonly PointsPolicy['qualifyingPeriod'][] = [
  'calendar-year',
  'membership-year',
  'rolling-12-months',
  'rolling-months',
  'rolling-days',
];

/** How many members would be on each tier if something else decided, or in another period. */
export const GET: RequestHandler = async (event) => {
  requireRole(event, managers);
  const { api } = event.locals;
  const { searchParams } = event.url;
  const statusBase = bases.find((base) => base === searchParams.get('base'));
  const qualifyingPeriod = periods.find((period) => period === searchParams.get('period'));
  if (!statusBase || !qualifyingPeriod) error(400);
  const length = searchParams.get('length');
  const query = {
    statusBase,
    qualifyingPeriod,
    ...(length === null ? {} : { qualifyingLength: Number(length) }),
  };
  const [figures, tiers] = await show(
    Promise.all([api.call(getTierFigures, { query }), api.call(listTiers)]),
  );
  const preview: BasePreview = {
    until: figures.until,
    tiers: tiers.data
      .toSorted((one, other) => other.threshold - one.threshold)
      .flatMap(({ code, name }) => {
        const counted = figures.tiers.find((tier) => tier.code === code);
        return counted ? [{ ...counted, name }] : [];
      }),
  };
  return json(preview);
};
