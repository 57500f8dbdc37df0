import {
  gatheringPlaces,
  longestGatheringDays,
  mostGatheringPlaces,
  pictureKey,
  type BodyOf,
  type createGathering,
  type Gathering,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { instantOf, localOf } from '#lib/server/local-time.server.ts';
import { textsIn } from '#lib/shell/languages.ts';

type Content = BodyOf<typeof createGathering>;
type Values = Record<string, string>;

const longest = longestGatheringDays * 86_400_000;

/** The gathering in the form, and its errors. Times are typed in the zone of the club or of the gathering. */
export function gatheringBody(values: Values, zone: string): { body: Content; fields: Values } {
  const fields: Values = {};
  const title = textsIn(values, 'title');
  if (!title) fields.title = m.common_field_required();
  const startsAt = instantOf(values.startsAt, zone);
  const endsAt = instantOf(values.endsAt, zone);
  if (!startsAt) fields.startsAt = m.common_field_required();
  if (!endsAt) fields.endsAt = m.common_field_required();
  else if (startsAt && !isSpan({ startsAt, endsAt })) fields.endsAt = m.gatherings_console_ends_wrong();
  const answersUntil = instantOf(values.answersUntil, zone);
  if (answersUntil && startsAt && Date.parse(answersUntil) > Date.parse(startsAt))
    fields.answersUntil = m.gatherings_console_answers_wrong();
  const body = {
    state: values.planned === 'on' ? ('planned' as const) : ('draft' as const),
    title: title ?? {},
    description: textsIn(values, 'description'),
    picture: pictureKey.catch('star').parse(values.picture),
    startsAt: startsAt ?? '',
    endsAt: endsAt ?? '',
    place: placeIn(values, fields),
    places: placesIn(values, fields),
    answersUntil,
  };
  return { body, fields };
}

const isSpan = ({ startsAt, endsAt }: Pick<Content, 'startsAt' | 'endsAt'>): boolean => {
  const span = Date.parse(endsAt) - Date.parse(startsAt);
  return span > 0 && span <= longest;
};

type Kind = Content['place']['kind'];
type Place<K extends Kind> = Extract<Content['place'], { kind: K }>;

/** How each kind of place is read from its field. */
const placesOf = {
  location: ({ location = '' }, fields) => {
    if (location === '') fields.location = m.common_field_required();
    return { kind: 'location', location };
  },
  address: ({ address = '' }, fields) => {
    if (address === '') fields.address = m.common_field_required();
    return { kind: 'address', address };
  },
  online: ({ link = '' }, fields) => {
    if (!link.startsWith('https://'))
      fields.link = link === '' ? m.common_field_required() : m.gatherings_console_link_hint();
    return { kind: 'online', link };
  },
} satisfies { [K in Kind]: (values: Values, fields: Values) => Place<K> };

const placeIn = (values: Values, fields: Values): Content['place'] => {
  const kind = gatheringPlaces.find((one) => one === values.kind) ?? 'location';
  return placesOf[kind](values, fields);
};

function placesIn({ places = '' }: Values, fields: Values): number | null {
  if (places === '') return null;
  const number = Number(places);
  const isRight = Number.isInteger(number) && number > 0 && number <= mostGatheringPlaces;
  if (!isRight) fields.places = m.gatherings_console_places_wrong();
  return isRight ? number : null;
}

/** Its times as fields show them. */
export const localTimes = ({ startsAt, endsAt, answersUntil, timeZone }: Gathering) => {
  const [starts = '', ends = '', answers = ''] = [startsAt, endsAt, answersUntil].map((at) =>
    localOf(at, timeZone),
  );
  return { startsAt: starts, endsAt: ends, answersUntil: answers };
};
