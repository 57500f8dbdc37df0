import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The search of a community finds comments too. */
export class WordsOfComments1764000002720 implements MigrationInterface {
  name = 'WordsOfComments1764000002720';

  async up(runner: QueryRunner): Promise<void> {
    // Without case and accents, as the API writes them.
    await runner.query(`
      alter table comments add words tsvector not null default '';
      update comments set words = to_tsvector('simple', lower(regexp_replace(normalize(source, nfkd), '[\\u0300-\\u036f]', '', 'g')))
        where source <> '';
      create index comments_words on comments using gin (words);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table comments drop column words');
  }
}
