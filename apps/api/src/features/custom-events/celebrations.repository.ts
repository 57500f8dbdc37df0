import { Injectable } from '@nestjs/common';
import { joiningDays, type CelebratedDay, type CelebrationName } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const page = 500;
// Without those who had theirs.
const rest = `not exists (select from custom_events e where e.member_id = due.id and e.type_code = $1
     and (e.event_id = $2::text || ':' || due.id or e.occurred_at > $3))
   and ($4::uuid is null or due.id > $4)
   order by due.id limit ${page}`;
const birthdays = statement(
  'celebrated-birthdays',
  `select due.id from members_born_on($5::int[], $6::timestamptz) as due(id) where ${rest}`,
);
const anniversaries = statement(
  'celebrated-anniversaries',
  `select due.id from members_joined_in($5::timestamptz[], $6::timestamptz[]) as due(id) where ${rest}`,
);
const since = statement(
  'celebrated-since',
  'select count(*)::int as found from custom_events where member_id = $1 and type_code = $2 and occurred_at > $3',
);

type Row = { readonly id: string | null };

/** No type of the club has such a code. */
export const typeOf = (name: CelebrationName): string => `@${name}`;
/** Counts once by its type and id: once for each member and year. */
export const eventIdOf = ({ year }: Pick<CelebratedDay, 'year'>, memberId: string): string =>
  `${year}:${memberId}`;

@Injectable()
export class CelebrationsRepository {
  readonly #due: {
    readonly [N in CelebrationName]: (
      day: CelebratedDay,
      zone: string,
      after: string | null,
    ) => Promise<Row[]>;
  } = {
    birthday: (day, _, after) =>
      this.transactions.query(birthdays, [
        ...dueValues('birthday', day, after),
        [...day.days],
        new Date(day.at),
      ]),
    anniversary: (day, zone, after) => {
      const spans = joiningDays(day, zone);
      return this.transactions.query(anniversaries, [
        ...dueValues('anniversary', day, after),
        spans.map(({ from }) => new Date(from)),
        spans.map(({ until }) => new Date(until)),
      ]);
    },
  };

  constructor(private readonly transactions: Transactions) {}

  /** The next members whose day it is and who did not have it yet; none at the end. */
  async due(
    name: CelebrationName,
    day: CelebratedDay,
    zone: string,
    after: string | null,
  ): Promise<string[]> {
    return (await this.#due[name](day, zone, after)).flatMap(({ id }) => id ?? []);
  }

  /** Whether the member had such a day after the moment. */
  async had(name: CelebrationName, memberId: string, { since: moment }: CelebratedDay): Promise<boolean> {
    const [row] = await this.transactions.query(since, [memberId, typeOf(name), new Date(moment)]);
    return (row?.found ?? 0) > 0;
  }
}

const dueValues = (name: CelebrationName, day: CelebratedDay, after: string | null) =>
  [typeOf(name), String(day.year), new Date(day.since), after] as const;
