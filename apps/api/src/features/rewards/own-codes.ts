import { Injectable } from '@nestjs/common';
import { PartnerCodeSeals } from './partner-code-seals.ts';
import { PartnerCodesRepository } from './partner-codes.repository.ts';

/** Codes of partners, decrypted for the member whose vouchers they belong to. */
@Injectable()
export class OwnCodes {
  constructor(
    private readonly codes: PartnerCodesRepository,
    private readonly seals: PartnerCodeSeals,
  ) {}

  /** By redemption. */
  async of(redemptionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.codes.sealedOf(redemptionIds);
    return new Map(
      rows.flatMap(({ redemptionId, ...row }): [string, string][] => {
        const code = this.seals.open(row);
        return redemptionId !== null && code !== null ? [[redemptionId, code]] : [];
      }),
    );
  }
}
