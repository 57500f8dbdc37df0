import { Injectable } from '@nestjs/common';
import type { Club, PointsPolicy } from '@regulars/contracts';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';

interface ClubRow {
  version: number;
  name: string;
  accent: string;
  languages: Club['languages'];
  time_zone: string;
  reporting_currency: string;
  points: PointsPolicy;
  demo: boolean;
}

const columns = 'version, name, accent, languages, time_zone, reporting_currency, points, demo';
const find = statement('club-find', `select ${columns} from clubs`);
const found = statement(
  'club-found',
  `insert into clubs (name, accent, languages, time_zone, reporting_currency, points, demo)
   values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
);
const update = statement(
  'club-update',
  `update clubs set name = $1, accent = $2, languages = $3, time_zone = $4, reporting_currency = $5, points = $6, demo = $7,
          version = version + 1
   where version = $8 returning ${columns}`,
);

@Injectable()
export class ClubRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<Club | undefined> {
    const [row] = await this.transactions.query<ClubRow>(find);
    return row && show(row);
  }

  /** Does nothing when there is a club already. */
  async found(club: Omit<Club, 'version'>): Promise<void> {
    await this.transactions.query(found, values(club));
  }

  /** The club as changed, or undefined when it no longer has this version. */
  async update(club: Omit<Club, 'version'>, version: number): Promise<Club | undefined> {
    const [row] = await this.transactions.query<ClubRow>(update, [...values(club), version]);
    return row && show(row);
  }
}

const values = (club: Omit<Club, 'version'>): unknown[] => [
  club.name,
  club.accent,
  club.languages,
  club.timeZone,
  club.reportingCurrency,
  JSON.stringify(club.points),
  club.demo,
];

const show = ({ time_zone, reporting_currency, ...row }: ClubRow): Club => ({
  ...row,
  timeZone: time_zone,
  reportingCurrency: reporting_currency,
});
