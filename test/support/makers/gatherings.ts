import type { BodyOf, createGathering, Gathering } from '@regulars/contracts';
import type { TestApp } from '../app.ts';
import { makeKey } from '../makers.ts';
import { send, type Sender } from '../requests.ts';
import { makeCommunity } from './communities.ts';
import type { SignedInMember } from './members.ts';

/** A time from now on the clock of the test. */
export const inHours = ({ clock }: TestApp, hours: number): string =>
  new Date(clock.now() + hours * 3_600_000).toISOString();

/** A planned one at an address, in two days, of a new open community. */
export const makeGathering = async (
  api: TestApp,
  { community, ...content }: Partial<BodyOf<typeof createGathering>> & { community?: string } = {},
): Promise<Gathering> => {
  const key = await makeKey(api);
  const body = {
    state: 'planned',
    title: { en: 'Cupping: three Kenyas', de: 'Verkostung: drei Kenianer' },
    startsAt: inHours(api, 48),
    endsAt: inHours(api, 50),
    place: { kind: 'address', address: 'Lindengasse 14, Wien' },
    ...content,
  };
  const communityId = community ?? (await makeCommunity(api)).id;
  return (await send(api, 'post', `/communities/${communityId}/gatherings`, { key, body }).expect(201)).body;
};

/** Joins an open community and says 'I come'. */
export const comeToGathering = async (api: TestApp, member: Sender): Promise<void> => {
  const { id, community } = await makeGathering(api);
  const as = { ...member, body: {} };
  await send(api, 'post', `/communities/${community.id}/memberships`, as).set('origin', api.url).expect(200);
  await send(api, 'put', `/me/gatherings/${id}/answer`, { ...as, body: { answer: 'going' } })
    .set('origin', api.url)
    .expect(200);
};

export const pointsOf = async (api: TestApp, { member: { id } }: SignedInMember): Promise<number> =>
  (await send(api, 'get', `/members/${id}/points`, { key: await makeKey(api) }).expect(200)).body.available;

/** What the member was told in the portal, the newest first. */
export const told = async (api: TestApp, { cookie }: SignedInMember): Promise<string[]> => {
  const { body } = await send(api, 'get', '/me/notices', { cookie }).expect(200);
  return (body.data as { params: { what: string } }[]).map(({ params }) => params.what);
};

export const cardOf = async (api: TestApp, { member: { id } }: SignedInMember): Promise<string> =>
  (await send(api, 'get', `/members/${id}/cards`, { key: await makeKey(api) }).expect(200)).body.data[0]
    .number;

/** One at a location whose door is open now, and this member comes. */
export const makeDoor = async (
  api: TestApp,
  { community, location, member }: { community: string; location: string; member: Sender },
): Promise<Gathering> => {
  const gathering = await makeGathering(api, {
    community,
    startsAt: inHours(api, 1),
    endsAt: inHours(api, 3),
    places: 16,
    place: { kind: 'location', location },
  });
  await send(api, 'put', `/me/gatherings/${gathering.id}/answer`, {
    cookie: member.cookie,
    body: { answer: 'going' },
  })
    .set('origin', api.url)
    .expect(200);
  return gathering;
};
