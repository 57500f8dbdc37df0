import type { INestApplicationContext } from '@nestjs/common';
import { PastGatherings, type PastAnswer } from '../features/gatherings/index.ts';
import { toInstant } from '../platform/clock.ts';
import type { DemoCommunity } from './communities.ts';

const hour = 3_600_000;
const day = 24 * hour;
const texts = (de: string, en: string, cs: string) => ({ de, en, cs });

const planned = [
  {
    of: 'mornings',
    title: texts('Verkostung: drei Kenianer', 'Cupping: three Kenyas', 'Ochutnávka: tři Keni'),
    description: texts(
      'Drei Farmen, eine Röstung. Wir schlürfen, raten und vergleichen. Löffel sind da.',
      'Three farms, one roast. We slurp, guess and compare. Spoons are there.',
      'Tři farmy, jedno pražení. Srkáme, hádáme a porovnáváme. Lžičky máme.',
    ),
    picture: 'cup',
    inDays: 5,
    at: 10,
    hours: 1.5,
    location: 'vienna-1',
    places: 16,
    going: 12,
    waiting: 0,
  },
  {
    of: 'mornings',
    title: texts(
      'Milch schäumen für Anfänger',
      'Steaming milk for beginners',
      'Šlehání mléka pro začátečníky',
    ),
    description: texts(
      'Vom Blubbern zum Spiegel: Wir üben an der großen Maschine.',
      'From bubbles to gloss: we practise on the big machine.',
      'Od bublin k lesku: zkoušíme na velkém kávovaru.',
    ),
    picture: 'heart',
    inDays: 12,
    at: 17,
    hours: 2,
    location: 'vienna-1',
    places: 8,
    going: 8,
    waiting: 5,
  },
  {
    of: 'mornings',
    title: texts('Frühstück am Sonntag', 'Sunday breakfast', 'Nedělní snídaně'),
    description: texts('Jede bringt etwas mit.', 'Everyone brings something.', 'Každý něco přinese.'),
    picture: 'croissant',
    inDays: -9,
    at: 9,
    hours: 3,
    location: 'vienna-1',
    places: 30,
    going: 24,
    waiting: 0,
  },
  {
    of: 'books',
    title: texts('Lesekreis im Dezember', 'Book circle in December', 'Prosincové čtení'),
    description: texts(
      'Wir sprechen über das Buch des Monats.',
      'We talk about the book of the month.',
      'Povídáme si o knize měsíce.',
    ),
    picture: 'book',
    inDays: 8,
    at: 18,
    hours: 2,
    location: 'prague-1',
    places: 20,
    going: 9,
    waiting: 0,
  },
  {
    of: 'barista',
    title: texts('Wasser: ein Abend online', 'Water: an evening online', 'Voda: večer online'),
    description: texts(
      'Härte, Puffer, Filter. Bringt eure Werte mit.',
      'Hardness, buffer, filters. Bring your figures.',
      'Tvrdost, pufr, filtry. Přineste svoje hodnoty.',
    ),
    picture: 'sparkles',
    inDays: 3,
    at: 19,
    hours: 1.5,
    location: null,
    places: null,
    going: 14,
    waiting: 0,
  },
] as const;

/** Gatherings past and to come, one of them full. The member of the demo's sign-in has answered none yet. */
export const planGatherings = async (
  app: INestApplicationContext,
  communities: readonly DemoCommunity[],
  except: string,
  now: number,
): Promise<void> => {
  const past = app.get(PastGatherings);
  const midnight = Math.floor(now / day) * day;
  for (const { of, inDays, at, hours, location, going, waiting, ...content } of planned) {
    const found = communities.find(({ key }) => key === of);
    if (!found) continue;
    const startsAt = midnight + inDays * day + (at - 1) * hour;
    const answered = found.members
      .filter(({ memberId, state }) => state === 'member' && memberId !== except)
      .slice(0, going + waiting)
      .map(({ memberId }, index): PastAnswer => {
        const isPast = inDays < 0;
        // Some say that they come and do not.
        const hasCome = isPast && index % 6 !== 5;
        return {
          memberId,
          state: hasCome ? 'came' : index < going ? 'going' : 'waiting',
          answeredAt: toInstant(Math.min(now, startsAt) - (going + waiting - index) * hour),
          cameAt: hasCome ? toInstant(startsAt + index * 60_000) : null,
        };
      });
    await past.add(
      found.community.id,
      {
        ...content,
        state: 'planned',
        startsAt: toInstant(startsAt),
        endsAt: toInstant(startsAt + hours * hour),
        answersUntil: null,
        place:
          location === null
            ? { kind: 'online', link: 'https://meet.example/morgenrot' }
            : { kind: 'location', location },
      },
      answered,
    );
  }
};
