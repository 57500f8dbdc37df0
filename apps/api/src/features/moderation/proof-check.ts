import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import type { WritingCheck, WritingDraft, WritingVerdict } from '../posts/index.ts';
import { ModerationSettings } from './moderation-settings.ts';
import { Proofs } from './proofs.ts';
import { ProofsRepository } from './proofs.repository.ts';
import { TrustRepository } from './trust.repository.ts';

/** The browser of a member computes something before the first text. */
@Injectable()
export class ProofCheck implements WritingCheck {
  constructor(
    private readonly proofs: Proofs,
    private readonly passed: ProofsRepository,
    private readonly written: TrustRepository,
    private readonly settings: ModerationSettings,
    private readonly clock: Clock,
  ) {}

  /** What the browser of this member has to compute; null if nothing. */
  async challenge(memberId: string): Promise<string | null> {
    return (await this.#isNeeded(memberId)) ? this.proofs.challenge(memberId) : null;
  }

  async check({ authorId, proof, isEdit }: WritingDraft): Promise<WritingVerdict> {
    if (isEdit || !(await this.#isNeeded(authorId))) return { verdict: 'shown' };
    const tookMs = await this.proofs.accept(authorId, proof);
    if (tookMs === null)
      return {
        verdict: 'refused',
        code: 'proof-needed',
        pointer: '/proof',
        detail: 'the answer to a task of GET /me/writing-proof, used once and within half an hour',
      };
    await this.passed.pass(authorId, tookMs, this.clock.date());
    return { verdict: 'shown' };
  }

  async #isNeeded(memberId: string): Promise<boolean> {
    if ((await this.settings.current()).proof === 'none') return false;
    if ((await this.passed.passed(memberId)) !== null) return false;
    const { posts, comments } = await this.written.written(memberId, this.clock.date());
    return posts + comments === 0;
  }
}
