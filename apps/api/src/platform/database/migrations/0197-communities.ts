import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Communities, nicknames, and who belongs to which community. */
export class Communities1764000001970 implements MigrationInterface {
  name = 'Communities1764000001970';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table communities (
        id uuid primary key,
        version int not null default 1,
        state text not null check (state in ('draft', 'open', 'archived')),
        name jsonb not null,
        description jsonb not null,
        -- Null for those of the club.
        rules jsonb,
        picture text not null,
        colour text not null,
        entry text not null check (entry in ('open', 'request', 'invitation', 'condition')),
        -- A condition on a member; null for all.
        audience jsonb,
        updated_at timestamptz not null,
        check (entry <> 'condition' or audience is not null)
      );

      -- As members call each other in communities.
      create table nicknames (
        member_id uuid primary key,
        nickname text not null,
        -- The same for names that look alike.
        likeness text not null unique,
        chosen boolean not null,
        -- Whether others find the member in the directories of communities.
        listed boolean not null default false,
        changed_at timestamptz not null
      );

      create table community_memberships (
        community_id uuid not null references communities,
        member_id uuid not null,
        state text not null check (state in ('asked', 'invited', 'member', 'left', 'refused', 'banned')),
        role text not null check (role in ('owner', 'moderator', 'member')),
        hears text not null check (hears in ('watching', 'following', 'muted')),
        -- What the member wrote when asking.
        message text,
        -- What a moderator wrote to the member.
        reason text,
        since timestamptz not null,
        primary key (community_id, member_id)
      );
      create index community_memberships_member on community_memberships (member_id);
      create index community_memberships_state on community_memberships (community_id, state, since, member_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table community_memberships, nicknames, communities');
  }
}
