import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { undoMigrationsSince } from '../support/undo-migrations.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ask = async (text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};
const id = (n: number): string => `00000000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;

it('a comment of before is found by its words, without case and accents', async () => {
  await undoMigrationsSince(database.url, 'WordsOfComments');
  const community = `'${id(21)}', 'open', '{}', '{}', 'cup', 'ember', 'open', now()`;
  await ask(
    `insert into communities (id, state, name, description, picture, colour, entry, updated_at) values (${community})`,
  );
  const post = `'${id(22)}', '${id(21)}', 'post', 'Káva', '', 'shown', now(), now(), ''`;
  await ask(
    `insert into posts (id, community_id, kind, source, html, state, created_at, active_at, words) values (${post})`,
  );
  const comment = `'${id(23)}', '${id(22)}', 'K ČAJI čokoládu', '', 'shown', now(), '${id(23)}', now()`;
  await ask(
    `insert into comments (id, post_id, source, html, state, created_at, thread_id, thread_at) values (${comment})`,
  );
  await migrateDatabase(database.url, { durable: false });
  expect(
    await ask(`select id from comments where words @@ to_tsquery('simple', 'caji & cokolad:*')`),
  ).toEqual([{ id: id(23) }]);
});

it('a notice of before is about the post, the comment or the decision that it leads to', async () => {
  await undoMigrationsSince(database.url, 'SubjectsOfNotices');
  const paths = [
    `/club/communities/${id(1)}/posts/${id(2)}`,
    `/club/communities/${id(1)}/posts/${id(2)}#${id(3)}`,
    `/club/moderation/${id(4)}`,
    `/club/communities/${id(1)}/gatherings/${id(5)}`,
    '/club/activity',
  ];
  for (const [n, path] of paths.entries())
    await ask(
      `insert into notices (id, member_id, kind, key, path, params, at) values ('${id(10 + n)}', '${id(9)}', 'reply', 'k${n}', '${path}', '{}', now())`,
    );
  await migrateDatabase(database.url, { durable: false });
  expect(await ask('select about from notices order by id')).toEqual(
    [[id(2)], [id(2), id(3)], [id(4)], [], []].map((about) => ({ about })),
  );
});
