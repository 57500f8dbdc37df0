import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves, stays } from '../../platform/privacy/merging.ts';
import { PersonalData, type Retained } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const members = statement(
  'personal-members-told',
  `select id, external_id as "externalId", email, email_confirmed_at as "emailConfirmedAt", phone, first_name as "firstName",
     last_name as "lastName", language, birthday_text(birthday) as birthday, attributes, status, joined_at as "joinedAt", joined_location as "joinedLocation", joined_import as "joinedByImport", origin
   from members where id = $1`,
);
const details = statement(
  'personal-member-details-told',
  `select street, postcode, city, region, country, company, second_phone as "secondPhone" from member_details where member_id = $1`,
);
const origins = statement(
  'personal-member-origins-told',
  `select fields, source, import_id as "import", at from member_origins where member_id = $1 order by entry`,
);
const consents = statement(
  'personal-consents-told',
  `select purpose, channel, state, granted, version, language, source, evidence, changed_at as "changedAt"
   from consents where member_id = $1 order by changed_at, purpose, channel`,
);
const tags = statement(
  'personal-tags-told',
  `select tag, added_at as "addedAt" from member_tags where member_id = $1 order by tag`,
);
const closings = statement(
  'personal-closings-told',
  `select asked_at as "askedAt", closed_at as "closedAt", ended_at as "endedAt", reason from member_closings where member_id = $1`,
);
const merges = statement(
  'personal-merges-told',
  `select state, created_at as "createdAt", decided_at as "decidedAt", reason from merge_requests
   where member_id = $1 or other_member_id = $1`,
);
const interests = statement(
  'personal-member-interests-told',
  'select interest, until from member_interests where member_id = $1 order by interest',
);
const identify = statement(
  'personal-member-identify',
  `select m.external_id, m.email, m.phone, d.second_phone, m.first_name, m.last_name
   from members m left join member_details d on d.member_id = m.id where m.id = $1`,
);
// An import that adds members and the erasure wait for each other. Otherwise the import could add an erased member
// again.
const hold = statement(
  'personal-members-hold',
  `select pg_advisory_xact_lock_shared(hashtextextended('members', 0))`,
);
const eraseConsents = statement('personal-consents-erase', 'delete from consents where member_id = $1');
const badges = statement(
  'personal-badges-told',
  `select badge, given_at as "givenAt" from member_badges where member_id = $1 order by given_at, given_for`,
);
const eraseDetails = statement(
  'personal-member-details-erase',
  'delete from member_details where member_id = $1',
);
const eraseOrigins = statement(
  'personal-member-origins-erase',
  'delete from member_origins where member_id = $1',
);
const kinds = statement(
  'personal-kind-told',
  `select kind, reason, set_at as "setAt" from member_kinds where member_id = $1`,
);
const eraseKind = statement('personal-kind-erase', 'delete from member_kinds where member_id = $1');
const scored = statement(
  'personal-scored-told',
  `select "group", class, tenth, own from member_scored where member_id = $1`,
);
const eraseScored = statement('personal-scored-erase', 'delete from member_scored where member_id = $1');
const segments = statement(
  'personal-segments-told',
  `select segment_id as "segmentId", since from member_segments where member_id = $1 order by since, segment_id`,
);
const eraseSegments = statement(
  'personal-segments-erase',
  'delete from member_segments where member_id = $1',
);
const eraseChanged = statement('personal-changed-erase', 'delete from changed_members where member_id = $1');
const eraseCode = statement('personal-phone-code-erase', 'delete from phone_codes where member_id = $1');
const eraseTags = statement('personal-tags-erase', 'delete from member_tags where member_id = $1');
const eraseClosings = statement(
  'personal-closings-erase',
  'update member_closings set reason = null where member_id = $1 and reason is not null',
);
const eraseMerges = statement(
  'personal-merges-erase',
  `update merge_requests set reason = case when reason is not null then '' end,
     state = case state when 'open' then 'refused' else state end, decided_at = coalesce(decided_at, $2),
     decided_by = coalesce(decided_by, '')
   where member_id = $1 or other_member_id = $1`,
);
const eraseMember = statement(
  'personal-member-erase',
  `update members set external_id = null, email = null, email_confirmed_at = null, phone = null, first_name = null, last_name = null,
     birthday = null, attributes = '{}', erased_at = $2, version = version + 1
   where id = $1 and erased_at is null`,
);

interface IdentityRow extends Record<string, unknown> {
  readonly external_id: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly second_phone: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
}

/** What the club knows of a person. */
@Injectable()
export class PersonalMembers {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    personal.register({
      name: 'members',
      tables: {
        members: {
          merges: stays('the row is the duplicate, and leads to the survivor'),
          leaves: 'pseudonym',
          told: members,
        },
        member_details: {
          merges: stays('of the duplicate; chosen values are copied'),
          leaves: 'nothing',
          told: details,
        },
        member_origins: {
          merges: stays('where values of the duplicate came from'),
          leaves: 'nothing',
          told: origins,
        },
        consents: {
          merges: moves(['purpose', 'channel', 'changed_at'], { once: ['purpose', 'channel'] }),
          leaves: 'nothing',
          told: consents,
        },
        phone_codes: {
          merges: stays('a code lives for minutes'),
          leaves: 'nothing',
          told: 'a code that was sent to the phone, as a hash, for ten minutes',
        },
        saved_filters: {
          merges: stays('of who works here'),
          leaves: 'staff',
          told: 'filters of who works here',
        },
        member_tags: { merges: moves(['tag'], { once: ['tag'] }), leaves: 'nothing', told: tags },
        member_badges: { merges: moves(['given_for']), leaves: 'pseudonym', told: badges },
        member_segments: {
          merges: stays('computed again for the survivor'),
          leaves: 'nothing',
          told: segments,
        },
        member_kinds: {
          merges: stays('the survivor keeps the kind that staff gave'),
          leaves: 'nothing',
          told: kinds,
        },
        member_scored: {
          merges: stays('computed again for the survivor'),
          leaves: 'nothing',
          told: scored,
        },
        member_interests: {
          merges: stays('put together again from what the survivor stated and did'),
          leaves: 'nothing',
          told: interests,
        },
        changed_members: {
          merges: stays('who waits for segments to be computed'),
          leaves: 'nothing',
          told: 'who changed and whose segments are about to be decided',
        },
        member_closings: { merges: stays('only for who leaves'), leaves: 'pseudonym', told: closings },
        merge_requests: { merges: stays('the request for this merge'), leaves: 'pseudonym', told: merges },
      },
      identify: async (memberId) => {
        const row = await this.#identity(memberId);
        return {
          emails: row?.email ? [row.email] : [],
          phones: [row?.phone, row?.second_phone].flatMap((phone) => phone ?? []),
          numbers: row?.external_id ? [row.external_id] : [],
          name: row?.first_name && row.last_name ? { first: row.first_name, last: row.last_name } : null,
        };
      },
      retain: (memberId) => this.#retain(memberId),
      hold: async () => {
        await this.transactions.query(hold);
      },
      erase: ({ memberId }) => this.#erase(memberId),
    });
  }

  async #identity(memberId: string): Promise<IdentityRow | undefined> {
    return (await this.transactions.query(identify, [memberId]))[0];
  }

  async #retain(memberId: string): Promise<Retained[]> {
    const person = await this.#identity(memberId);
    const given = await this.transactions.query(consents, [memberId]);
    const from = given.at(-1)?.changedAt ?? null;
    return [
      { kind: 'consent-proof', from, content: { person, consents: given } },
      { kind: 'bookkeeping', from: null, content: { person } },
    ];
  }

  async #erase(memberId: string): Promise<void> {
    const now = this.clock.date();
    await this.transactions.query(eraseConsents, [memberId]);
    await this.transactions.query(eraseDetails, [memberId]);
    await this.transactions.query(eraseOrigins, [memberId]);
    await this.transactions.query(eraseCode, [memberId]);
    await this.transactions.query(eraseTags, [memberId]);
    await this.transactions.query(eraseKind, [memberId]);
    await this.transactions.query(eraseScored, [memberId]);
    await this.transactions.query(eraseSegments, [memberId]);
    await this.transactions.query(eraseChanged, [memberId]);
    await this.transactions.query(eraseClosings, [memberId]);
    await this.transactions.query(eraseMerges, [memberId, now]);
    await this.transactions.query(eraseMember, [memberId, now]);
  }
}
