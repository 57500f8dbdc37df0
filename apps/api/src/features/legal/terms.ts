import { Injectable } from '@nestjs/common';
import type { getTermsAcceptance, Language, OwnTerms, ReplyOf } from '@regulars/contracts';
import { inForce, mustAccept } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { JoiningTerms, MemberFigures, type AcceptedTerms, type TermsKeeper } from '../members/index.ts';
import { AcceptancesRepository, type Acceptance } from './acceptances.repository.ts';
import { LegalTexts, show, showComing } from './legal-texts.ts';
import { VersionsRepository } from './versions.repository.ts';

/** Which terms hold for a member. */
@Injectable()
export class Terms implements TermsKeeper {
  constructor(
    private readonly versions: VersionsRepository,
    private readonly acceptances: AcceptancesRepository,
    private readonly texts: LegalTexts,
    private readonly figures: MemberFigures,
    private readonly clock: Clock,
    joining: JoiningTerms,
  ) {
    joining.keptBy(this);
  }

  async inForce(): Promise<number | null> {
    return inForce(await this.versions.list('terms'), this.clock.now())?.version ?? null;
  }

  async isAcceptedBy(memberId: string): Promise<boolean> {
    return !(await this.of(memberId)).mustAccept;
  }

  /** The state of one member. */
  async of(memberId: string): Promise<OwnTerms> {
    const published = await this.versions.list('terms');
    const now = this.clock.now();
    const current = inForce(published, now);
    const accepted = await this.acceptances.newest(memberId);
    return {
      inForce: current ? show(current, published, now) : null,
      coming: showComing(published, now),
      accepted: accepted
        ? {
            version: accepted.version,
            language: accepted.language,
            acceptedAt: toInstant(accepted.acceptedAt),
          }
        : null,
      mustAccept: mustAccept(published, accepted?.version ?? null, now),
    };
  }

  /**
   * Stores that the member read and accepted a version: the one in force or the coming one. Throws
   * `legal-text-missing` at `pointer`.
   */
  async accept(
    memberIds: readonly string[],
    { version, language, way, pointer = '/version', at = this.clock.date() }: AcceptedTerms,
  ): Promise<void> {
    const published = await this.versions.list('terms');
    const row = published.find((one) => one.version === version);
    const current = inForce(published, this.clock.now());
    if (!row || (current && version < current.version))
      throw ClubError.field('legal-text-missing', pointer, whatIsThere(current?.version));
    const shown = await this.texts.languageFor(row.languages, language);
    await this.acceptances.record(
      memberIds.map((memberId) => ({ memberId, version, language: shown, acceptedAt: at, way })),
    );
  }

  /** Acceptances from before, for the demo. */
  async recordEarlier(acceptances: readonly Acceptance[]): Promise<void> {
    await this.acceptances.record(acceptances);
  }

  async acceptAsked(memberId: string, version: number, language: Language): Promise<OwnTerms> {
    await this.accept([memberId], { version, language, way: 'asked' });
    return this.of(memberId);
  }

  /** Newest version first. */
  async acceptance(): Promise<ReplyOf<typeof getTermsAcceptance>> {
    const counted = await this.acceptances.counted();
    const now = this.clock.now();
    const { members } = await this.figures.count(now, now + 1);
    const published = (await this.versions.list('terms')).map(({ version }) => version).reverse();
    return {
      data: published.map((version) => ({ version, accepted: counted.get(version) ?? 0, members })),
      cursor: { next: null },
    };
  }
}

const whatIsThere = (current: number | undefined): string =>
  current === undefined ? 'no terms are published' : `version ${current} is in force`;
