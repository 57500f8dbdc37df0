import { ComputeScoresJob } from '../../apps/api/src/features/scores/index.ts';
import type { TestApp } from './app.ts';
import { makeMember } from './makers/members.ts';
import type { Till } from './makers/purchases.ts';
import { send } from './requests.ts';

interface Club {
  readonly api: TestApp;
  readonly key: string;
  readonly till: Till;
}
interface Ranked {
  readonly best: string;
  readonly last: string;
}

/** The buyer who spent most or least of ten who allow a profile. Their scores are computed once. */
export const rankedBuyers = (club: () => Club): ((place: keyof Ranked) => () => Promise<string>) => {
  let ranked: Promise<Ranked> | undefined;
  return (place) => async () => (await (ranked ??= rank(club())))[place];
};

/** Only the best one reads Czech, which gives a score of 10. */
const rank = async ({ api, key, till }: Club): Promise<Ranked> => {
  const part = {
    kind: 'condition',
    name: { en: 'Czech' },
    condition: { fact: 'member.language', op: 'is', value: 'cs' },
    points: 10,
  };
  const { body } = await send(api, 'get', '/score-settings', { key }).expect(200);
  const { version, ...settings } = body;
  const scores = [{ key: 'loyal', name: { en: 'Loyal' }, parts: [part] }];
  await send(api, 'put', '/score-settings', { key, version, body: { ...settings, scores } }).expect(200);
  const ids: string[] = [];
  for (let spent = 10; spent > 0; spent -= 1) {
    const language = spent === 10 ? 'cs' : 'de';
    const { id } = await makeMember(api, { language, consents: [{ purpose: 'profiling', granted: true }] });
    await till.sell(id, { lines: [{ amount: spent ** 6 }] });
    ids.push(id);
  }
  await api.app.get(ComputeScoresJob).run(null);
  return { best: ids[0] ?? '', last: ids.at(-1) ?? '' };
};
