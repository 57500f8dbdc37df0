import { Injectable } from '@nestjs/common';
import { judgeStated, type StatedVerdict } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ConsentsRepository } from './consents.repository.ts';
import type { ConsentGiven } from './member.ts';
import { OriginsRepository } from './origins.repository.ts';
import { StatedConsentsRepository } from './stated-consents.repository.ts';

/** What a file says about a consent to the newsletter of someone who is a member already. */
export interface StatedConsent {
  readonly memberId: string;
  readonly consent: ConsentGiven;
}

/** Consents that files add for members of before. A later word of the member counts more. */
@Injectable()
export class StatedConsents {
  constructor(
    private readonly stated: StatedConsentsRepository,
    private readonly consents: ConsentsRepository,
    private readonly origins: OriginsRepository,
    private readonly clock: Clock,
  ) {}

  /** By member. Writes nothing. */
  async judge(stated: readonly StatedConsent[]): Promise<ReadonlyMap<string, StatedVerdict>> {
    if (stated.length === 0) return new Map();
    const said = await this.stated.saidBy(stated.map(({ memberId }) => memberId));
    return new Map(
      stated.map(({ memberId, consent: { granted, evidence } }) => {
        const at = evidence?.at ? Date.parse(evidence.at) : null;
        const own = said.filter((each) => each.memberId === memberId);
        return [memberId, judgeStated(own, { at, granted }, this.clock.now())];
      }),
    );
  }

  /** In the transaction of the import, which is the origin of what is stored. */
  async add(stated: readonly StatedConsent[], importId: string): Promise<ReadonlyMap<string, StatedVerdict>> {
    const verdicts = await this.judge(stated);
    const stored = stated.flatMap(({ memberId, consent }) => {
      const { storedAt = null } = verdicts.get(memberId) ?? {};
      return storedAt === null
        ? []
        : [{ ...consent, source: 'import' as const, memberId, changedAt: new Date(storedAt) }];
    });
    if (stored.length === 0) return verdicts;
    await this.consents.record(stored);
    const written = stored.map(({ memberId }) => ({ memberId, fields: ['newsletter'] as const }));
    await this.origins.add(written, { source: 'import', importId }, this.clock.date());
    return verdicts;
  }

  /** What an import stored, but for what its owner has confirmed since. */
  async takeBack(stored: readonly { readonly memberId: string; readonly at: string }[]): Promise<void> {
    if (stored.length > 0) await this.stated.takeBack(stored);
  }
}
