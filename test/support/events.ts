import { eventCatalogue, eventNames, type EventName } from '@regulars/contracts';
import { expect } from 'vitest';
import type { TestApp } from './app.ts';
import { rowsOf } from './rows.ts';

interface Published extends Record<string, unknown> {
  name: string;
  member_id: string | null;
  data: unknown;
}

const isKnown = (name: string): name is EventName => eventNames.some((known) => known === name);

const fits = ({ name, member_id: memberId, data }: Published): boolean => {
  if (!isKnown(name)) return false;
  const { about, data: schema } = eventCatalogue[name];
  const isAbout = { member: memberId !== null, club: memberId === null, 'member-if-any': true }[about];
  return isAbout && schema.strict().safeParse(data).success;
};

/** All published events are as the catalogue promises: known names, the right subject, and no other fields. */
export const expectPublishedAsPromised = async (api: TestApp): Promise<void> => {
  const published = await rowsOf<Published>(api, 'select name, member_id, data from events');
  expect(published.filter((event) => !fits(event))).toEqual([]);
};
