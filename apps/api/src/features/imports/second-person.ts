import { Injectable } from '@nestjs/common';
import type { ImportSettings } from '@regulars/contracts';
import { personBehind, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings } from '../club/index.ts';
import { checkFirst } from './file-problems.ts';
import type { ImportRecord } from './import.ts';
import { ImportSums } from './import-sums.repository.ts';
import { movesPoints } from './opening-draft.ts';

/** Points above the club's limit need two people, also in a file: one sends and checks it, another one starts it. */
@Injectable()
export class SecondPerson {
  constructor(
    private readonly club: ClubSettings,
    private readonly sums: ImportSums,
  ) {}

  /** How many points a file moves is known after its check. Throws `invalid-request` for a start without one. */
  async assertChecksFirst(actor: Actor, settings: ImportSettings): Promise<void> {
    if (settings.dryRun || actor.kind === 'system') return;
    const limit = movesPoints(settings) ? await this.#limit() : null;
    if (limit !== null) throw checkFirst(limit);
  }

  /** Throws `own-approval-refused` if the points of the file exceed the limit and the same person sent it. */
  async assertMayStart(actor: Actor, record: ImportRecord): Promise<void> {
    const limit = await this.#limit();
    if (limit === null || actor.kind === 'system') return;
    const sums = await this.sums.of(record.id);
    if (!sums || sums.plus + sums.minus <= limit) return;
    const [starter, sender] = [personBehind(actor), personBehind(record.actor)];
    if (starter === null || starter === sender)
      throw new ClubError('own-approval-refused', `Points: ${sums.plus + sums.minus}. The limit: ${limit}`);
  }

  async #limit(): Promise<number | null> {
    return (await this.club.current()).approvals.points;
  }
}
