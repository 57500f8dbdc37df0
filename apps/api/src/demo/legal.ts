import type { INestApplicationContext } from '@nestjs/common';
import type { Language, LegalFacts } from '@regulars/contracts';
import {
  LegalPublishing,
  LegalSettings,
  LegalTemplates,
  LegalWriting,
  Terms,
} from '../features/legal/index.ts';
import { system } from '../platform/actor.ts';
import type { Person } from './people.ts';

const facts: LegalFacts = {
  operator: 'Morgenrot Rösterei GmbH',
  address: 'Lindengasse 14\n1070 Wien',
  email: 'hallo@morgenrot.example',
  phone: '+43 1 555 0140',
  register: 'FN 555014 m, Handelsgericht Wien',
  taxId: 'ATU55501401',
  authority: '',
};

/** What Morgenrot writes at the marks of the templates: the beginning of a mark, and its words. */
const answers: Record<Language, readonly (readonly [mark: string, words: string])[]> = {
  de: [
    ['Mindestalter', '14'],
    ['ausgenommene Waren', 'Gutscheine und Pfand'],
    ['Frist, zum Beispiel zwei', 'zwei Monaten'],
    ['Frist, zum Beispiel drei Monate', 'drei Monate'],
    ['Frist, zum Beispiel drei Werktage', 'drei Werktagen'],
    ['Name und Kontakt', 'nicht bestellt'],
    ['Hosting', 'unser Rechenzentrum in Wien'],
    ['Geschäftsführung', 'Rosa Morgenrot'],
    ['bekannte Einschränkungen', 'Uns sind keine bekannt.'],
  ],
  en: [
    ['minimum age', '14'],
    ['excluded goods', 'gift cards and deposits'],
    ['period, for example two', 'two months'],
    ['period, for example three', 'three months'],
    ['time, for example', 'three working days'],
    ['name and contact', 'not appointed'],
    ['hosting', 'our data centre in Vienna'],
    ['management', 'Rosa Morgenrot'],
    ['known limitations', 'We know of none.'],
  ],
  cs: [
    ['nejnižší věk', '14'],
    ['vyloučené zboží', 'dárkové poukazy a zálohy'],
    ['lhůta, například dvou', 'dvou měsíců'],
    ['lhůta, například tři měsíce', 'tři měsíce'],
    ['lhůta, například tří', 'tří pracovních dnů'],
    ['jméno a kontakt', 'není jmenován'],
    ['hosting', 'naše datové centrum ve Vídni'],
    ['jednatel', 'Rosa Morgenrot'],
    ['známá omezení', 'O žádných nevíme.'],
    ['příslušný orgán', 'České obchodní inspekce'],
  ],
};

const written = (text: string, language: Language): string =>
  text.replaceAll(/\[… ([^\]]*)\]/gu, (_, mark: string) => {
    const answer = answers[language].find(([start]) => mark.startsWith(start))?.[1];
    if (answer === undefined) throw new Error(`The demo club does not answer "${mark}"`);
    return answer;
  });

/** All texts in three languages, published before the first member joined. */
export const publishTexts = async (app: INestApplicationContext, at: Date): Promise<void> => {
  const chosen = { country: null, noticeDays: null };
  await app.get(LegalSettings).choose(system, { ...facts, ...chosen });
  for (const { kind, content } of await app.get(LegalTemplates).filled()) {
    const texts = {
      de: written(content.de, 'de'),
      en: written(content.en, 'en'),
      cs: written(content.cs, 'cs'),
    };
    const writing = app.get(LegalWriting);
    const { version } = await writing.save(system, kind, texts, (await writing.draft(kind)).version);
    await app.get(LegalPublishing).publish(system, kind, { at }, version);
  }
};

/** The members of the demo accepted the terms when they joined. */
export const acceptTerms = async (app: INestApplicationContext, people: readonly Person[]): Promise<void> =>
  app.get(Terms).recordEarlier(
    people.map(({ member: { id, language, joinedAt } }) => ({
      memberId: id,
      version: 1,
      language,
      acceptedAt: joinedAt,
      way: 'joining' as const,
    })),
  );
