import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { AddressProofs } from '../members/index.ts';
import { Suppressions } from './suppressions.ts';

/** An address that did not exist, and whose owner has used a link from a mail since, exists. */
@Injectable()
export class ProvedAddresses {
  constructor(
    proofs: AddressProofs,
    private readonly suppressions: Suppressions,
    private readonly audit: AuditTrail,
  ) {
    proofs.onProof((email) => this.#lift(email));
  }

  async #lift(email: string): Promise<void> {
    const row = await this.suppressions.liftBounce(email);
    if (row)
      await this.audit.record(system, {
        action: 'suppression.removed',
        subject: { type: 'suppression', id: row.id },
        after: { reason: 'address-works', kind: row.kind },
      });
  }
}
