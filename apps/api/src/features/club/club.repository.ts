import { Injectable } from '@nestjs/common';
import type { ApprovalLimits, Club } from '@regulars/contracts';
import type { Repository } from 'typeorm';
import { change, insertFree } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubEntity } from './entities/club.entity.ts';

/** The club with fields that only managers see. */
export interface ClubState extends Club {
  readonly approvals: ApprovalLimits;
}

/** The logo is changed separately. */
export type NewClub = Omit<Club, 'version' | 'logo'>;

const only = { id: 1 };

@Injectable()
export class ClubRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<ClubState | undefined> {
    return shown(await this.#rows.findOneBy(only));
  }

  /** Does nothing if there is a club already. */
  async create(club: NewClub): Promise<void> {
    await insertFree(this.#rows, [{ ...only, ...club }]);
  }

  /** The changed club, or undefined if it no longer has this version. */
  async update(club: NewClub, version: number): Promise<ClubState | undefined> {
    const { name, accent, languages, timeZone, reportingCurrency, points, till } = club;
    const { pointsPayment, manualDiscounts, discountsPerCart, surveyRestDays } = club;
    const { country, interests, cards, demo } = club;
    const values = {
      name,
      accent,
      languages,
      timeZone,
      reportingCurrency,
      points,
      till,
      pointsPayment,
      manualDiscounts,
      discountsPerCart,
      surveyRestDays,
      country,
      interests,
      cards,
      demo,
    };
    return shown(await change(this.#rows, { ...only, version }, values));
  }

  /** Nobody else can change the club before the transaction ends. */
  async lock(): Promise<ClubState | undefined> {
    return shown(await this.#rows.findOne({ where: only, lock: { mode: 'pessimistic_write' } }));
  }

  async setApprovals(approvals: ApprovalLimits): Promise<ClubState | undefined> {
    return shown(await change(this.#rows, only, { approvals }));
  }

  /** `hash` identifies the picture; null for none. */
  async setLogo(hash: string | null): Promise<ClubState | undefined> {
    return shown(await change(this.#rows, only, { logo: hash }));
  }

  get #rows(): Repository<ClubEntity> {
    return this.transactions.entities(ClubEntity);
  }
}

const shown = (club: ClubEntity | null | undefined): ClubState | undefined => {
  if (!club) return undefined;
  const { id: _, logo, approvals, ...state } = club;
  // Stored limits from before rules had one.
  const limits = { points: approvals.points, cost: approvals.cost ?? null };
  return { ...state, approvals: limits, logo: logo && `/api/v1/club/logo?v=${logo}` };
};
