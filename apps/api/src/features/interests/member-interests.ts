import { Injectable } from '@nestjs/common';
import type { MemberInterests as Shown } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Permissions } from '../permissions/index.ts';
import { ChoicesRepository } from './choices.repository.ts';
import { knownInterests } from './known-interests.ts';
import { inOrderOfInterest, interestName, shownInterest } from './shown-interests.ts';
import { Showings } from './showings.ts';
import { SignalsRepository } from './signals.repository.ts';

/** What members are interested in and why. Each reading asks whether the club still may say what it observed. */
@Injectable()
export class MemberInterests {
  constructor(
    private readonly choices: ChoicesRepository,
    private readonly signals: SignalsRepository,
    private readonly permissions: Permissions,
    private readonly showings: Showings,
  ) {}

  /** Throws `not-found`. */
  async of(memberId: string): Promise<Shown> {
    const { allowed, reason, country } = await this.permissions.permits(memberId, 'profiling');
    const choices = await this.choices.of([memberId]);
    const signals = allowed ? await this.signals.of([memberId]) : [];
    const showing = await this.showings.now();
    const known = knownInterests(choices, signals);
    return {
      use: { allowed, reason, country },
      interests: inOrderOfInterest(known.map((each) => shownInterest(each, allowed, showing))),
      blocked: choices.flatMap(({ interest, blockedAt }) =>
        blockedAt
          ? [{ key: interest, name: interestName(showing, interest), blockedAt: toInstant(blockedAt) }]
          : [],
      ),
    };
  }
}
