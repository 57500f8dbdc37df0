import { ApiProblem, type RegularsClient } from '@regulars/client';
import {
  createEarningRule,
  createLocation,
  createMember,
  getClub,
  listEarningRules,
  listLocations,
  listMembers,
  publishEarningRule,
  type EarningRule,
  type Location,
} from '@regulars/contracts';
import { everyPage } from './every-page.ts';
import { untilAnswered } from './until-answered.ts';

export const locationCode = 'journey';
export const ruleName = '1 point per dollar (Complete Journey)';
const currency = 'USD';

export interface Club {
  readonly location: Location;
  readonly rule: EarningRule;
  /** Whether points are given on prices before discounts. */
  readonly beforeDiscounts: boolean;
}

/** Finds or creates the location and the published earning rule that applies only there. */
export const prepareClub = async (client: RegularsClient): Promise<Club> => {
  const { points } = await client.call(getClub);
  const location = await untilAnswered(() => findOrCreateLocation(client));
  const rule = await untilAnswered(() => findOrCreateRule(client, location));
  return { location, rule, beforeDiscounts: points.discounts === 'before' };
};

const findOrCreateLocation = async (client: RegularsClient): Promise<Location> => {
  const find = () =>
    firstOf(
      everyPage((cursor) => client.call(listLocations, { query: { limit: 200, cursor } })),
      ({ code }) => code === locationCode,
    );
  const body = { code: locationCode, name: 'The Complete Journey', currency };
  const location = (await find()) ?? (await created(client.call(createLocation, { body }), find));
  if (location.currency !== currency)
    throw new Error(`The location "${locationCode}" sells in ${location.currency}, not in ${currency}.`);
  return location;
};

const findOrCreateRule = async (client: RegularsClient, location: Location): Promise<EarningRule> => {
  const find = () =>
    firstOf(
      everyPage((cursor) => client.call(listEarningRules, { query: { limit: 200, cursor } })),
      ({ name, locations }) => name === ruleName && locations.includes(location.id),
    );
  const rule =
    (await find()) ??
    (await client.call(createEarningRule, {
      body: {
        name: ruleName,
        effect: { kind: 'points-per-money', rates: [{ currency, points: 1, per: 100 }] },
        locations: [location.id],
      },
    }));
  if (rule.state === 'live') return rule;
  const published = await client.call(publishEarningRule, { params: { id: rule.id } });
  if ('action' in published) throw new Error('A second person has to approve the rule of the replay.');
  return published;
};

/** The id of the household's member, who is created if missing. */
export const findOrCreateMember = (client: RegularsClient, household: string): Promise<string> =>
  untilAnswered(() => memberOf(client, household));

const memberOf = async (client: RegularsClient, household: string): Promise<string> => {
  const find = async () =>
    (await client.call(listMembers, { query: { externalId: household, limit: 1 } })).data[0];
  const body = {
    externalId: household,
    firstName: 'Household',
    lastName: household,
    language: 'en' as const,
  };
  return ((await find()) ?? (await created(client.call(createMember, { body }), find))).id;
};

/** The created object, or the one that another process or an earlier unanswered try has created. */
const created = async <Made, Found>(
  making: Promise<Made>,
  find: () => Promise<Found | undefined>,
): Promise<Made | Found> => {
  try {
    return await making;
  } catch (error) {
    const found = error instanceof ApiProblem && error.code === 'already-taken' ? await find() : undefined;
    if (found === undefined) throw error;
    return found;
  }
};

const firstOf = async <Item>(
  items: AsyncIterable<Item>,
  fits: (item: Item) => boolean,
): Promise<Item | undefined> => {
  for await (const item of items) if (fits(item)) return item;
  return undefined;
};
