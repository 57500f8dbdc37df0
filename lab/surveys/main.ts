import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { startLocalPostgres } from '@regulars/local-postgres';
import pg from 'pg';
import { createApp } from '../../apps/api/dist/app.js';
import { readConfig } from '../../apps/api/dist/config.js';
import { migrateDatabase } from '../../apps/api/dist/database.js';
import { AnswersToSurveys } from '../../apps/api/dist/features/surveys/answers-to-surveys.js';
import { BreakdownOfSurveys } from '../../apps/api/dist/features/surveys/survey-breakdown.js';
import { ResultsOfSurveys } from '../../apps/api/dist/features/surveys/survey-results.js';
import { WavesOfSurveys } from '../../apps/api/dist/features/surveys/survey-waves.js';

const rounds = 9;
/** The goal for each part of the page, in milliseconds. */
const goal = 500;

/**
 * `[--answers 100000]`: how long the results of a survey take: figures, breakdown, comments. Each answer has a score, reasons and,
 * every third, words. As many other answers belong to another survey. Resolves to the exit code.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: { answers: { type: 'string', default: '100000' } },
  });
  const home = mkdtempSync(join(tmpdir(), 'regulars-surveys-'));
  chmodSync(home, 0o755);
  const server = await startLocalPostgres({ dataDir: join(home, 'postgres') });
  const database = new pg.Client({ connectionString: server.url });
  // The server outlives the process that starts it and does not keep that process running.
  const awake = setInterval(() => undefined, 1000);
  try {
    await migrateDatabase(server.url);
    await database.connect();
    const surveyId = await seed(database, Number(values.answers));
    await seed(database, Number(values.answers));
    await database.query('vacuum analyze survey_responses, survey_answers');
    const environment = {
      DATABASE_URL: server.url,
      DATA_DIR: join(home, 'data'),
      DEMO: 'off',
      PORTAL: 'off',
    };
    const app = await createApp(readConfig({ ...environment, LOG_LEVEL: 'error', PORT: '0' }));
    await app.init();
    try {
      console.log(`${values.answers} answers, milliseconds (median of ${rounds}, slowest in brackets):`);
      return (await measure(app, surveyId)) ? 0 : 1;
    } finally {
      await app.close();
    }
  } finally {
    clearInterval(awake);
    await database.end();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
};

const definition = {
  welcome: null,
  questions: [
    {
      kind: 'nps',
      key: 'score',
      title: { en: 'Score' },
      note: null,
      required: true,
      scale: '0-10',
      low: null,
      high: null,
      next: [],
    },
    {
      kind: 'multiple',
      key: 'reasons',
      title: { en: 'Reasons' },
      note: null,
      required: false,
      options: ['service', 'waiting', 'range', 'price'].map((key) => ({ key, text: { en: key } })),
      shuffle: false,
      other: false,
      least: 1,
      most: null,
      next: [],
    },
    {
      kind: 'long-text',
      key: 'why',
      title: { en: 'Why' },
      note: null,
      required: false,
      longest: 500,
      next: [],
    },
  ],
  thanks: null,
  thanksPoints: null,
};

/** Without its last digit. */
const someLocation = '00000000-0000-7000-8000-00000000000';

/** Two years of answers in two versions, at ten locations. Returns the survey. */
const seed = async (database: pg.Client, answers: number): Promise<string> => {
  const { rows } = await database.query<{ id: string }>(
    `insert into surveys (id, state, name, draft, published, updated_at)
     values (gen_random_uuid(), 'live', '{"en": "After the purchase"}', $1, 2, now()) returning id`,
    [JSON.stringify(definition)],
  );
  const id = rows[0]?.id ?? '';
  await database.query(
    `insert into survey_versions (survey_id, version, definition, published_at)
     select $1, version, $2, now() - interval '2 years' from generate_series(1, 2) version`,
    [id, JSON.stringify(definition)],
  );
  await database.query('select setseed(0.42)');
  await database.query(
    `with sent as (
       insert into survey_responses (id, survey_id, version, member_id, state, asked_at, touched_at, sent_at, location_id, tier_id)
       select gen_random_uuid(), $1, 1 + (n % 2), gen_random_uuid(), 'sent', at, at, at,
         ('${someLocation}' || (n % 10))::uuid, ('00000000-0000-7000-8000-00000000001' || (n % 3))::uuid
       from (select n, now() - random() * interval '2 years' as at from generate_series(1, $2::int) n) drawn returning id, sent_at
     ), kept as (
       insert into survey_answers (response_id, survey_id, question, kind, number, scale, seconds, answered_at)
       select id, $1, 'score', 'nps', floor(11 * sqrt(random())), '{"min": 0, "max": 10, "detractorMax": 6, "promoterMin": 9}',
         (random() * 60)::int, sent_at from sent
     ), chosen as (
       insert into survey_answers (response_id, survey_id, question, kind, choices, seconds, answered_at)
       select id, $1, 'reasons', 'multiple', (array['service', 'waiting', 'range', 'price'])[1:1 + floor(random() * 4)::int],
         (random() * 60)::int, sent_at from sent
     )
     insert into survey_answers (response_id, survey_id, question, kind, words, seconds, answered_at)
     select id, $1, 'why', 'long-text', case when random() < 0.33 then 'The staff were nice and the coffee good ' || md5(id::text) end,
       (random() * 60)::int, sent_at from sent`,
    [id, answers],
  );
  return id;
};

/** Whether the goal holds. */
const measure = async (app: INestApplicationContext, surveyId: string): Promise<boolean> => {
  const [results, breakdown, answers, waves] = [
    app.get(ResultsOfSurveys),
    app.get(BreakdownOfSurveys),
    app.get(AnswersToSurveys),
    app.get(WavesOfSurveys),
  ];
  const list = { limit: 10, comments: true };
  const parts: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['results', () => results.of(surveyId, {})],
    ['results of 90 days, with those before', () => results.of(surveyId, { days: 90 })],
    ['results of a version', () => results.of(surveyId, { version: 2 })],
    ['breakdown', () => breakdown.of(surveyId, {})],
    ['breakdown of a location', () => breakdown.of(surveyId, { location: `${someLocation}1` })],
    ['two waves', () => waves.of(surveyId, { firstVersion: 1, secondVersion: 2 })],
    ['comments', () => answers.list(surveyId, list)],
    ['comments with rare words', () => answers.list(surveyId, { ...list, query: 'no such words' })],
    ['tags', () => answers.tags(surveyId, {})],
  ];
  let holds = true;
  for (const [name, work] of parts) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      await work();
      times.push(performance.now() - began);
    }
    times.sort((one, other) => one - other);
    const median = times[Math.floor(rounds / 2)] ?? 0;
    holds &&= median <= goal;
    console.log(`${name}:`.padEnd(42), Math.round(median), `(${Math.round(times.at(-1) ?? 0)})`);
  }
  return holds;
};
