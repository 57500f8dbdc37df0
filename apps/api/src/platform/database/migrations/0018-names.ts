import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names of rules and categories of rewards had one language, which is taken as that of the club. */
export class Names1764000000018 implements MigrationInterface {
  name = 'Names1764000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update earning_rule_versions
      set content = content || jsonb_build_object('name', jsonb_build_object(
        coalesce((select languages[1] from clubs limit 1), 'de'), content->'name'))
      where jsonb_typeof(content->'name') = 'string';

      alter table rewards add column category_texts jsonb not null default '{}';
      update rewards
      set category_texts = jsonb_build_object(coalesce((select languages[1] from clubs limit 1), 'de'), category)
      where category <> '';
      alter table rewards drop column category;
      alter table rewards rename column category_texts to category;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const inOneLanguage = (texts: string): string => `coalesce(
      ${texts}->>coalesce((select languages[1] from clubs limit 1), 'de'), ${texts}->>'de', ${texts}->>'en', ${texts}->>'cs', '')`;
    await runner.query(`
      update earning_rule_versions
      set content = content || jsonb_build_object('name', ${inOneLanguage("content->'name'")})
      where jsonb_typeof(content->'name') = 'object';

      alter table rewards add column category_word text not null default '';
      update rewards set category_word = ${inOneLanguage('category')};
      alter table rewards drop column category;
      alter table rewards rename column category_word to category;
    `);
  }
}
