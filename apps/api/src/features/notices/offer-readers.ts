import { Injectable } from '@nestjs/common';
import { Permissions } from '../permissions/index.ts';
import { OfferNoticesRepository } from './offer-notices.repository.ts';

/** Which members the club may tell of offers in the portal. */
@Injectable()
export class OfferReaders {
  constructor(
    private readonly told: OfferNoticesRepository,
    private readonly permissions: Permissions,
  ) {}

  /** Few say yes to this, so the others are not asked one by one. */
  async willing(memberIds: readonly string[]): Promise<string[]> {
    const willing: string[] = [];
    for (const id of await this.told.consenting(memberIds))
      if ((await this.permissions.may(id, 'marketing', 'portal')).allowed) willing.push(id);
    return willing;
  }
}
