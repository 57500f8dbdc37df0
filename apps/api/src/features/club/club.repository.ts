import { Injectable } from '@nestjs/common';
import type { ApprovalLimits, Club, PointsPolicy } from '@regulars/contracts';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';

/** The club with fields that only managers see. */
export interface ClubState extends Club {
  readonly approvals: ApprovalLimits;
}

/** The logo is changed separately. */
export type NewClub = Omit<Club, 'version' | 'logo'>;

interface ClubRow {
  version: number;
  name: string;
  accent: string;
  languages: Club['languages'];
  time_zone: string;
  reporting_currency: string;
  points: PointsPolicy;
  demo: boolean;
  logo: string | null;
  approvals: ApprovalLimits;
}

const columns =
  'version, name, accent, languages, time_zone, reporting_currency, points, demo, logo, approvals';
const find = statement('club-find', `select ${columns} from clubs`);
const lock = statement('club-lock', `select ${columns} from clubs for update`);
const create = statement(
  'club-create',
  `insert into clubs (name, accent, languages, time_zone, reporting_currency, points, demo)
   values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
);
const update = statement(
  'club-update',
  `update clubs set name = $1, accent = $2, languages = $3, time_zone = $4, reporting_currency = $5, points = $6, demo = $7,
          version = version + 1
   where version = $8 returning ${columns}`,
);
const setApprovals = statement(
  'club-set-approvals',
  `update clubs set approvals = $1, version = version + 1 returning ${columns}`,
);
const setLogo = statement(
  'club-set-logo',
  `update clubs set logo = $1, version = version + 1 returning ${columns}`,
);

@Injectable()
export class ClubRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<ClubState | undefined> {
    const [row] = await this.transactions.query<ClubRow>(find);
    return row && show(row);
  }

  /** Does nothing if there is a club already. */
  async create(club: NewClub): Promise<void> {
    await this.transactions.query(create, values(club));
  }

  /** The changed club, or undefined if it no longer has this version. */
  async update(club: NewClub, version: number): Promise<ClubState | undefined> {
    const [row] = await this.transactions.query<ClubRow>(update, [...values(club), version]);
    return row && show(row);
  }

  /** Nobody else can change the club before the transaction ends. */
  async lock(): Promise<ClubState | undefined> {
    const [row] = await this.transactions.query<ClubRow>(lock);
    return row && show(row);
  }

  async setApprovals(limits: ApprovalLimits): Promise<ClubState | undefined> {
    const [row] = await this.transactions.query<ClubRow>(setApprovals, [JSON.stringify(limits)]);
    return row && show(row);
  }

  /** `hash` identifies the picture; null for none. */
  async setLogo(hash: string | null): Promise<ClubState | undefined> {
    const [row] = await this.transactions.query<ClubRow>(setLogo, [hash]);
    return row && show(row);
  }
}

const values = (club: NewClub): unknown[] => [
  club.name,
  club.accent,
  club.languages,
  club.timeZone,
  club.reportingCurrency,
  JSON.stringify(club.points),
  club.demo,
];

const show = ({ time_zone, reporting_currency, logo, ...row }: ClubRow): ClubState => ({
  ...row,
  logo: logo && `/api/v1/club/logo?v=${logo}`,
  timeZone: time_zone,
  reportingCurrency: reporting_currency,
});
